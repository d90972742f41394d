import ArgumentParser
import Summarization

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

    // With a transform and not `ExpressibleByArgument`: the parser's questions after the conformances of three further types
    // cost 2.2 million instructions, half a millisecond, at each start (callgrind).
    @Option(
        help: Self.help("The formula", SummaryMethod.self), completion: Self.values(SummaryMethod.self),
        transform: Self.value)
    var method: SummaryMethod = .auto

    @Option(
        help: Self.help("What the summary is for", SummaryStyle.self), completion: Self.values(SummaryStyle.self),
        transform: Self.value)
    var style: SummaryStyle = .auto

    @Option(
        help: Self.help("The order of the sentences", SummaryOrder.self), completion: Self.values(SummaryOrder.self),
        transform: Self.value)
    var order: SummaryOrder = .document

    @Option(help: ArgumentHelp("What the summary should answer.", valueName: "text"))
    var query: String?

    @Option(help: ArgumentHelp("How different the sentences should be, from 0 to 1.", valueName: "share"))
    var diversity: Double?

    private static func names<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> [String] {
        Value.allCases.map(\.rawValue)
    }

    private static func help<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ type: Value.Type
    ) -> ArgumentHelp {
        "\(text): \(names(type).joined(separator: ", "))."
    }

    private static func values<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> CompletionKind {
        .list(names(type))
    }

    private static func value<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
        if let value = Value(rawValue: text) { return value }
        throw ValidationError("it is none of \(names(Value.self).joined(separator: ", ")).")
    }

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
