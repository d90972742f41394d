public import TextProcessing
internal import Vectors

/// In how many documents of a collection each word occurs, in the same memory for a collection of any size.
///
/// ```swift
/// var frequencies = DocumentFrequencies()
/// var workspace = SummarizationWorkspace()
/// for text in texts { frequencies.add(text, language: .english, workspace: &workspace) }
/// let extractor = KeywordExtractor(frequencies: frequencies)
/// ```
///
/// Counts are kept by a hash of the stem in 2,097,152 places (8 MiB); two stems in one place are counted together, so
/// a word may seem more common than it is, never rarer. Counting in parts and merging gives the same as counting at once.
///
/// - Complexity: O(bytes) for each text.
public struct DocumentFrequencies: Sendable {
    private var counts: [UInt32]
    /// The documents counted so far.
    public private(set) var documentCount = 0

    private static let places = 1 << 21

    /// Creates a count of nothing.
    public init() { counts = [UInt32](repeating: 0, count: Self.places) }

    /// Counts a document: each of its words once.
    public mutating func add(_ text: String, language: Language, workspace: inout SummarizationWorkspace) {
        var units = KeywordUnits(language: language, workspace: &workspace)
        units.add([0..<text.utf8.count], of: text.utf8.span)
        let words = workspace.words(in: language)
        for stem in Set(units.units.map(\.stem)) { counts[Int(words.hash(ofStem: stem)) % Self.places] &+= 1 }
        documentCount += 1
    }

    /// Adds what was counted elsewhere.
    public mutating func merge(_ other: DocumentFrequencies) {
        for place in counts.indices { counts[place] &+= other.counts[place] }
        documentCount += other.documentCount
    }

    /// log((N + 1) / (df + 0.5)) of a stem.
    func rarity(ofHash hash: UInt32) -> Double {
        InverseDocumentFrequency.probabilistic.value(
            documentCount: Int(counts[Int(hash) % Self.places]), documents: documentCount)
    }
}
