import Corpora
import Epitome
import Foundations
import TextProcessing

/// The documents that topics are learned from, kept in memory: all of them, or of very many a sample.
struct LearnedTexts {
    private(set) var texts: [String] = []
    private(set) var ids: [String] = []
    /// The value of the field that was to be kept, if the documents have it.
    private(set) var kept: [String?] = []
    /// The place of a record's text, by the record's number.
    private(set) var rows: [Int: Int] = [:]
    private(set) var reading = CollectionReading()

    /// More than these teach nothing new; of more a sample is kept in which each has the same chance.
    private static let limit = 100_000

    /// Reads the documents of some inputs; `isSilent` where failures are said when they are read again.
    mutating func read(_ paths: [String], options: CorpusOptions, pipeline: DocumentPipeline, isSilent: Bool) {
        var options = options
        options.readsLabels = false
        var random = SplitMix64(seed: 1)
        var seen = 0
        var numbers: [Int] = []
        reading.forEachDocument(of: paths, options: options, isSilent: isSilent) { record, document in
            let text = Self.text(of: document, pipeline)
            let value = record.kept.first.flatMap { DocumentID(json: String(decoding: $0.json, as: UTF8.self)).text }
            seen += 1
            if texts.count < Self.limit {
                texts.append(text)
                ids.append(record.id)
                kept.append(value)
                numbers.append(record.index)
            } else {
                // Vitter's algorithm R.
                let place = Int(random.next() % UInt64(seen))
                guard place < Self.limit else { return }
                (texts[place], ids[place], numbers[place]) = (text, record.id, record.index)
                kept[place] = value
            }
        }
        for (place, number) in numbers.enumerated() { rows[number] = place }
    }

    /// The text of a document with its title in front.
    static func text(of document: Document, _ pipeline: DocumentPipeline) -> String {
        let (title, text) = pipeline.titledText(of: document)
        return title.map { $0 + "\n" + text } ?? text
    }
}
