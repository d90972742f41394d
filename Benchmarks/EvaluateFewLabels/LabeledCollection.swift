import Corpora
import Serialization
import TextProcessing
import Topics

/// A collection of labeled texts with what a user would call its classes.
struct LabeledCollection {
    let name: String
    var texts: [String] = []
    /// The class of each text, as a number of `labels`.
    var truth: [Int] = []
    var names: [TopicLabel] = []
    var descriptions: [TopicLabel] = []

    /// The collections of the project's evaluation data: training part, test part.
    static let files: [String: (training: String, test: String)] = [
        "ag": ("ag-news/train-partial", "ag-news/test"), "bbc": ("bbc/train", "bbc/test"),
        "dbpedia": ("dbpedia14-sample/train", "dbpedia14-sample/test"),
        "r8": ("reuters21578/r8-train", "reuters21578/r8-test"),
        "20ng": ("20news-bydate/train", "20news-bydate/test"),
    ]
    static let order = ["ag", "bbc", "dbpedia", "r8", "20ng"]

    /// Reads a part; nil if a file is not there.
    ///
    /// Another name than those of ``files`` is that of three files in the folder: `NAME-train.jsonl.gz`,
    /// `NAME-test.jsonl.gz` and `NAME.tsv` with class, name and description.
    init?(_ name: String, part: String, data: String, labels: String) {
        self.name = name
        let own = Self.files[name]
        let path = own.map { part == "test" ? $0.test : $0.training } ?? "\(name)-\(part)"
        let table = own == nil ? "\(data)/\(name).tsv" : "\(labels)/\(name).tsv"
        guard let file = try? MappedFile(path: table) else { return nil }
        var classes: [String: Int] = [:]
        for line in String(decoding: file.unsafeBytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3 else { continue }
            classes[fields[0]] = names.count
            names.append(TopicLabel(fields[1]))
            descriptions.append(TopicLabel(fields[1], description: fields[2]))
        }
        for record in CorpusReader(paths: ["\(data)/\(path).jsonl.gz"]) {
            guard case .success(let document) = record.content, case .text(var text) = document.content,
                let label = document.labels.first, let place = classes[label]
            else { continue }
            if name == "20ng" { text = NewsgroupPost.body(of: text) }
            texts.append(document.title.map { $0 + "\n" + text } ?? text)
            truth.append(place)
        }
        if texts.isEmpty { return nil }
    }

    /// At most so many texts, spread evenly over the collection.
    func limited(to count: Int) -> LabeledCollection {
        guard texts.count > count else { return self }
        var result = self
        let places = (0..<count).map { $0 * texts.count / count }
        result.texts = places.map { texts[$0] }
        result.truth = places.map { truth[$0] }
        return result
    }
}

/// What the author of a post to a newsgroup wrote: without header, quotations and signature, as scikit-learn's
/// `remove=("headers", "footers", "quotes")` leaves it.
enum NewsgroupPost {
    static func body(of post: String) -> String {
        var lines = post.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasSuffix("\r") ? line.dropLast() : line
        }
        if let blank = lines.firstIndex(where: { $0.isEmpty }) { lines.removeFirst(blank + 1) }
        lines.removeAll { line in
            line.hasPrefix(">") || line.hasPrefix("|")
                || ["writes in", "writes:", "wrote:", "says:", "said:", "In article", "Quoted from"].contains {
                    mark in line.hasSuffix(mark) || line.contains(mark)
                }
        }
        while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        // The signature stands behind the last line that is blank or made of dashes.
        let rule = lines.lastIndex { line in line.allSatisfy { $0 == " " || $0 == "-" } }
        if let rule, rule > 0 { lines.removeSubrange(rule...) }
        return lines.joined(separator: "\n")
    }
}
