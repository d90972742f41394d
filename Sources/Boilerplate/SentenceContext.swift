package import Foundations
internal import TextProcessing

/// What the first stage's probabilities say of each sentence's surroundings.
package struct SentenceContext: Sendable {
    /// The names of the columns, as model files list them.
    package static let columns: ColumnNames = {
        let (sentences, text) = ([Sentence(range: 0..<2, paragraph: 0)], Array("A.".utf8))
        var names = ColumnNames()
        SentenceContext(BoilerplateFeatures(sentences, in: text.span), [0]).append(0, to: &names)
        return names
    }()
    /// The number of columns.
    package static let count = columns.count
    private let features: BoilerplateFeatures
    private let probabilities: [Float]
    private let mean: Float
    private let paragraphs: ParagraphMeans
    /// For each word of the text, how often sentences have it that are likely article, and others.
    private let likely: [Int32]
    private let unlikely: [Int32]

    /// Measures what the text as a whole has.
    ///
    /// - Parameters:
    ///   - features: the sentences as the first stage saw them.
    ///   - probabilities: the first stage's probabilities of boilerplate.
    package init(_ features: BoilerplateFeatures, _ probabilities: [Float]) {
        var likely = [Int32](repeating: 0, count: features.totals.count)
        var unlikely = likely
        var mean: Float = 0
        for (row, probability) in zip(features.details, probabilities) {
            mean += probability
            for word in features.words[row.reading.words] {
                if probability < 0.5 {
                    likely[word.number] += word.count
                } else {
                    unlikely[word.number] += word.count
                }
            }
        }
        self.features = features
        self.probabilities = probabilities
        self.mean = mean / Float(max(1, features.rows))
        self.likely = likely
        self.unlikely = unlikely
        paragraphs = ParagraphMeans(features, probabilities)
    }

    /// The rows of some sentences, one after another, each followed by columns of the sentence's own.
    ///
    /// - Parameters:
    ///   - range: the indices of the sentences.
    ///   - own: what follows each row: the rows of ``BoilerplateFeatures`` of the same range, or nothing.
    /// - Returns: ``count`` numbers for each sentence, and those that follow.
    package func values(of range: Range<Int>, followedBy own: [Float]) -> [Float] {
        let width = own.count / max(1, range.count)
        return ColumnValues.rows(range.count, columns: SentenceContext.count + width) { columns in
            for (row, index) in range.enumerated() {
                append(index, to: &columns)
                columns.add(contentsOf: own[row * width..<(row + 1) * width])
            }
        }
    }

    private func append(_ index: Int, to columns: inout some ColumnSink) {
        let rows = features.rows
        columns.add("probability", probabilities[index])
        for offset in [-3, -2, -1, 1, 2, 3] {
            let isInside = index + offset >= 0 && index + offset < rows
            columns.add("neighbor", "\(offset)", isInside ? probabilities[index + offset] : -0.1)
        }
        columns.add("textMean", mean)
        let paragraph = paragraphs.index(of: index)
        columns.add("paragraphMean", paragraphs.mean(paragraph))
        columns.add("paragraphMaximum", paragraphs.maximum(paragraph))
        for offset in [-1, 1, -2, 2] { columns.add("paragraphMean", "\(offset)", paragraphs.mean(paragraph + offset)) }
        let affinity = features.affinity(
            index, likely: likely, unlikely: unlikely, isLikely: probabilities[index] < 0.5)
        columns.add("articleAffinity", affinity.0)
        columns.add("boilerplateAffinity", affinity.1)
        // How far it is to the next sentence that is plainly article, on both sides.
        for step in [-1, 1] {
            columns.add("toArticle", "\(step)", SentenceContext.distance(probabilities, from: index, step: step))
        }
        // And how far to the next that is plainly not: what lies between two such belongs to their box.
        for step in [-1, 1] {
            let distance = SentenceContext.distance(probabilities, from: index, step: step, isArticle: false)
            columns.add("toBoilerplate", "\(step)", distance)
        }
        let near = probabilities[max(0, index - 2)..<min(rows, index + 3)]
        columns.add("nearMaximum", near.max() ?? 0)
        columns.add("nearMean", near.reduce(0, +) / Float(near.count))
    }

    private static func distance(
        _ probabilities: [Float], from start: Int, step: Int, isArticle: Bool = true
    ) -> Float {
        var index = start + step
        var distance: Float = 1
        while index >= 0, index < probabilities.count, distance < 8 {
            if isArticle ? probabilities[index] < 0.2 : probabilities[index] > 0.5 { return distance }
            index += step
            distance += 1
        }
        return distance
    }

    /// Mean and maximum of the probabilities by paragraph.
    private struct ParagraphMeans: Sendable {
        private var indices: [Int] = []
        private var sums: [(sum: Float, count: Float, maximum: Float)] = []

        init(_ features: BoilerplateFeatures, _ probabilities: [Float]) {
            var last: Int?
            for (row, probability) in zip(features.details, probabilities) {
                if row.paragraph != last { sums.append((0, 0, 0)) }
                last = row.paragraph
                indices.append(sums.count - 1)
                sums[sums.count - 1].sum += probability
                sums[sums.count - 1].count += 1
                sums[sums.count - 1].maximum = max(sums[sums.count - 1].maximum, probability)
            }
        }

        func index(of row: Int) -> Int { indices[row] }

        func mean(_ paragraph: Int) -> Float {
            sums.indices.contains(paragraph) ? sums[paragraph].sum / sums[paragraph].count : -0.1
        }

        func maximum(_ paragraph: Int) -> Float { sums.indices.contains(paragraph) ? sums[paragraph].maximum : -0.1 }
    }
}
