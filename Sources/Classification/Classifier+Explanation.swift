internal import TextProcessing
internal import Vectorization

/// Why a classifier gives a text a label: what each term adds to the label's score, exactly.
///
/// The model is linear, so that the score is the sum of the contributions and the bias; nothing is estimated.
public struct Explanation: Sendable {
    /// A term with what it adds.
    public struct Term: Sendable, Hashable {
        /// The term as it stands first in the text.
        public var text: String
        /// What kind of term it is.
        public var block: FeatureBlock
        /// Where it stands in the text (UTF-8 offsets).
        public var ranges: [Range<Int>]
        /// Where it stands in the title (UTF-8 offsets).
        public var titleRanges: [Range<Int>]
        /// What it adds to the score: above 0 for the label, below 0 against it.
        public var contribution: Double
    }

    /// The label that is explained.
    public var label: String
    /// The prediction for the text.
    public var prediction: Prediction
    /// What the label's score starts from.
    public var bias: Double
    /// The terms, the greatest contribution in either direction first.
    public var terms: [Term]

    /// The label's score: the bias and all contributions.
    public var score: Double { terms.reduce(bias) { $0 + $1.contribution } }
}

extension Classifier {
    /// Says what each term of a text adds to a label's score.
    ///
    /// ```swift
    /// for term in classifier.explain(text).terms.prefix(5) { print(term.text, term.contribution) }
    /// ```
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - title: the title, if it is kept apart.
    ///   - label: the label to explain; the likeliest one where absent or not known to the model.
    /// - Returns: the contributions; no terms if the model knows none of the text's.
    /// - Complexity: O(length + terms · log terms).
    public func explain(_ text: String, title: String? = nil, label: String? = nil) -> Explanation {
        var session = Session(self)
        let prediction = session.classify(text, title: title)
        let number =
            label.flatMap { model.labels.firstIndex(of: $0) }
            ?? model.labels.firstIndex(of: prediction.candidates.first?.label ?? "") ?? 0
        var terms: [Explanation.Term] = []
        for table in model.tables {
            terms += ContributionFinder(table, model: model, text: text, title: title ?? "").terms(class: number)
        }
        let order = terms.indices.sorted {
            let (left, right) = (abs(terms[$0].contribution), abs(terms[$1].contribution))
            return left != right ? left > right : $0 < $1
        }
        return Explanation(
            label: model.labels[number], prediction: prediction, bias: Double(model.biases[number]),
            terms: order.map { terms[$0] })
    }
}

/// Finds the terms of one block in a text, with their places.
private struct ContributionFinder {
    /// An occurrence: where it begins and ends, and whether that is in the title.
    private struct Occurrence {
        var range: Range<Int>
        var isTitle: Bool
    }

    private let table: FeatureTable
    private let worth: CountWorth
    private let rules: WordRules
    private let text: String
    private let title: String
    private var names: [UInt64] = []
    private var occurrences: [Occurrence] = []

    init(_ table: FeatureTable, model: TopicModel, text: String, title: String) {
        self.table = table
        self.text = text
        self.title = title
        worth = CountWorth(model.termFrequency)
        rules = model.rules
        if table.block == .characters {
            // Their places are not kept: they are too many, and overlap.
            var reader = FieldReader(rules, blocks: [.characters])
            reader.read(title: title, text: text)
            names = reader.withNames(of: .characters) { Array($0) }
            return
        }
        read(title, isTitle: true)
        if table.block != .title { read(text, isTitle: false) }
        if table.block == .pairs { pairUp() }
    }

    private mutating func read(_ part: String, isTitle: Bool) {
        var (names, occurrences) = (names, occurrences)
        WordScanner(rules: rules).forEachWord(in: part.utf8.span) { word, range in
            names.append(TermNames.name(of: word))
            occurrences.append(Occurrence(range: range, isTitle: isTitle))
        }
        (self.names, self.occurrences) = (names, occurrences)
    }

    private mutating func pairUp() {
        let (words, places) = (names, occurrences)
        (names, occurrences) = ([], [])
        for index in words.indices.dropFirst() {
            names.append(TermNames.pair(words[index - 1], words[index]))
            let (first, second) = (places[index - 1], places[index])
            // A pair across the end of the title is shown at its second word.
            let start = first.isTitle == second.isTitle ? first.range.lowerBound : second.range.lowerBound
            occurrences.append(Occurrence(range: start..<second.range.upperBound, isTitle: second.isTitle))
        }
    }

    func terms(class number: Int) -> [Explanation.Term] {
        var places: [Int32] = []
        var order: [Int32] = []
        var positions: [Int32: [Int]] = [:]
        for (position, name) in names.enumerated() {
            let isKnown = withUnsafePointer(to: name) { table.find(UnsafeBufferPointer(start: $0, count: 1), &places) }
            guard isKnown == 1 else { continue }
            if positions[places[0]] == nil { order.append(places[0]) }
            positions[places[0], default: []].append(position)
        }
        var squares: Float = 0
        var values: [Float] = []
        for place in order {
            let value = worth[Float(positions[place]?.count ?? 0)] * table.idf(at: Int(place))
            squares += value * value
            values.append(value)
        }
        guard squares > 0 else { return [] }
        let scale = table.weight / squares.squareRoot()
        let contributions = zip(order, values).map { place, value in
            Double(scale * value * table.weight(at: Int(place), class: number))
        }
        if table.block == .characters {
            return [
                Explanation.Term(
                    text: "(character sequences)", block: .characters, ranges: [], titleRanges: [],
                    contribution: contributions.reduce(0, +))
            ]
        }
        return zip(order, contributions).map { place, contribution in
            let found = (positions[place] ?? []).map { occurrences[$0] }
            return Explanation.Term(
                text: found.first.map(shown) ?? "", block: table.block,
                ranges: found.filter { !$0.isTitle }.map { $0.range },
                titleRanges: found.filter { $0.isTitle }.map { $0.range }, contribution: contribution)
        }
    }

    private func shown(_ occurrence: Occurrence) -> String {
        let source = occurrence.isTitle ? title : text
        let utf8 = source.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: occurrence.range.lowerBound)
        let end = utf8.index(start, offsetBy: occurrence.range.count)
        // A pair that spans a line break is shown on one line.
        return String(source[start..<end]).split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    }
}
