import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextEvaluation
import TextProcessing
import Topics

/// Finds the topics that a collection has by itself.
struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics", abstract: "Finds the topics of a collection, without labels or examples.",
        discussion: """
            Text output is the table of topics: their sizes, the words that tell each from the others, the documents nearest \
            to its middle. In the other forms each document has a record with the number of its topic, and the table goes to \
            --table, or with --output to the standard output. A document far from the middle of every topic is marked as an \
            outlier; one without a word has no topic. All documents are read twice, and up to 100,000 kept in memory; of more \
            than these a sample decides what the topics are.

            EXAMPLES:
              epitome topics news.jsonl
              epitome topics --topics 14 articles/ -o topics.jsonl --table topics.json
              epitome topics news.jsonl --save news.safetensors
            """)

    @OptionGroup(title: "Input") var input: InputOptions

    @Option(help: ArgumentHelp("How many topics; auto for as many as there seem to be.", valueName: "n|auto"))
    var topics: TopicCount = .auto

    @Option(help: ArgumentHelp("How many words name a topic.", valueName: "n"))
    var words = 10

    @Option(help: ArgumentHelp("What the search begins with; equal seeds give equal topics.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("Write the topics to this file, as JSON or as text (`-` for neither).", valueName: "file"),
        completion: .file(extensions: ["json", "txt"]))
    var table: String?

    @Option(
        help: ArgumentHelp(
            "Write an ordinary model, trained on the answers, for `classify --model`.", valueName: "file"),
        completion: .file(extensions: ["safetensors"]))
    var save: String?

    @Flag(help: "Show how topics join into larger ones.")
    var hierarchy = false

    @Option(
        help: ArgumentHelp(
            "Show how many documents each topic has over time, by this field or column with dates (2004-11-28).",
            valueName: "field"))
    var over: String?

    @Option(help: "What --over counts by.")
    var by: TopicPeriod = .month

    @Option(
        help: ArgumentHelp("Write an HTML page: map, sizes, words, examples, change over time.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var report: String?

    @OptionGroup(title: "Output") var form: FormatOption<TopicsFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if words < 1 || words > 1000 { throw ValidationError("--words takes a number from 1 to 1000, not \(words).") }
    }

    func run() throws {
        let paths = try input.resolvedPaths()
        var corpus = try OutputGuard.options(
            paths, input,
            writes: [
                ("--output", output.file), ("--errors", output.errors), ("--table", table), ("--save", save),
                ("--report", self.report),
            ],
            isQuiet: true)
        // Where documents have no records nothing is read a second time.
        let isTable = output.file == nil && (form.chosen ?? .text) == .text
        let spool = !isTable && paths.contains("-") ? try StandardDescriptors.makeInputRepeatable() : nil
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        var texts = LearnedTexts()
        if let over { corpus.keptFields = [over] }
        texts.read(paths, options: corpus, pipeline: pipeline, isSilent: !isTable)
        try spool?.rewind()
        guard !texts.texts.isEmpty else { throw texts.reading.nothingDone("the input holds no documents") }
        let found: DiscoveredTopics
        do {
            found = try DiscoveredTopics(
                of: texts.texts, count: topics.count, language: input.fixedLanguage, wordCount: words, seed: seed,
                threads: output.threads.count)
        } catch {
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
        let report = TopicTable(
            topics: found, ids: texts.ids, texts: texts.texts, periods: try periods(texts), showsHierarchy: hierarchy)
        if let table, table != "-" {
            try ReportFile.write(
                table.hasSuffix(".json") ? report.json : report.text(TerminalStyle(isOn: false)), to: table)
        }
        if let page = self.report { try ReportFile.write(TopicPage(table: report).html, to: page) }
        if let save {
            try AnsweredTexts.save(
                texts.texts, report.answers, language: found.language, description: "Topics found without labels",
                threads: output.threads.count, to: save)
        }
        if isTable {
            if table == nil {
                try StandardOutput.write(line: report.text(TerminalStyle(isOn: output.color.isOn(descriptor: 1))))
            }
            return try texts.reading.finish()
        }
        try DocumentRun(input: input, form: form, output: output, paths: paths).run { context in
            TopicsRenderer(context: context, topics: found, learned: texts.rows, pipeline: pipeline)
        }
        if output.file != nil, table == nil, !output.quiet {
            try StandardOutput.write(line: report.text(TerminalStyle(isOn: output.color.isOn(descriptor: 1))))
        }
    }

    /// The period of each document, if periods were asked for.
    private func periods(_ texts: LearnedTexts) throws -> [String?] {
        guard let over else { return [] }
        let periods = texts.kept.map { value in value.flatMap { by.period(of: $0) } }
        let dated = periods.count { $0 != nil }
        if dated == 0 {
            Diagnostics.write("--over \(over): no document has a date there that begins as 2004-11-28 does")
            throw ExitStatus.nothingDone
        }
        if dated < periods.count, !output.quiet {
            Diagnostics.write(
                "note: \(Decimals.counted(periods.count - dated, "document")) have no date in \"\(over)\"")
        }
        return periods
    }
}

extension TopicPeriod: ExpressibleByArgument {}

/// The values of `--topics`.
struct TopicCount: ExpressibleByArgument {
    /// The number; nil for auto.
    let count: Int?

    static let auto = TopicCount(count: nil)

    init(count: Int?) { self.count = count }

    init?(argument: String) {
        if argument == "auto" {
            count = nil
        } else {
            guard let number = Int(argument), number >= 1, number <= 10_000 else { return nil }
            count = number
        }
    }

    var defaultValueDescription: String { count.map { "\($0)" } ?? "auto" }
}

/// The values of `--format`: the topics as text, or a record for each document.
enum TopicsFormat: String, OutputChoice {
    case text, jsonl, json, csv, tsv
}

private struct TopicsRenderer: DocumentRenderer {
    let context: RunContext
    let topics: DiscoveredTopics
    /// The places of documents that have their answers already, by the records' numbers.
    let learned: [Int: Int]
    let pipeline: DocumentPipeline

    var table: AnswerTable? { AnswerTable(columns: ["topic", "probability", "outlier"], context: context) }

    func makeTransform() -> BatchRun.Transform {
        { [self] record, writer in
            let document = try record.content.get()
            let answer =
                learned[record.index].map { topics.answers[$0] }
                ?? topics.answers(for: [LearnedTexts.text(of: document, pipeline)])[0]
            let probability = TopicAnswers.rounded(answer.probability)
            guard context.format == .json || context.format == .jsonl else {
                let number = answer.topic.map { "\($0 + 1)" } ?? ""
                table?.write([[number, "\(probability)", "\(answer.isOutlier)"]], of: record, to: &writer)
                return
            }
            writer.beginObject()
            record.writeID(to: &writer)
            writer.key("topic")
            if let topic = answer.topic { writer.value(topic + 1) } else { writer.null() }
            writer.member("probability", probability)
            writer.member("outlier", answer.isOutlier)
            writer.endObject()
        }
    }
}
