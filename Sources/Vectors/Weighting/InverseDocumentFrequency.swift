internal import Foundations

/// How the rarity of a term follows from the number of documents that have it: the one list of idf formulas.
///
/// ```swift
/// InverseDocumentFrequency.smooth.value(documentCount: 3, documents: 100)     // ln(101 / 4) + 1
/// ```
///
/// With n documents, df of which have the term. Where sentences are the documents, df are sentence frequencies.
public enum InverseDocumentFrequency: String, Sendable, Hashable, CaseIterable {
    /// 1 for every term.
    case constant
    /// ln((1 + n) / (1 + df)) + 1, scikit-learn's default: as if one more document had every term.
    case smooth
    /// ln(n / df) + 1, scikit-learn's without smoothing.
    case plain
    /// ln(n / (1 + df)), sumy's form of LexRank (Erkan and Radev, 2004); negative for a term of all documents.
    case lexRank
    /// ln((n + 1) / (df + ½)): what the profiles' features, PacSum and the centroid were tuned with.
    case probabilistic
    /// ln(1 + (n − df + ½) / (df + ½)), BM25's in the form of Lucene and bm25s: never negative.
    case bm25

    /// The inverse document frequency of one term.
    public func value(documentCount: Int, documents: Int) -> Double {
        let n = Double(documents)
        let df = Double(documentCount)
        return switch self {
        case .constant: 1
        case .smooth: Mathematics.log((1 + n) / (1 + df)) + 1
        case .plain: Mathematics.log(n / df) + 1
        case .lexRank: Mathematics.log(n / (1 + df))
        case .probabilistic: Mathematics.log((n + 1) / (df + 0.5))
        case .bm25: Mathematics.log(1 + (n - df + 0.5) / (df + 0.5))
        }
    }

    /// The inverse document frequencies of all terms.
    ///
    /// - Complexity: O(terms); each small count's logarithm is taken once.
    public func values(documentCounts: [UInt32], documents: Int) -> [Float] {
        guard self != .constant else { return [Float](repeating: 1, count: documentCounts.count) }
        // Most terms are in few documents, and logarithms are slow. A text of 30 sentences has fewer counts than that.
        let limit = Int(documentCounts.lazy.filter { $0 < 64 }.max() ?? 0)
        let small = (0...limit).map { Float(value(documentCount: $0, documents: documents)) }
        return documentCounts.map {
            $0 < 64 ? small[Int($0)] : Float(value(documentCount: Int($0), documents: documents))
        }
    }
}
