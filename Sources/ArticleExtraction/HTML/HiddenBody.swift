internal import Boilerplate
internal import TextProcessing

/// The body of an article that a page states in its JSON-LD: the only text of pages that scripts build.
struct HiddenBody {
    /// Pages that show more than this show their article, in bytes.
    private static let littleText = 1500
    /// Shorter bodies are teasers.
    private static let minimumText = 250

    private let body: String

    /// Takes what the page states; nil where it is no body.
    init?(_ body: String?) {
        guard let body, body.utf8.count >= HiddenBody.minimumText else { return nil }
        self.body = body
    }

    /// Whether the page shows so little, in bytes, that it is at most the body's beginning.
    func isBetter(than shown: Int) -> Bool { shown < HiddenBody.littleText && body.utf8.count >= 2 * shown }

    /// The text and blocks of the body, which may be plain or have tags of its own.
    func article() -> Article {
        var html = body
        if !body.contains("</"), !body.contains("<br") {
            html = ""
            for line in body.split(whereSeparator: \.isNewline) {
                html += "<p>" + line.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>"
            }
        }
        let page = HTMLPageBuilder.parse(HTMLPruner(Array(html.utf8)).output)
        let kept = page.blocks.map { _ in BlockJudge.Decision(probability: 1, isKept: true) }
        return ArticleWriter(page: page, verdicts: kept).article()
    }
}
