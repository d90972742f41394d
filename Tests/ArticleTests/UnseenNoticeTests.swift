internal import Epitome
internal import Serialization
internal import Testing

/// Ceilings over what the second unseen set still gets through, on our own articles; they only fall.
///
/// Shares alone are compared, and no notice is shown: half of the set is sealed (`Data/README.md`). News as hosts, and more
/// places: `evaluate-text unseen-notices`.
@Suite("Notices that development has not seen") struct UnseenNoticeTests {
    /// In a debug build a fifth is looked at.
    #if DEBUG
        private static let step = 5
    #else
        private static let step = 1
    #endif

    private struct Host {
        var language: String
        var paragraphs: [String]
    }

    /// The articles as plain text, without the lines that an expectation calls foreign.
    private static let hosts: [Host] = ShippedArticle.all.compactMap { article in
        guard article.path.hasSuffix(".txt"), let text = try? ShippedArticle.read(article.path),
            let language = article.string("language")
        else { return nil }
        let foreign = article.strings("boilerplate") + article.strings("must_not_contain")
        let paragraphs = text.split(separator: "\n").map(String.init).filter { line in
            line.utf8.count > 120 && !foreign.contains { line.contains($0) }
        }
        return paragraphs.count > 2 ? Host(language: language, paragraphs: paragraphs) : nil
    }

    private static func records(_ name: String) throws -> [JSONValue] {
        let text = try ShippedArticle.read("\(ShippedArticle.packageRoot)/Data/boilerplate/\(name).jsonl")
        return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private static func prepared(_ text: String, _ language: String) -> PreparedDocument {
        DocumentPipeline(language: Language(rawValue: language)).prepare(Document(id: "", content: .text(text)))
    }

    @Test(arguments: [("open", 0.4, 10.0), ("sealed", 0.7, 13.5)])
    func fewReachASummary(_ name: String, inSummaries: Double, left: Double) throws {
        var (tries, summaries, survivors) = (0, 0, 0)
        let notices = try Self.records(name)
        for (number, notice) in notices.enumerated() where number % Self.step == 0 {
            let text = try #require(notice["text"]?.string)
            let hosts = Self.hosts.filter { $0.language == notice["language"]?.string }
            guard !hosts.isEmpty else { continue }
            for place in 0..<3 {
                let host = hosts[(number + place) % hosts.count]
                let head = host.paragraphs.prefix([0, host.paragraphs.count / 2, host.paragraphs.count][place])
                let start = head.reduce(0) { $0 + $1.utf8.count + 1 }
                let lines = head + [text] + host.paragraphs.dropFirst(head.count)
                let document = Self.prepared(lines.joined(separator: "\n"), host.language)
                let range = start..<start + text.utf8.count
                let chosen = Summarizer().summarize(document.summarizationInput).sentences
                tries += 1
                if chosen.contains(where: { $0.range.overlaps(range) }) { summaries += 1 }
                let isLeft = zip(document.sentences, document.exclusions).contains {
                    $1 == nil && $0.range.overlaps(range)
                }
                if isLeft { survivors += 1 }
            }
        }
        let shares = [summaries, survivors].map { 100 * Double($0) / Double(max(1, tries)) }
        // One of a few hundred more or less is chance where only a part is looked at.
        let slack = Self.step == 1 ? 0 : 2.0
        #expect(tries >= 3 * notices.count / Self.step - 3)
        #expect(shares[0] <= inSummaries + slack, "per cent of \(tries) summaries with a notice")
        #expect(shares[1] <= left + 2 * slack, "per cent of \(tries) notices of which a sentence is left")
    }

    @Test(arguments: ["open", "sealed"])
    func trueSentencesThatLookLikeNoticesStay(_ name: String) throws {
        var (tries, lost) = (0, 0)
        for article in try Self.records("lookalikes-" + name) {
            let text = (article["paragraphs"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
            let best = try #require(article["best"]?.string)
            let document = Self.prepared(text, article["language"]?.string ?? "und")
            let utf8 = Array(text.utf8)
            for phrase in (article["alike"]?.array ?? []).compactMap(\.string) + [best] {
                tries += 1
                let isLost = zip(document.sentences, document.exclusions).contains { sentence, exclusion in
                    let own = String(decoding: utf8[sentence.range], as: UTF8.self)
                    return exclusion != nil && (phrase.contains(own) || own.contains(phrase))
                }
                if isLost { lost += 1 }
            }
        }
        #expect(tries > 70)
        #expect(lost <= 1, "\(lost) of \(tries) true sentences are left out")
    }
}
