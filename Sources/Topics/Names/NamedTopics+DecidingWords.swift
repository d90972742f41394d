internal import Foundations
internal import Vectorization
internal import Vectors

extension NamedTopics {
    /// A word of a text and what it adds.
    public struct DecidingWord: Sendable, Hashable {
        /// The word in its folded form.
        public var word: String
        /// How often the text has it.
        public var count: Int
        /// What it adds to the label's score beside the other labels' mean.
        public var contribution: Double
    }

    /// The words of a text that speak for a label or against it, the strongest first.
    ///
    /// Where topics were learned from texts, a contribution is the word's part in the logarithm of the label's odds, else its
    /// part in the cosine.
    ///
    /// - Precondition: `label` is a place in ``labels``.
    /// - Complexity: O(bytes + words · labels).
    public func decidingWords(in text: String, for label: Int) -> [DecidingWord] {
        let (counter, counts) = CountVectorizer.fitTransform([text], terms: spaces.vectorizer.counter.terms)
        let words = counter.vocabulary.terms
        let contributions =
            mixture.map { learnedContributions(words, counts, $0, label) }
            ?? cosineContributions(words, counts, label)
        var found: [DecidingWord] = []
        for (place, column) in counts.columnIndices.enumerated() where contributions[place] != 0 {
            found.append(
                DecidingWord(
                    word: words[Int(column)], count: Int(counts.values[place]),
                    contribution: Double(contributions[place])))
        }
        return found.sorted { ($0.contribution.magnitude, $1.word) > ($1.contribution.magnitude, $0.word) }
    }

    private func learnedContributions(
        _ words: [String], _ counts: CSRMatrix, _ mixture: NaiveBayesMixture, _ label: Int
    ) -> [Float] {
        let columns = words.map { spaces.vectorizer.vocabulary.column(of: $0) }
        let length = zip(counts.columnIndices, counts.values).reduce(Float(0)) {
            columns[Int($1.0)] == nil ? $0 : $0 + $1.1
        }
        let scale = settings.certainty(words: length) * NaiveBayesMixture.temper / max(1, length.squareRoot())
        return zip(counts.columnIndices, counts.values).map { column, count in
            guard let known = columns[Int(column)] else { return 0 }
            return count * scale * Self.lead(mixture.logFrequencies.row(known), label)
        }
    }

    private func cosineContributions(_ words: [String], _ counts: CSRMatrix, _ label: Int) -> [Float] {
        let rows = spaces.rows(of: words, threads: 1)
        let scores = rows.timesTranspose(of: centroids)
        let total = max(1, counts.values.reduce(0, +))
        return zip(counts.columnIndices, counts.values).map { column, count in
            count / total * Self.lead(scores.row(Int(column)), label)
        }
    }

    /// A label's score beside the mean of the others'.
    private static func lead(_ scores: ArraySlice<Float>, _ label: Int) -> Float {
        let own = scores[scores.startIndex + label]
        return own - (scores.reduce(0, +) - own) / Float(max(1, scores.count - 1))
    }
}
