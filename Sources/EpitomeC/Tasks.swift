public import CEpitome
internal import Epitome
internal import SystemLibrary

/// A task with its options, which does not change.
class TaskHandle: Handle {
    fileprivate let reader: TextPreparation

    fileprivate init(_ reader: TextPreparation) { self.reader = reader }

    func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        throw CallFailure.invalid("this task runs on no texts")
    }
}

/// How texts are read: their format and their language.
struct TextPreparation: Sendable {
    enum Format: String, CaseIterable { case text, html, markdown }

    static let names = ["task", "language", "format", "boilerplate"]
    let format: Format
    let language: Language?
    let pipeline: DocumentPipeline

    init(_ settings: CallSettings) throws {
        format = try settings.name("format", Format.self) ?? .text
        language = try settings.string("language").map { Language(rawValue: $0) }
        pipeline = DocumentPipeline(
            language: language, removesBoilerplate: try settings.bool("boilerplate", true))
        guard format == .html, !Self.hasLibXML2 else { return }
        throw CallFailure(
            code: Int(EPI_LIBRARY),
            message: "HTML needs the system's libxml2 (Debian: apt install libxml2, Fedora: dnf install libxml2)")
    }

    private static let hasLibXML2 = ["libxml2.so.2", "libxml2.dylib", "/usr/lib/libxml2.2.dylib"].contains {
        (name: String) in dlopen(name, RTLD_NOW) != nil
    }

    func document(_ row: Int, _ text: String) -> Document {
        let content: Document.Content =
            switch format {
            case .text: .text(text)
            case .html: .html(Array(text.utf8))
            case .markdown: .markdown(text)
            }
        return Document(id: "\(row)", content: content)
    }

    func prepare(_ row: Int, _ text: String) -> PreparedDocument { pipeline.prepare(document(row, text)) }
}

/// A stretch of a text as records tell it: code points.
struct TextStretch: Sendable {
    let text: String
    let start: Int64
    let end: Int64

    static func stretches(_ ranges: [Range<Int>], of text: String) -> [TextStretch] {
        var offsets = ScalarOffsets(of: text)
        let utf8 = text.utf8.span
        return ranges.map { range in
            let piece = utf8.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            return TextStretch(
                text: piece, start: Int64(offsets.scalarOffset(ofByte: range.lowerBound)),
                end: Int64(offsets.scalarOffset(ofByte: range.upperBound)))
        }
    }
}

/// Task `summarize`: the sentences that say most.
private final class SummaryTask: TaskHandle {
    private let summarizer: Summarizer
    static let names = [
        "sentences", "words", "characters", "ratio", "free", "method", "style", "order", "query", "diversity",
    ]

    init(_ settings: CallSettings) throws {
        var options = SummaryOptions(length: try Self.length(settings))
        if let name = try settings.string("method") {
            guard let method = SummaryMethod(rawValue: name) else {
                let names = SummaryMethod.allCases.map(\.rawValue).joined(separator: ", ")
                throw CallFailure.invalid("the option \"method\" must be one of \(names), not \"\(name)\"")
            }
            options.method = method
        }
        options.style = try settings.name("style", SummaryStyle.self) ?? options.style
        options.order = try settings.name("order", SummaryOrder.self) ?? options.order
        options.query = try settings.string("query")
        options.diversity = try settings.double("diversity")
        if let diversity = options.diversity, !(0...1).contains(diversity) {
            throw CallFailure.invalid("the option \"diversity\" must be between 0 and 1, not \(diversity)")
        }
        summarizer = Summarizer(options)
        super.init(try TextPreparation(settings))
    }

    private static func length(_ settings: CallSettings) throws -> SummaryLength {
        var lengths: [SummaryLength] = []
        if let count = try settings.integer("sentences", in: 1...1_000_000) { lengths.append(.sentences(count)) }
        if let count = try settings.integer("words", in: 1...100_000_000) { lengths.append(.words(count)) }
        if let count = try settings.integer("characters", in: 1...1_000_000_000) {
            lengths.append(.characters(count))
        }
        if let share = try settings.double("ratio") {
            guard share > 0, share <= 1 else {
                throw CallFailure.invalid("the option \"ratio\" must be above 0 and at most 1, not \(share)")
            }
            lengths.append(.ratio(share))
        }
        if try settings.bool("free", false) { lengths.append(.free) }
        guard lengths.count <= 1 else {
            throw CallFailure.invalid("a summary has one length: sentences, words, characters, ratio or free")
        }
        return lengths.first ?? .sentences(3)
    }

    private struct Result: Sendable {
        let record: SummaryRecord
        let texts: [String]
        let stretches: [TextStretch]
    }

    override func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let (reader, summarizer) = (reader, summarizer)
        let results = try texts.map(settings) { row, text in
            let document = reader.prepare(row, text)
            let summary = summarizer.summarize(document.summarizationInput)
            return Result(
                record: SummaryRecord(document: document, summary: summary), texts: summary.texts(in: document.text),
                stretches: TextStretch.stretches(summary.sentences.map(\.range), of: document.text))
        }
        var offsets = ListOffsets()
        for result in results { offsets.add(result?.texts.count ?? 0) }
        let found = results.compactMap { $0 }
        let chosen = found.flatMap(\.record.summary.sentences)
        let stretches = found.flatMap(\.stretches)
        return Table([
            TextColumn("summary", results.map { $0?.texts.joined(separator: " ") }),
            TextColumn("method", results.map { $0?.record.summary.method }),
            TextColumn("language", results.map { $0?.record.summary.language.rawValue }),
            TextColumn("reason", results.map { $0?.record.reason }),
            NumberColumn("sentences_offsets", offsets.ends),
            TextColumn("text", found.flatMap(\.texts)),
            NumberColumn("start", stretches.map(\.start)), NumberColumn("end", stretches.map(\.end)),
            NumberColumn("index", chosen.map { Int64($0.index) }), NumberColumn("score", chosen.map(\.score)),
        ])
    }
}

/// Task `sentences`: where sentences begin and end.
private final class SentenceTask: TaskHandle {
    init(_ settings: CallSettings) throws { super.init(try TextPreparation(settings)) }

    override func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let reader = reader
        let results = try texts.map(settings) { row, text in
            let document = reader.document(row, text)
            let plain = reader.pipeline.text(of: document)
            let language = reader.pipeline.language(of: plain, in: document)
            let sentences = SentenceSegmenter(language: language).sentences(in: plain)
            return TextStretch.stretches(sentences.map(\.range), of: plain)
        }
        var offsets = ListOffsets()
        for result in results { offsets.add(result?.count ?? 0) }
        let stretches = results.flatMap { $0 ?? [] }
        return Table([
            NumberColumn("sentences_offsets", offsets.ends), TextColumn("text", stretches.map(\.text)),
            NumberColumn("start", stretches.map(\.start)), NumberColumn("end", stretches.map(\.end)),
        ])
    }
}

/// Task `keywords`: words and phrases that say most.
private final class KeywordTask: TaskHandle {
    private let limit: Int

    init(_ settings: CallSettings) throws {
        limit = try settings.integer("limit", in: 1...100_000) ?? 10
        super.init(try TextPreparation(settings))
    }

    override func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let (reader, limit) = (reader, limit)
        let results = try texts.map(settings) { row, text in
            KeywordExtractor().keywords(in: reader.prepare(row, text).keywordInput, limit: limit)
        }
        var offsets = ListOffsets()
        for result in results { offsets.add(result?.count ?? 0) }
        let keywords = results.flatMap { $0 ?? [] }
        return Table([
            NumberColumn("keywords_offsets", offsets.ends), TextColumn("text", keywords.map(\.text)),
            NumberColumn("score", keywords.map(\.score)), NumberColumn("count", keywords.map { Int64($0.count) }),
        ])
    }
}

/// Task `language`: the language of each text.
private final class LanguageTask: TaskHandle {
    private let candidates: [Language]?

    init(_ settings: CallSettings) throws {
        candidates = try settings.strings("among")?.map { Language(rawValue: $0) }
        super.init(try TextPreparation(settings))
    }

    override func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let candidates = candidates
        let results = try texts.map(settings) { _, text in
            LanguageIdentifier.shared.identify(text, among: candidates)
        }
        return Table([
            TextColumn("language", results.map { $0?.language.rawValue }),
            NumberColumn(
                "probability", results.map { Double($0?.probability ?? 0) }, missing: results.map { $0 == nil }),
        ])
    }
}

/// Task `extract`: the article in a page.
private final class ExtractTask: TaskHandle {
    init(_ settings: CallSettings) throws { super.init(try TextPreparation(settings)) }

    override func run(_ texts: ForeignTexts, _ settings: CallSettings) throws -> Table {
        let reader = reader
        let results = try texts.map(settings) { row, text in reader.prepare(row, text) }
        return Table([
            TextColumn("title", results.map { $0?.title }), TextColumn("text", results.map { $0?.cleanText }),
            TextColumn("author", results.map { $0?.article?.author }),
            TextColumn("date", results.map { $0?.article?.date }),
            TextColumn("site", results.map { $0?.article?.site }),
            TextColumn("language", results.map { $0?.language.rawValue }),
            TextColumn("reason", results.map { $0?.emptiness }),
        ])
    }
}

/// Makes a task.
@c @implementation
public func epi_task_create(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let all = TextPreparation.names
        let names: [(task: String, names: [String], make: (CallSettings) throws -> TaskHandle)] = [
            ("summarize", SummaryTask.names, { try SummaryTask($0) }),
            ("sentences", [], { try SentenceTask($0) }),
            ("keywords", ["limit"], { try KeywordTask($0) }),
            ("language", ["among"], { try LanguageTask($0) }),
            ("extract", [], { try ExtractTask($0) }),
        ]
        let task = try CallSettings(call, known: all + names.flatMap(\.names)).string("task")
        guard let found = names.first(where: { $0.task == task }) else {
            let list = names.map(\.task).joined(separator: ", ")
            throw CallFailure.invalid("the option \"task\" must be one of \(list), not \"\(task ?? "")\"")
        }
        return try found.make(CallSettings(call, known: all + found.names))
    }
}

/// Runs a task on texts.
@c @implementation
public func epi_task_run(
    _ task: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        try object(task, TaskHandle.self, "task").run(ForeignTexts(texts, count), CallSettings(call, known: []))
    }
}

/// Scores candidates against references.
@c @implementation
public func epi_rouge(
    _ none: OpaquePointer?, _ texts: UnsafePointer<epi_text>?, _ count: Int64, _ call: UnsafePointer<epi_call>?,
    _ error: UnsafeMutablePointer<epi_error>?
) -> OpaquePointer? {
    answer(error) {
        let settings = try CallSettings(call, known: ["stemming", "unicode"])
        let all = try ForeignTexts(texts, count).strings()
        guard all.count.isMultiple(of: 2) else {
            throw CallFailure.invalid("as many candidates as references are needed, these are \(all.count) texts")
        }
        var rouge = ROUGE(
            stemming: try settings.bool("stemming", true),
            tokenization: try settings.bool("unicode", false) ? .unicode : .latin)
        let half = all.count / 2
        var scores: [ROUGE.Scores] = []
        for row in 0..<half {
            scores.append(rouge.scores(reference: all[row], candidate: all[half + row]))
            if row % 64 == 63 { try settings.advance(row + 1, of: half) }
        }
        let measures: [(String, (ROUGE.Scores) -> ROUGE.Score)] = [
            ("rouge1", \.rouge1), ("rouge2", \.rouge2), ("rougeL", \.rougeL), ("rougeLsum", \.rougeLsum),
        ]
        return Table(
            measures.flatMap { name, score in
                [
                    NumberColumn("\(name)_precision", scores.map { score($0).precision }),
                    NumberColumn("\(name)_recall", scores.map { score($0).recall }),
                    NumberColumn("\(name)_f1", scores.map { score($0).f1 }),
                ]
            })
    }
}
