import Corpora
import Serialization
import Summarization
import TextProcessing

/// Turns the records of a collection into documents: page furniture off, cut into sentences.
struct CollectionReader {
    let data: String
    let language: Language

    /// The records of one file; none if it is absent.
    func read(_ path: String, limit: Int = .max) -> [JSONObject] {
        var options = CorpusOptions()
        options.format = .lines
        if limit < .max { options.selection.limit = limit }
        var records: [JSONObject] = []
        for record in CorpusReader(paths: ["\(data)/\(path).jsonl.gz"], options: options) {
            guard case .success(let document) = record.content, case .text(let line) = document.content,
                let value = try? JSONValue(parsing: line.utf8.span), case .object(let object) = value
            else { continue }
            records.append(object)
        }
        return records
    }

    /// The input, the references and the kind of a record; nil where it has no text.
    func document(
        _ record: JSONObject, of collection: String
    ) -> (input: SummarizationInput, references: [String], kind: String)? {
        let summaries = (record["summaries"]?.strings ?? record["summary"]?.string.map { [$0] } ?? [])
            .filter { !$0.isEmpty }
        let kind = collection == "cnn" ? (record["pairing"]?.string == "matched" ? "Daily Mail" : "CNN") : ""
        let references = summaries.map { inLines($0) }
        if let sentences = record["sentences"]?.strings {
            return (
                SummarizationInput(
                    sentences: sentences, paragraphs: collection == "opin" ? [] : Array(sentences.indices),
                    language: language), references, kind
            )
        }
        guard let text = record["text"]?.string, !text.isEmpty else { return nil }
        if collection == "realsumm" {
            return (SummarizationInput(sentences: tokenisedSentences(text), language: language), references, kind)
        }
        let clean = collection == "cnn" ? withoutFurniture(text) : text
        let sentences = SentenceSegmenter(language: language).sentences(in: clean)
        return (
            SummarizationInput(text: clean, sentences: sentences, title: nil, language: language), references, kind
        )
    }

    /// A summary with one sentence on each line; summaries that their source cut into lines stay as they are.
    private func inLines(_ summary: String) -> String {
        if summary.contains("\n") { return summary }
        let joined = summary.replacing(#/ \.(?= |$)/#, with: ".")
        let utf8 = Array(joined.utf8)
        return SentenceSegmenter(language: language).sentences(in: joined)
            .map { String(decoding: utf8[$0.range], as: UTF8.self) }.joined(separator: "\n")
    }

    /// A CNN or Daily Mail article without byline, time stamps and dateline.
    private func withoutFurniture(_ text: String) -> String {
        var text = text
        for furniture in [
            #/^\s*By \. .{0,80}? \. (?=[A-Z])/#,
            #/^.{0,60}?PUBLISHED: \. .{0,160}?UPDATED: \. [^.]{0,40}\. /#,
            #/^.{0,60}?PUBLISHED: \. [^.]{0,60}\.( \| \.)?/#,
            #/^\s*(?:[A-Z][A-Za-z.,' \/-]{0,50})?\((?:CNN|EW\.com|Reuters|AP|[A-Z][A-Za-z. ]{1,30})\)\s*(?:--?|—|–)?\s*/#,
        ] as [any RegexComponent] {
            text = removing(furniture, from: text)
        }
        return text.replacing(#/(\w) \. (?=[A-Z"'“])/#) { "\($0.output.1). " }
    }

    private func removing(_ furniture: some RegexComponent, from text: String) -> String {
        text.replacing(furniture, with: "", maxReplacements: 1)
    }

    /// The sentences of lower-cased, tokenised text: an end mark is a word of its own.
    private func tokenisedSentences(_ text: String) -> [String] {
        var words = text.split(separator: " ")[...]
        if let place = words.prefix(12).firstIndex(where: { $0 == "cnn" }), place + 1 < words.count,
            words[place + 1] == ")" || words[place + 1] == "-rrb-"
        {
            words = words[(place + 2)...]
            while let word = words.first, word.allSatisfy({ $0 == "-" }) { words = words.dropFirst() }
        }
        var sentences: [String] = []
        var current: [Substring] = []
        var index = words.startIndex
        while index < words.endIndex {
            current.append(words[index])
            if [".", "!", "?"].contains(words[index]) {
                if index + 1 < words.endIndex, ["''", "'", ")"].contains(words[index + 1]) {
                    index += 1
                    current.append(words[index])
                }
                sentences.append(current.joined(separator: " "))
                current = []
            }
            index += 1
        }
        if !current.isEmpty { sentences.append(current.joined(separator: " ")) }
        return sentences
    }
}
