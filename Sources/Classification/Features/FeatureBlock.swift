internal import TextProcessing
internal import Vectorization

/// A kind of term that a document is described by.
///
/// Each block is brought to length 1 by itself before it is weighted: under one common norm the many word pairs would
/// drown the words (on Reuters R52 that costs more than a point of accuracy; see `Documentation/Classification.md`).
public enum FeatureBlock: String, Sendable, CaseIterable {
    /// Single words of title and text.
    case words
    /// Pairs of neighbouring words of title and text.
    case pairs
    /// Single words of the title, as a field of its own.
    case title
    /// Character sequences of length 3 to 5 inside words, with a blank before and after each word.
    case characters

    /// What the terms of a block are, given what a word is; words and pairs are counted together.
    func terms(_ rules: WordRules) -> TermOptions {
        switch self {
        case .words, .title: TermOptions(rules: rules)
        case .pairs: TermOptions(rules: rules, wordCounts: 1...2)
        case .characters: TermOptions(rules: rules, characterCounts: 3...5)
        }
    }
}

/// Reads a document as the names of the terms of each block; reused from document to document.
///
/// A value, though its readers have buffers of their own: a copy that reads takes new ones.
struct FieldReader: @unchecked Sendable {
    private final class Readers {
        let words: TermNames
        let characters: TermNames?
        var runs = KeyRuns()

        init(_ rules: WordRules, hasCharacters: Bool) {
            words = TermNames(FeatureBlock.words.terms(rules))
            characters = hasCharacters ? TermNames(FeatureBlock.characters.terms(rules)) : nil
        }
    }

    private let rules: WordRules
    private var readers: Readers
    private var titleCount = 0
    private var pairs: [UInt64] = []

    init(_ rules: WordRules, blocks: [FeatureBlock]) {
        self.rules = rules
        readers = Readers(rules, hasCharacters: blocks.contains(.characters))
    }

    /// Reads a document; its title counts as the beginning of the text, too.
    mutating func read(title: String?, text: String) {
        if !isKnownUniquelyReferenced(&readers) { readers = Readers(rules, hasCharacters: readers.characters != nil) }
        let (words, characters) = (readers.words, readers.characters)
        words.removeAll()
        characters?.removeAll()
        if let title {
            words.add(title.utf8.span)
            characters?.add(title.utf8.span)
        }
        titleCount = words.count
        words.add(text.utf8.span)
        characters?.add(text.utf8.span)
    }

    /// Calls a function with the name of every occurrence of a term of a block in the document read last.
    mutating func withNames<Result>(of block: FeatureBlock, _ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
        let names = readers.words.names
        switch block {
        case .words: return body(names)
        case .title: return body(UnsafeBufferPointer(rebasing: names[..<titleCount]))
        case .characters: return body(readers.characters?.names ?? UnsafeBufferPointer(start: nil, count: 0))
        case .pairs:
            guard names.count > 1, let first = names.baseAddress else {
                return body(UnsafeBufferPointer(start: nil, count: 0))
            }
            pairs.removeAll(keepingCapacity: true)
            pairs.append(contentsOf: names.dropLast())
            return pairs.withUnsafeMutableBufferPointer { pairs in
                if let beginnings = pairs.baseAddress {
                    TermNames.extend(beginnings, with: first + 1, count: pairs.count)
                }
                return body(UnsafeBufferPointer(pairs))
            }
        }
    }

    /// Counts equal ones of the first places, which are below `limit`: a row of the block's matrix; gives its length.
    mutating func countRow(
        _ places: [Int32], _ count: Int, limit: Int, columns: inout [UInt32], counts: inout [Float]
    ) -> Int {
        places.withUnsafeBytes { places in
            guard let first = places.bindMemory(to: UInt32.self).baseAddress else { return 0 }
            return readers.runs.count(
                first, count: count, largest: UInt32(limit - 1), columns: &columns, counts: &counts)
        }
    }
}
