/// Whether probabilities mean what they say: of the answers given with 80 % probability, 80 % should be right.
///
/// The expected calibration error is the mean distance between stated probability and share of right answers over bins
/// of equal width, each weighted by its number of answers.
///
/// Source: Naeini, Cooper, Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (AAAI 2015);
/// fifteen bins as in Guo et al. (ICML 2017). The error depends on the bins: compare only figures with the same ones.
public struct Reliability: Sendable, Hashable {
    /// The answers of one range of probabilities.
    public struct Bin: Sendable, Hashable {
        /// How many answers fell into the range.
        public var count: Int
        /// The sum of their probabilities.
        public var probabilitySum: Double
        /// How many of them were right.
        public var rightCount: Int

        /// The mean probability stated.
        public var meanProbability: Double { count == 0 ? 0 : probabilitySum / Double(count) }
        /// The share of right answers.
        public var accuracy: Double { count == 0 ? 0 : Double(rightCount) / Double(count) }
    }

    /// The bins, from probability 0 to 1.
    public private(set) var bins: [Bin]
    /// The number of answers.
    public private(set) var count: Int = 0
    private var squaredErrors = 0.0

    /// Creates an empty tally.
    public init(binCount: Int = 15) {
        bins = [Bin](repeating: Bin(count: 0, probabilitySum: 0, rightCount: 0), count: max(1, binCount))
    }

    /// Counts one answer; a probability that is no number counts as 0.
    public mutating func add(probability: Double, isRight: Bool) {
        let probability = probability.isFinite ? max(0, min(1, probability)) : 0
        let place = min(bins.count - 1, Int(probability * Double(bins.count)))
        bins[place].count += 1
        bins[place].probabilitySum += probability
        bins[place].rightCount += isRight ? 1 : 0
        let error = probability - (isRight ? 1 : 0)
        squaredErrors += error * error
        count += 1
    }

    /// The expected calibration error, between 0 and 1; 0 without answers.
    public var expectedCalibrationError: Double {
        guard count > 0 else { return 0 }
        return bins.reduce(0) { $0 + abs($1.probabilitySum - Double($1.rightCount)) } / Double(count)
    }

    /// The mean squared distance between the probability of the likeliest label and its being right: the Brier score of
    /// that one event, not of all labels (see ``ClassificationEvaluation/brierScore``).
    public var answerBrierScore: Double { count == 0 ? 0 : squaredErrors / Double(count) }
}
