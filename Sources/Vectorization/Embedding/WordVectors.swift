internal import CKernels
internal import Foundations
internal import PretrainedModels
internal import Serialization
internal import TextProcessing
public import Vectors

/// Vectors of texts as sums of the vectors of their words: texts about the same thing lie in the same direction, also
/// without a word in common.
///
/// ```swift
/// let vectors = WordVectors.english.vectors(of: ["The striker scored twice.", "A goal in the last minute"])
/// vectors.timesTranspose(of: vectors)[0, 1]       // their cosine
/// ```
///
/// A row stands around the mean of general English, so no further centering is needed. A text without a known word has the
/// vector 0. Source: rows found by ridge regression of an encoder's vectors of short passages on the passages' words
/// (`Models/vectors`); the form is that of model2vec (Tulkens and van Dongen, 2024), whose rows are the encoder's own.
public struct WordVectors: Sendable {
    /// 36,800 words of English; part of the program, and read when first asked for.
    public static let english = EmbeddedModel.load(epitome_model_vectors()) { try WordVectors($0) }

    /// The words that have vectors: no mark joins, two scalars at least.
    static let terms = TermOptions(rules: .plain, minimumWordLength: 2)

    private let rows: NamedRows
    private static let layout = "epitome-vectors-1"

    /// The numbers of a vector.
    public var dimension: Int { rows.width }
    /// The number of words.
    public var wordCount: Int { rows.count }

    init(_ file: SafetensorsFile) throws {
        guard try file.requiredMetadata("format") == Self.layout else {
            throw SafetensorsError(.unsupportedMetadata, "it is no table of word vectors")
        }
        rows = try NamedRows(file, prefix: "words")
    }

    /// The vector of a word in its folded form, or nil.
    ///
    ///     WordVectors.english.vector(of: "water")
    public func vector(of word: String) -> [Float]? {
        var word = word
        return word.withUTF8 { rows.place(of: TermNames.name(of: $0)) }.map { rows.row($0) }
    }

    /// The vectors of texts, of length 1, a row for each; 0 where no word is known.
    ///
    /// - Complexity: O(bytes + known words · dimension).
    public func vectors(of texts: [String], threads: Int = 1) -> DenseMatrix {
        read(texts, threads: threads).vectors
    }

    /// The vectors of texts, and what share of each text's words is known: 1 for a text without a word.
    package func read(_ texts: [String], threads: Int) -> (vectors: DenseMatrix, known: [Float]) {
        let width = dimension
        let ranges = balancedRanges(texts.count, parts: threads * 4) { texts[$0].utf8.count + 16 }
        var known = [Float](repeating: 1, count: texts.count)
        let values = [Float](unsafeUninitializedCapacity: texts.count * width) { values, used in
            used = texts.count * width
            values.initialize(repeating: 0)
            guard let start = values.baseAddress else { return }
            known.withUnsafeMutableBufferPointer { known in
                guard let shares = known.baseAddress else { return }
                let target = Target(vectors: start, shares: shares)
                ParallelLoop.run(ranges.count, threads: threads) { part in
                    let reader = Reader(rows)
                    for text in ranges[part] {
                        target.shares[text] = reader.write(texts[text], to: target.vectors + text * width)
                    }
                }
            }
        }
        return (DenseMatrix(rowCount: texts.count, columnCount: width, values: values), known)
    }

    private struct Target: @unchecked Sendable {
        let vectors: UnsafeMutablePointer<Float>
        let shares: UnsafeMutablePointer<Float>
    }

    /// Reads texts one after another; one for each thread.
    private final class Reader {
        private let rows: NamedRows
        private let names = TermNames(WordVectors.terms)
        private var places: [Int32] = []
        private var steps: [Float] = []

        init(_ rows: NamedRows) { self.rows = rows }

        /// Writes a text's vector; gives the share of its words that have rows.
        func write(_ text: String, to vector: UnsafeMutablePointer<Float>) -> Float {
            var text = text
            names.removeAll()
            text.withUTF8 { names.add($0) }
            guard names.count > 0 else { return 1 }
            places.removeAll(keepingCapacity: true)
            steps.removeAll(keepingCapacity: true)
            for name in names.names {
                guard let place = rows.place(of: name) else { continue }
                places.append(Int32(truncatingIfNeeded: place))
                steps.append(rows.step(at: place))
            }
            rows.add(places, times: steps, to: vector)
            let length = ck_sum_of_squares(vector, rows.width).squareRoot()
            if length > 0 { ck_scale(Float(1 / length), vector, rows.width) }
            return Float(places.count) / Float(names.count)
        }
    }
}
