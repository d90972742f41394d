internal import SystemLibrary
internal import TestSupport

/// Measures the text stages against evaluation data, one Markdown table a task; trains the models that are trained here.
///
/// ```
/// evaluate-text sentences [test]           boundary F1 and golden rules; the development parts unless "test" is given
/// evaluate-text boilerplate                notices of unseen wording in summaries; what the filter costs clean articles
/// evaluate-text unseen-notices [open]      the same with the sealed set, aggregates only; with the open set, notices too
/// evaluate-text extraction [ROWS]          articles found in pages, against three sets; out of fold with what
///                                          Models/article/train.py wrote to ROWS
/// evaluate-text block-rows PAGES OUT       what Models/article/train.py reads
/// evaluate-text sentence-rows TEXTS OUT [PROBABILITIES]   what Models/boilerplate/train.py reads
/// evaluate-text contamination TEXTS PROBABILITIES OUT     notices that reach summaries, by what that script found
/// evaluate-text train-sentences FILE       trains Models/sentences
/// evaluate-text words                      speed of words, tokens and stems; stems against the Snowball vocabularies
/// evaluate-text language-words LINES OUT   what Models/language/train.c reads
/// evaluate-text language [test|FILE]       accuracy of language identification by length, and its speed
/// evaluate-text encodings FILE             encodings told from bytes, on rows of Benchmarks/Peers/text_encodings.py
/// ```
///
/// The data are looked for in the folder `EPITOME_DATA` names, else in `../shared/data`.
@main
struct EvaluateText {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let measuring = [
            "sentences", "boilerplate", "unseen-notices", "extraction", "words", "language", "train-sentences",
        ]
        if let task = arguments.first, measuring.contains(task) {
            let folder = EvaluationData.folder ?? "../shared/data"
            guard access(folder, R_OK) == 0 else {
                fail(
                    "no evaluation data in \(folder), nothing measured. The collections are public; Documentation/Evaluation.md "
                        + "says where each comes from and how it is laid out there, or in the folder that EPITOME_DATA names"
                )
            }
        }
        switch arguments.first {
        case "sentences": show(SentenceEvaluation.report(part: arguments.dropFirst().first ?? "dev"))
        case "boilerplate": show(Acceptance.shipped.report(.standard))
        case "unseen-notices":
            show(Acceptance.shipped.unseenReport(.standard, isOpen: arguments.dropFirst().first == "open"))
        case "extraction": show(ExtractionEvaluation.report(folds: arguments.dropFirst().first))
        case "block-rows" where arguments.count == 3: show(TrainingRows.blocks(arguments[1], to: arguments[2]))
        case "sentence-rows" where arguments.count >= 3:
            let probabilities = arguments.count > 3 ? arguments[3] : nil
            show(TrainingRows.sentences(arguments[1], to: arguments[2], probabilities: probabilities))
        case "contamination" where arguments.count == 4:
            show(Contamination.report(arguments[1], probabilities: arguments[2], to: arguments[3]))
        case "train-sentences":
            guard let path = arguments.dropFirst().first else { fail("train-sentences needs the file to write") }
            show(SentenceEvaluation.train(to: path))
        case "words": show(WordEvaluation.report())
        case "encodings" where arguments.count == 2: show(EncodingEvaluation.report(path: arguments[1]))
        case "language-words" where arguments.count == 3:
            show(LanguageEvaluation.words(of: arguments[1], to: arguments[2]))
        case "language":
            let source = arguments.dropFirst().first ?? "dev"
            let isPart = source == "dev" || source == "test"
            show(isPart ? LanguageEvaluation.report(part: source) : LanguageEvaluation.report(path: source))
        default: fail("name a task: sentences, extraction, boilerplate, words, language, train-sentences")
        }
    }

    /// Prints the lines of a report.
    static func show(_ lines: [String]) {
        for line in lines { print(line) }
    }

    /// Ends the program with a message.
    static func fail(_ message: String) -> Never {
        let line = Array("evaluate-text: \(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(2)
    }

    /// A number with `digits` decimals.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        var power = 1
        for _ in 0..<digits { power *= 10 }
        let scaled = Int((value * Double(power)).rounded())
        var fraction = String(scaled % power)
        while fraction.count < digits { fraction = "0" + fraction }
        return digits == 0 ? "\(scaled)" : "\(scaled / power).\(fraction)"
    }
}
