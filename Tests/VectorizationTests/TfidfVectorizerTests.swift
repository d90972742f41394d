import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// Weights against the formulas.
@Suite("TF-IDF")
struct TfidfVectorizerTests {
    @Test("Every weighting equals its formula", arguments: TfidfWeighting.TermFrequency.allCases, VectorNorm.allCases)
    func formula(frequency: TfidfWeighting.TermFrequency, norm: VectorNorm) {
        let texts = CountVectorizerTests.randomTexts(30, seed: 5)
        for rarity in InverseDocumentFrequency.allCases {
            let weighting = TfidfWeighting(termFrequency: frequency, inverseDocumentFrequency: rarity, norm: norm)
            let (vectorizer, weights) = TfidfVectorizer.fitTransform(texts, weighting: weighting)
            let (counter, counts) = CountVectorizer.fitTransform(texts)
            #expect(vectorizer.vocabulary.terms == counter.vocabulary.terms)
            #expect(weights.columnIndices == counts.columnIndices)
            for row in 0..<counts.rowCount {
                let (columns, values) = counts.row(row)
                var expected = zip(columns, values).map { column, count in
                    let tf: Double =
                        switch frequency {
                        case .raw: Double(count)
                        case .sublinear: 1 + naturalLogarithm(Double(count))
                        case .binary: 1
                        case .relative: Double(count) / Double(values.max() ?? 1)
                        }
                    let df = Double(counter.vocabulary.documentCounts[Int(column)])
                    let idf: Double =
                        switch rarity {
                        case .constant: 1
                        case .smooth: naturalLogarithm(31 / (1 + df)) + 1
                        case .plain: naturalLogarithm(30 / df) + 1
                        case .lexRank: naturalLogarithm(30 / (1 + df))
                        case .probabilistic: naturalLogarithm(31 / (df + 0.5))
                        case .bm25: naturalLogarithm(1 + (30 - df + 0.5) / (df + 0.5))
                        }
                    return tf * idf
                }
                let length: Double =
                    switch norm {
                    case .none: 1
                    case .l1: expected.reduce(0) { $0 + $1.magnitude }
                    case .l2: expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
                    }
                if length > 0 { expected = expected.map { $0 / length } }
                for (a, b) in zip(weights.row(row).values, expected) { #expect((Double(a) - b).magnitude < 1e-5) }
            }
            #expect(vectorizer.transform(texts, threads: 2) == weights)
        }
    }

    /// ln x = 2 artanh((x − 1) / (x + 1)), after halving x down to the neighbourhood of 1.
    private func naturalLogarithm(_ x: Double) -> Double {
        var x = x, halvings = 0.0
        while x > 1.5 {
            x /= 2
            halvings += 1
        }
        let z = (x - 1) / (x + 1)
        var term = z, sum = 0.0
        for k in 0..<40 {
            sum += term / Double(2 * k + 1)
            term *= z * z
        }
        return 2 * sum + halvings * 0.693147180559945309
    }
}
