/// How well a classifier's answers agree with the true labels.
///
/// ```swift
/// var evaluation = ClassificationEvaluation(labels: ["sport", "world"])
/// evaluation.add(ClassifiedText(id: "1", truth: ["sport"], answer: ["world"], probability: 0.8, likeliest: "world"))
/// print(evaluation.accuracy, evaluation.macroF1, evaluation.reliability.expectedCalibrationError)
/// ```
///
/// Texts are counted one by one and then forgotten, except the few most confident mistakes: memory does not grow with
/// their number. It works for labels that exclude each other and for sets of labels.
public struct ClassificationEvaluation: Sendable {
    /// What became of one label.
    public struct LabelScores: Sendable, Hashable {
        /// The label.
        public var label: String
        /// How many texts have it.
        public var trueCount: Int
        /// How many answers contain it.
        public var answerCount: Int
        /// How many of those are right.
        public var rightCount: Int

        /// The share of the answers that are right; 0 without answers.
        public var precision: Double { answerCount == 0 ? 0 : Double(rightCount) / Double(answerCount) }
        /// The share of the texts with the label that were found; 0 without any.
        public var recall: Double { trueCount == 0 ? 0 : Double(rightCount) / Double(trueCount) }
        /// The harmonic mean of precision and recall.
        public var f1: Double { F1.of(right: rightCount, truths: trueCount, answers: answerCount) }
    }

    /// A pair of labels that are taken for each other.
    public struct Confusion: Sendable, Hashable {
        /// The true label.
        public var truth: String
        /// The answer.
        public var answer: String
        /// How often.
        public var count: Int
        /// The share of the true label's texts.
        public var share: Double
    }

    /// The labels, in the order of ``labelScores`` and ``confusionMatrix``.
    public private(set) var labels: [String]
    /// The number of texts.
    public private(set) var count: Int = 0
    /// The number of texts whose set of answers is exactly their set of labels.
    public private(set) var exactCount: Int = 0
    /// The number of texts without an answer.
    public private(set) var unknownCount: Int = 0
    /// The number of texts without a true label, which are not counted otherwise.
    public private(set) var unlabeledCount: Int = 0
    /// Whether any text has several true labels or several answers.
    public private(set) var isMultiLabel: Bool = false
    /// The scores of each label.
    public private(set) var labelScores: [LabelScores]
    /// How often each true label (row) got each answer (column), where there is one of each.
    ///
    /// - Complexity: O(labels²).
    public var confusionMatrix: [[Int]] {
        var matrix = [[Int]](repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
        for (pair, count) in pairCounts { matrix[Int(pair >> 32)][Int(pair & 0xFFFF_FFFF)] = count }
        return matrix
    }
    /// The counts of (true label, answer) pairs that occur: (truth << 32 | answer).
    private var pairCounts: [UInt64: Int] = [:]
    /// Whether the probabilities of the likeliest labels mean what they say.
    public private(set) var reliability: Reliability = Reliability()
    /// The mistakes with the highest probabilities, the highest first.
    public private(set) var confidentMistakes: [ClassifiedText] = []
    private var numbers: [String: Int]
    private var squaredErrors = 0.0
    private var squaredErrorCount = 0
    private var replicates = F1Replicates()
    private let mistakeLimit: Int

    /// Creates an evaluation.
    ///
    /// - Parameters:
    ///   - labels: the labels that the classifier knows; others are added as they come up.
    ///   - mistakeLimit: how many confident mistakes are kept.
    public init(labels: [String], mistakeLimit: Int = 20) {
        self.labels = []
        labelScores = []
        numbers = [:]
        self.mistakeLimit = mistakeLimit
        for label in labels { _ = number(of: label) }
    }

    /// Counts one text.
    ///
    /// - Complexity: O(labels of the text + kept mistakes).
    public mutating func add(_ text: ClassifiedText) {
        let truth = Set(text.truth)
        let answer = Set(text.answer)
        guard !truth.isEmpty || isMultiLabel || text.answer.count > 1 else {
            unlabeledCount += 1
            return
        }
        count += 1
        if truth == answer { exactCount += 1 }
        if answer.isEmpty { unknownCount += 1 }
        if truth.count > 1 || answer.count > 1 { isMultiLabel = true }
        for label in text.truth.uniqued() { labelScores[number(of: label)].trueCount += 1 }
        for label in text.answer.uniqued() {
            let number = number(of: label)
            labelScores[number].answerCount += 1
            if truth.contains(label) { labelScores[number].rightCount += 1 }
        }
        if let label = text.truth.first, let given = text.answer.first, truth.count == 1, answer.count == 1 {
            pairCounts[UInt64(number(of: label)) << 32 | UInt64(number(of: given)), default: 0] += 1
        }
        if let squaredError = text.squaredError {
            squaredErrors += squaredError
            squaredErrorCount += 1
        }
        replicates.add(
            truth: text.truth.uniqued().map { number(of: $0) }, answer: text.answer.uniqued().map { number(of: $0) })
        if let likeliest = text.likeliest {
            let isRight = truth.contains(likeliest)
            reliability.add(probability: text.probability, isRight: isRight)
            if !isRight { keep(text) }
        }
    }

    private mutating func keep(_ text: ClassifiedText) {
        let place = confidentMistakes.firstIndex { $0.probability < text.probability } ?? confidentMistakes.count
        guard place < mistakeLimit else { return }
        confidentMistakes.insert(text, at: place)
        if confidentMistakes.count > mistakeLimit { confidentMistakes.removeLast() }
    }

    private mutating func number(of label: String) -> Int {
        if let number = numbers[label] { return number }
        let number = labels.count
        numbers[label] = number
        labels.append(label)
        labelScores.append(LabelScores(label: label, trueCount: 0, answerCount: 0, rightCount: 0))
        replicates.addLabel()
        return number
    }

    /// The share of texts whose set of answers is exactly their set of labels.
    public var accuracy: Double { count == 0 ? 0 : Double(exactCount) / Double(count) }

    /// The 95 % interval of ``accuracy`` (Wilson's score interval).
    public var accuracyInterval: ClosedRange<Double> {
        guard count > 0 else { return 0...1 }
        let (n, p, z) = (Double(count), accuracy, 1.959964)
        let center = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return max(0, center - half)...min(1, center + half)
    }

    /// The 95 % interval of ``macroF1`` (see ``F1Replicates``).
    public var macroF1Interval: ClosedRange<Double> { replicates.interval(around: macroF1) { $0.macroF1 } }

    /// The 95 % interval of ``microF1``.
    public var microF1Interval: ClosedRange<Double> { replicates.interval(around: microF1) { $0.microF1 } }

    /// The mean over texts of the squared distance between the probabilities of all labels and the truth (Brier 1950, as
    /// scikit-learn's `brier_score_loss` for several classes, between 0 and 2); `nil` if not all probabilities are known.
    public var brierScore: Double? { squaredErrorCount == 0 ? nil : squaredErrors / Double(squaredErrorCount) }

    /// F1 over all decisions; equals accuracy where every text has one label and one answer.
    public var microF1: Double {
        F1.of(
            right: labelScores.reduce(0) { $0 + $1.rightCount }, truths: labelScores.reduce(0) { $0 + $1.trueCount },
            answers: labelScores.reduce(0) { $0 + $1.answerCount })
    }

    /// The mean of the F1 of the labels that occur as truth or answer.
    public var macroF1: Double {
        let present = labelScores.filter { $0.trueCount + $0.answerCount > 0 }
        return present.isEmpty ? 0 : present.reduce(0) { $0 + $1.f1 } / Double(present.count)
    }

    /// The pairs of different labels by how often one is answered for the other, most often first.
    public func hardestConfusions(limit: Int = 10) -> [Confusion] {
        var found: [Confusion] = []
        for (pair, value) in pairCounts.sorted(by: { $0.key < $1.key }) {
            let (row, column) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            guard row != column else { continue }
            found.append(
                Confusion(
                    truth: labels[row], answer: labels[column], count: value,
                    share: Double(value) / Double(max(1, labelScores[row].trueCount))))
        }
        let order = found.indices.sorted {
            found[$0].count != found[$1].count ? found[$0].count > found[$1].count : $0 < $1
        }
        return order.prefix(limit).map { found[$0] }
    }
}

/// One text with its true labels and a classifier's answer.
public struct ClassifiedText: Sendable, Hashable {
    /// The name of the text.
    public var id: String
    /// The true labels.
    public var truth: [String]
    /// The labels given; empty for "unknown".
    public var answer: [String]
    /// The probability of the likeliest label.
    public var probability: Double
    /// The likeliest label, whether it was given or not.
    public var likeliest: String?
    /// The beginning of the text, for reports.
    public var excerpt: String
    /// The squared distance between the probabilities of all labels and the truth (1 for a true label, 0 for others),
    /// summed; `nil` if only the likeliest label's probability is known.
    public var squaredError: Double?

    /// Creates an entry.
    public init(
        id: String, truth: [String], answer: [String], probability: Double, likeliest: String?, excerpt: String = "",
        squaredError: Double? = nil
    ) {
        self.id = id
        self.truth = truth
        self.answer = answer
        self.probability = probability
        self.likeliest = likeliest
        self.excerpt = excerpt
        self.squaredError = squaredError
    }
}

extension [String] {
    /// The elements without repetitions, in order.
    fileprivate func uniqued() -> [String] {
        guard count > 1 else { return self }
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
