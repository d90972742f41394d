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

    /// Learns the vocabulary of texts.
    ///
    /// - Complexity: O(bytes).
    public static func fit(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        threads: Int = 1
    ) -> CountVectorizer {
        fitted(TermCounts(texts, options: terms, threads: threads), selection)
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
        var all: TermCounts?
        texts.forEachBlock(ofBytes: blockBytes) { block in
            let counts = TermCounts(block, options: terms, threads: threads)
            counts.forgetDocuments(keepingTotals: selection.maximumTerms != nil)
            if let all { all.add(counts, threads: threads) } else { all = counts }
        }
        return fitted(all ?? TermCounts([], options: terms, threads: threads), selection)
    }

    private static func fitted(_ counts: TermCounts, _ selection: TermSelection) -> CountVectorizer {
        let (columns, ranges, documentCounts) = selection.columns(of: counts)
        return CountVectorizer(
            terms: counts.options,
            vocabulary: selection.vocabulary(
                of: counts, columns: columns, ranges: ranges, documentCounts: documentCounts))
    }

    /// Learns the vocabulary of texts and counts its terms in them, in one pass.
    ///
    /// - Complexity: O(bytes); memory 4 bytes for each occurrence of a term beside the result.
    public static func fitTransform(
        _ texts: [String], terms: TermOptions = TermOptions(), selection: TermSelection = TermSelection(),
        threads: Int = 1
    ) -> (vectorizer: CountVectorizer, counts: CSRMatrix) {
        let counts = TermCounts(texts, options: terms, threads: threads)
        let (columns, ranges, documentCounts) = selection.columns(of: counts)
        let vectorizer = CountVectorizer(
            terms: terms,
            vocabulary: selection.vocabulary(
                of: counts, columns: columns, ranges: ranges, documentCounts: documentCounts))
        return (vectorizer, counts.matrix(columns: columns, ranges: ranges, threads: threads))
    }

    /// Counts the vocabulary's terms in texts, a row for each.
    ///
    /// - Complexity: O(bytes).
    public func transform(_ texts: [String], threads: Int = 1) -> CSRMatrix {
        let ranges = balancedRanges(texts.count, parts: threads) { texts[$0].utf8.count + 16 }
        // A document has at most a word for each byte, and an n-gram of each length for each word.
        let capacities = ranges.map { range in
            range.reduce(0) { $0 + terms.maximumTerms(bytes: texts[$1].utf8.count) }
        }
        return RowWriter.matrix(capacities: capacities, columnCount: vocabulary.count, threads: threads) {
            [terms, vocabulary] part, rows in
            let finder = TermFinder(terms: terms, vocabulary: vocabulary.storage)
            for document in ranges[part] {
                var text = texts[document]
                text.withUTF8 { finder.addRow($0, to: rows) }
            }
        }
    }
}

extension TermCounts {
    /// The counts of the terms that have columns.
    func matrix(columns: [[UInt32]], ranges: [Range<Int>], threads: Int) -> CSRMatrix {
        let cuts = parts.indices.flatMap { part -> [(part: Int, documents: Range<Int>)] in
            let count = parts[part].documentCount
            return balancedRanges(count, parts: max(1, threads / parts.count)) { _ in 1 }.map { (part, $0) }
        }
        let partColumns = parts.indices.map { part in
            columns.indices.map { self.columns(part: part, wordCount: $0 + 1, columns[$0]) }
        }
        let lengths = options.wordCounts
        let capacities = cuts.map { cut in
            lengths.reduce(0) { sum, length in
                sum + parts[cut.part].termCount(wordCount: length, documents: cut.documents)
            }
        }
        return RowWriter.matrix(
            capacities: capacities, columnCount: ranges.last?.upperBound ?? 0, threads: threads
        ) { [self] index, rows in
            let (part, documents) = cuts[index]
            for document in documents {
                for length in lengths {
                    // Where all words are kept, the first part's numbers are the columns.
                    let isSame = part == 0 && length == 1 && ranges[0].count == words.count
                    partColumns[part][length - 1].withUnsafeBufferPointer { columnOf in
                        parts[part].withTerms(wordCount: length, document: document) { ids in
                            rows.add(
                                ids, columnOf: isSame ? nil : columnOf,
                                largest: UInt32(max(1, ranges[length - 1].upperBound) - 1))
                        }
                    }
                }
                rows.endRow()
            }
        }
    }
}
