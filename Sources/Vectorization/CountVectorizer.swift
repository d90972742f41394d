internal import TextProcessing
public import Vectors

/// Turns texts into rows of term counts over a vocabulary learned from texts.
///
/// ```swift
/// let (vectorizer, counts) = CountVectorizer.fitTransform(["one fish", "two fish, red fish"])
/// vectorizer.vocabulary.terms   // ["one", "fish", "two", "red"]
/// counts.columnIndices          // [0, 1, 1, 2, 3]
/// counts.values                 // [1, 1, 2, 1, 1]
/// ```
///
/// The result is the same at any number of threads. Terms that the vocabulary does not have are ignored by
/// ``transform(_:threads:)``, and an n-gram with such a word is none.
public struct CountVectorizer: Sendable {
    /// What the terms of a text are.
    public let terms: TermOptions
    /// The terms and their columns.
    public let vocabulary: Vocabulary

    /// Creates a vectorizer with a vocabulary that was learned or given for the same terms.
    public init(terms: TermOptions = TermOptions(), vocabulary: Vocabulary) {
        self.terms = terms
        self.vocabulary = vocabulary
    }

    /// Learns the vocabulary of texts.
    ///
    /// - Complexity: O(bytes).
    public static func fit(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        threads: Int = 1
    ) -> CountVectorizer {
        fitted(TermCounts(texts, options: terms, threads: threads), selection, threads: threads)
    }

    /// Learns the vocabulary of a stream of texts, block after block, in memory for a block and the vocabulary.
    ///
    /// ```swift
    /// let vectorizer = CountVectorizer.fit(stream: lines, selection: TermSelection(minimumDocuments: .count(2)))
    /// ```
    ///
    /// A block ends with the text that brings it to `blockBytes` bytes; one text at least. The vocabulary is that of
    /// ``fit(_:terms:selection:threads:)`` for the same texts, however they are cut into blocks.
    ///
    /// - Complexity: O(bytes).
    public static func fit<Texts: Sequence>(
        stream texts: Texts, terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        blockBytes: Int = 32 << 20, threads: Int = 1
    ) -> CountVectorizer where Texts.Element == String {
        let counts = TermCounts(options: terms)
        texts.forEachBlock(ofBytes: blockBytes) { block in
            counts.add(block, threads: threads)
            counts.forgetDocuments(keepingTotals: selection.maximumTerms != nil)
        }
        return fitted(counts, selection, threads: threads)
    }

    private static func fitted(_ counts: TermCounts, _ selection: TermSelection, threads: Int) -> CountVectorizer {
        let (columns, documentCounts) = selection.columns(of: counts, threads: threads)
        return CountVectorizer(
            terms: counts.options,
            vocabulary: selection.vocabulary(of: counts, columns: columns, documentCounts: documentCounts))
    }

    /// Learns the vocabulary of texts and counts its terms in them, in one pass.
    ///
    /// - Complexity: O(bytes); memory 4 bytes for each occurrence of a term beside the result.
    public static func fitTransform(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        threads: Int = 1
    ) -> (vectorizer: CountVectorizer, counts: CSRMatrix) {
        let counts = TermCounts(texts, options: terms, threads: threads)
        let (columns, documentCounts) = selection.columns(of: counts, threads: threads)
        let vectorizer = CountVectorizer(
            terms: terms,
            vocabulary: selection.vocabulary(of: counts, columns: columns, documentCounts: documentCounts))
        return (vectorizer, counts.takeMatrix(columns: columns, threads: threads))
    }

    /// Counts the vocabulary's terms in texts, a row for each.
    ///
    /// - Complexity: O(bytes).
    public func transform(_ texts: [String], threads: Int = 1) -> CSRMatrix {
        rows(of: texts, threads: threads)
    }

    /// Counts the vocabulary's terms in texts, wherever their bytes lie.
    package func rows(of texts: some UTF8Texts, threads: Int) -> CSRMatrix {
        let ranges = texts.balancedRanges(parts: threads)
        // A document has at most a word for each byte, and an n-gram of each length for each word.
        let capacities = ranges.map { range in
            range.reduce(0) { $0 + terms.maximumTerms(bytes: texts.byteCount(at: $1)) }
        }
        return RowWriter.matrix(capacities: capacities, columnCount: vocabulary.count, threads: threads) {
            [terms, vocabulary] part, rows in
            let finder = TermFinder(terms: terms, vocabulary: vocabulary.storage)
            for document in ranges[part] {
                texts.withBytes(at: document) { finder.addRow($0, to: rows) }
            }
        }
    }
}

extension TermCounts {
    /// The counts of the terms that have columns; forgets the documents' terms.
    func takeMatrix(columns: [TermColumns], threads: Int) -> CSRMatrix {
        let parts = takeParts().map(PartRows.init)
        let lengths = options.wordCounts
        let capacities = parts.map { part in lengths.reduce(0) { $0 + part.stored[$1 - 1] } }
        let isInOrder = columns.allSatisfy(\.isInOrder)
        return RowWriter.matrix(
            capacities: capacities, columnCount: columns.last?.range.upperBound ?? 0, threads: threads
        ) { index, rows in
            while let block = parts[index].takeBlock() {
                for document in 0..<block.documentCount {
                    if !isInOrder {
                        rows.add(
                            lengths.map {
                                (block.terms(wordCount: $0, document: document), columns[$0 - 1])
                            })
                        rows.endRow()
                        continue
                    }
                    for length in lengths {
                        let terms = block.terms(wordCount: length, document: document)
                        if length == 1 && columns[0].isComplete {
                            rows.add(columns: terms, largest: columns[0].range.count - 1)
                        } else {
                            rows.add(terms, columns[length - 1])
                        }
                    }
                    rows.endRow()
                }
            }
        }
    }

    /// The blocks of a part, which are let go one after another; used by one thread.
    private final class PartRows: @unchecked Sendable {
        private var blocks: [TermBlock]
        let stored: [Int]

        init(_ part: Part) {
            blocks = part.blocks.reversed()
            stored = part.stored
        }

        func takeBlock() -> TermBlock? { blocks.popLast() }
    }
}
