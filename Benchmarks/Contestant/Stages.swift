import ArticleExtraction
import Boilerplate
import Classification
import Corpora
import Documents
import Epitome
import Serialization
import Summarization
import SystemLibrary
import TextProcessing

/// What each stage of a long run costs by itself, on one thread: the table in `Documentation/Benchmarks.md`.
///
/// `contestant stages FILE`, where FILE is JSON Lines with texts. The least processor time of three runs counts.
struct Stages {
    private let path: String
    private let documents: [Document]
    private let texts: [String]
    private let bytes: Int

    init(_ path: String) {
        self.path = path
        documents = Self.read(path)
        let pipeline = DocumentPipeline()
        texts = documents.map { pipeline.text(of: $0) }
        bytes = texts.reduce(0) { $0 + $1.utf8.count }
    }

    private static func read(_ path: String) -> [Document] {
        CorpusReader(paths: [path]).compactMap { try? $0.content.get() }
    }

    func run() throws {
        print("\(documents.count) documents, \(bytes / 1_000_000) MB of text")
        print("MB/s  documents/s  microseconds each")
        report("read, find fields, make strings") { Self.read(path).count }
        let zipped = path + ".stages.gz"
        let pieces = texts.map { Array($0.utf8) }.reduce(into: [[UInt8]]()) { pieces, text in
            // As large as the blocks of a run.
            if let last = pieces.indices.last, pieces[last].count < 256 << 10 {
                pieces[last] += text
            } else {
                pieces.append(text)
            }
        }
        var lines = JSONWriter()
        for text in texts {
            lines.beginObject()
            lines.member("text", text)
            lines.endObject()
            lines.newline()
        }
        try AtomicFile.write(Gzip.member(lines.bytes), to: zipped)
        report("the same from gzip") { Self.read(zipped).count }
        remove(zipped)
        for level in [1, 6] as [Int32] {
            report("write gzip, level \(level)") { pieces.reduce(0) { $0 + Gzip.member($1, level: level).count } }
        }
        stages()
    }

    private func stages() {
        let languages = report("language") { texts.map { LanguageIdentifier.shared.identify($0).language } }
        let sentences = report("sentences") {
            zip(texts, languages).map { SentenceSegmenter(language: $1).sentences(in: $0) }
        }
        report("boilerplate filter") {
            zip(texts, sentences).map { BoilerplateFilter().verdicts(for: $1, in: $0).count { $0.isKept } }
        }
        let pipeline = DocumentPipeline()
        let prepared = report("these three together") { documents.map { pipeline.prepare($0) } }
        let summarizer = Summarizer()
        let summaries = report("summarize sentences that are cut and judged") {
            var workspace = SummarizationWorkspace()
            return prepared.map { summarizer.summarize($0.summarizationInput, workspace: &workspace) }
        }
        report("write summaries") {
            var writer = JSONWriter()
            for (document, summary) in zip(prepared, summaries) {
                writer.beginObject()
                SummaryRecord(document: document, summary: summary).writeMembers(to: &writer)
                writer.endObject()
            }
            return writer.bytes.count
        }
        report("classify") {
            var session = Classifier.Session(.newsTopics)
            return texts.map { session.classify($0).labels.count }
        }
    }

    @discardableResult
    private func report<Result>(_ stage: String, _ work: () -> Result) -> Result {
        let (time, result) = Measurement.best(of: 3, work)
        let seconds = max(time.cpuSeconds, 1e-9)
        let columns = [
            (Double(bytes) / seconds / 1e6, 4), (Double(documents.count) / seconds, 11),
            (seconds * 1e6 / Double(max(1, documents.count)), 17),
        ]
        let text = columns.map { value, width in
            let digits = "\(Int(value.rounded()))"
            return String(repeating: " ", count: max(0, width - digits.count)) + digits
        }
        print(text.joined(separator: "  ") + "  " + stage)
        return result
    }
}
