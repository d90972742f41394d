import ArgumentParser
import TextEvaluation

/// How summaries are scored and what is written about it: the arguments of `evaluate summarize` and `evaluate rouge`.
struct ROUGEArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The field or column that holds the reference; several may stand in an array, or in `summaries`.",
            valueName: "name"))
    var referenceField = "summary"

    @Flag(help: "Compare words as they are, without Porter stemming.")
    var noStemming = false

    @Option(
        help: ArgumentHelp(
            "What a word is: latin (a-z and 0-9, as published figures have it) or unicode (all alphabets, no stemming).",
            valueName: "rule"))
    var tokens: WordRule = .latin

    @Option(help: ArgumentHelp("Write an HTML page.", valueName: "file"), completion: .file(extensions: ["html"]))
    var report: String?

    @Option(
        help: ArgumentHelp("Write one JSON line with the scores of each document.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var scores: String?

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    /// The values of `--tokens`.
    enum WordRule: String, CaseIterable, ExpressibleByArgument {
        case latin, unicode
    }

    /// The files that are written.
    var files: [(option: String, path: String?)] { [("--report", report), ("--scores", scores)] }

    /// The scorer these arguments describe.
    var rouge: ROUGE { ROUGE(stemming: !noStemming, tokenization: tokens == .latin ? .latin : .unicode) }
}
