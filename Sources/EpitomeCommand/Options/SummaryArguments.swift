public import ArgumentParser
public import Summarization

extension SummaryMethod: ExpressibleByArgument {}
extension SummaryStyle: ExpressibleByArgument {}
extension SummaryOrder: ExpressibleByArgument {}

/// What a summary should be like.
struct SummaryArguments: ParsableArguments {
    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: ArgumentHelp("At most this many sentences (default 3).", valueName: "n")
    )
    var sentences: Int?

    @Option(help: ArgumentHelp("At most this share of the sentences, between 0 and 1.", valueName: "share"))
    var ratio: Double?

    @Option(help: ArgumentHelp("At most this many words.", valueName: "n"))
    var words: Int?

    @Option(help: ArgumentHelp("At most this many characters.", valueName: "n"))
    var characters: Int?

    @Flag(help: "As many sentences, one to three, as the style thinks right.")
    var freeLength = false

    @Option(help: "The formula.")
    var method: SummaryMethod = .auto

    @Option(help: "What the summary is for.")
    var style: SummaryStyle = .auto

    @Option(help: "The order of the sentences.")
    var order: SummaryOrder = .document

    @Option(help: ArgumentHelp("What the summary should answer.", valueName: "text"))
    var query: String?

    @Option(help: ArgumentHelp("How different the sentences should be, from 0 to 1.", valueName: "share"))
    var diversity: Double?

    func validate() throws {
        let given = [sentences != nil, ratio != nil, words != nil, characters != nil, freeLength].count { $0 }
        if given > 1 {
            throw ValidationError("Pass only one of --sentences, --ratio, --words, --characters and --free-length.")
        }
        for (name, value) in [("--sentences", sentences), ("--words", words), ("--characters", characters)] {
            if let value, value < 1 { throw ValidationError("\(name) takes a number from 1, not \(value).") }
        }
        if let ratio, !(ratio > 0 && ratio <= 1) {
            throw ValidationError("--ratio takes a share between 0 and 1, not \(ratio).")
        }
        if let diversity, !(diversity >= 0 && diversity <= 1) {
            throw ValidationError("--diversity takes a number between 0 and 1, not \(diversity).")
        }
    }

    /// The options as the summarizer takes them.
    var options: SummaryOptions {
        let length: SummaryLength =
            if let ratio {
                .ratio(ratio)
            } else if let words {
                .words(words)
            } else if let characters {
                .characters(characters)
            } else if freeLength {
                .free
            } else {
                .sentences(sentences ?? 3)
            }
        return SummaryOptions(
            length: length, method: method, style: style, order: order, query: query, diversity: diversity)
    }
}
