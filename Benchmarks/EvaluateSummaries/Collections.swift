import Corpora
import Serialization
import Summarization
import TextEvaluation
import TextProcessing

/// One document with its references, cut into sentences.
struct EvaluationDocument {
    var id: String
    /// The part of the collection that a table splits by, such as the newspaper; empty where there is none.
    var kind: String
    var input: SummarizationInput
    var references: [ROUGE.PreparedText]

    /// A summary as it is scored: one sentence a line.
    func text(of indices: [Int]) -> String {
        let utf8 = input.text.utf8.span
        var bytes: [UInt8] = []
        for index in indices.sorted() {
            if !bytes.isEmpty { bytes.append(0x0A) }
            for offset in input.sentences[index].range { bytes.append(utf8[offset] == 0x0A ? 0x20 : utf8[offset]) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Which documents of a collection are meant.
enum Part: String {
    case train, valid, test
}

/// A collection of documents with reference summaries, in one reading for all systems.
struct EvaluationCollection {
    var name: String
    /// The number of sentences a reference has.
    var naturalCount: Int
    var documents: [EvaluationDocument]
    var rouge: ROUGE

    static let names = ["cnn", "realsumm", "xsum", "orange", "gum", "sci", "klex", "bbc", "opin"]
    static let trained = ["cnn", "xsum", "orange", "gum", "sci", "klex", "bbc"]

    private static let naturalCounts = [
        "cnn": 3, "realsumm": 3, "xsum": 1, "orange": 1, "gum": 1, "sci": 5, "klex": 5, "bbc": 3, "opin": 1,
    ]

    /// Titles for readers.
    static let titles = [
        "cnn": "CNN/Daily Mail", "realsumm": "REALSumm", "xsum": "XSum", "orange": "OrangeSum (fr)", "gum": "GUM",
        "sci": "ScisummNet", "klex": "Klexikon (de)", "bbc": "BBC extracts", "opin": "Opinosis",
    ]

    /// Reads one part of a collection from the evaluation data; nil where the collection has no such part.
    init?(_ name: String, _ part: Part, data: String, limit: Int = .max) {
        self.name = name
        naturalCount = Self.naturalCounts[name] ?? 3
        let language: Language = name == "orange" ? .french : name == "klex" ? .german : .english
        rouge = ROUGE(stemming: true, tokenization: language == .english ? .latin : .unicode)
        documents = []
        var reader = CollectionReader(data: data, language: language)
        let records = Self.records(name, part, &reader)
        guard !records.isEmpty else { return nil }
        for record in records {
            if documents.count == limit { break }
            guard let (input, references, kind) = reader.document(record, of: name) else { continue }
            let prepared = references.map { rouge.prepare($0) }
            documents.append(
                EvaluationDocument(
                    id: record["id"]?.string ?? "", kind: kind, input: input, references: prepared))
        }
    }

    private static func records(_ name: String, _ part: Part, _ reader: inout CollectionReader) -> [JSONObject] {
        let isTest = part == .test
        switch (name, part) {
        case ("cnn", .train):
            return reader.read("cnn-dailymail/train-sample") + reader.read("cnn-dailymail/valid")
        case ("cnn", .test): return reader.read("cnn-dailymail/test")
        case ("realsumm", .test): return reader.read("cnn-dailymail/realsumm-100")
        case ("xsum", .train), ("xsum", .test):
            return reader.read("xsum-sample/test-1000").filter { isHalf($0, 0.6) != isTest }
        case ("bbc", .train), ("bbc", .test):
            return reader.read("bbc-summary/all").filter { isHalf($0, 0.49) != isTest }
        case ("orange", .train): return reader.read("orangesum-fr/train", limit: 22000)
        case ("orange", .valid): return reader.read("orangesum-fr/valid")
        case ("orange", .test): return reader.read("orangesum-fr/test")
        case ("gum", .train): return reader.read("gum-summ/train")
        case ("gum", .test): return reader.read("gum-summ/dev") + reader.read("gum-summ/test")
        case ("sci", .train), ("sci", .test): return reader.read("scisummnet/\(part.rawValue)")
        case ("klex", .train): return reader.read("klexikon-de/train", limit: 500)
        case ("klex", .valid): return reader.read("klexikon-de/valid")
        case ("klex", .test): return reader.read("klexikon-de/test")
        case ("opin", .test): return reader.read("opinosis/all")
        default: return []
        }
    }

    private static func isHalf(_ record: JSONObject, _ share: Double) -> Bool {
        MD5.remainder(of: record["id"]?.string ?? "", modulo: 10000) < Int(share * 10000)
    }
}

extension JSONValue {
    /// The string, or nil for another kind of value.
    var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The strings of an array, or nil for another kind of value.
    var strings: [String]? { if case .array(let values) = self { values.compactMap(\.string) } else { nil } }
}
