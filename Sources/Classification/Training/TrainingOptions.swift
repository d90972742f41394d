import Serialization
public import TextProcessing
public import Vectorization

/// How a classifier is trained.
public struct TrainingOptions: Sendable {
    /// What is learned.
    public enum Method: String, Sendable, CaseIterable {
        /// A linear support vector machine (squared hinge), one class against the rest.
        case svm
        /// Logistic regression, one class against the rest.
        case logistic
        /// Complement naive Bayes: one pass, a few points less accurate. Its smoothing is 0.1 divided by the cost.
        case bayes
        /// The label whose mean is nearest: for a handful of examples of each.
        case centroid
    }

    /// What tuning makes as large as it can.
    public enum Goal: String, Sendable, CaseIterable {
        /// The share of right answers (micro-F1 where a text may have several labels).
        case accuracy
        /// The mean of accuracy and macro-F1, which counts every class the same.
        case balanced
    }

    /// What is learned.
    public var method: Method
    /// The setting that training starts from, and uses as it is where tuning is off.
    public var setting: TrainingSetting
    /// Whether settings are chosen by cross-validation on the training texts.
    public var isTuned: Bool
    /// What tuning makes as large as it can.
    public var goal: Goal
    /// The number of parts that the training texts are cut into for tuning and calibration.
    ///
    /// 0 trains once, without tuning, without a measure of quality and with uncalibrated probabilities.
    public var foldCount: Int
    /// Tuning tries no further setting after this many seconds of wall time; unlimited where absent.
    ///
    /// With a time budget the model depends on the speed of the machine; without one it does not.
    public var timeBudget: Double?
    /// Whether tuning tries character sequences as a further view, at about four times the cost; by default where there are
    /// few texts (see `TrainingCollection.charactersUpTo`).
    public var triesCharacters: Bool?
    /// The seed of the orders in which the solver visits texts.
    public var seed: UInt64
    /// The number of threads; the result does not depend on it.
    public var concurrency: Int
    /// The greatest size of the model file in bytes; the least informative terms or weights are dropped to keep it.
    ///
    /// Where absent: 9.5 MB, or 1.5 kB a label if that is more.
    public var modelSizeLimit: Int?
    /// From so many labels on, each is trained against the texts of near labels and a sample of the others, its weights are
    /// sparse, and settings are not tuned (see `SampledOneVersusRest`); support vector machines and logistic regression
    /// only.
    public var sampledLabelCount: Int = 513
    /// Asked now and then whether to give up; the training then throws and nothing is written.
    public var shouldStop: (@Sendable () -> Bool)?
    /// Whether a text may have several labels, or none; by default it may where one of the texts has several.
    public var isMultiLabel: Bool?
    /// The language of the texts, which says what a word is (``WordRules/init(language:)``); found by itself where absent.
    public var language: Language?
    /// Entries for the model's metadata, such as its name and the terms of its data.
    public var metadata: [String: String]

    /// Creates options.
    public init(
        method: Method = .svm, setting: TrainingSetting = TrainingSetting(), isTuned: Bool = true,
        goal: Goal = .balanced, foldCount: Int = 3, timeBudget: Double? = nil, triesCharacters: Bool? = nil,
        seed: UInt64 = 1, concurrency: Int = 2, modelSizeLimit: Int? = nil, metadata: [String: String] = [:]
    ) {
        self.method = method
        self.setting = setting
        self.isTuned = isTuned
        self.goal = goal
        self.foldCount = foldCount
        self.timeBudget = timeBudget
        self.triesCharacters = triesCharacters
        self.seed = seed
        self.concurrency = concurrency
        self.modelSizeLimit = modelSizeLimit
        self.metadata = metadata
    }

    func usesSampling(labelCount: Int) -> Bool {
        labelCount >= sampledLabelCount && (method == .svm || method == .logistic)
    }

    func sizeLimit(labelCount: Int) -> Int { modelSizeLimit ?? max(9_500_000, 1500 * labelCount) }

    func checkStop() throws {
        guard shouldStop?() != true else {
            throw ClassificationError(.cancelled, "The training was cancelled; no model was written.")
        }
    }
}

/// One point of the grid that tuning searches.
public struct TrainingSetting: Sendable, Hashable {
    /// The weight of the losses against the norm of the weights (`C`).
    public var cost: Double
    /// The exponent `g` of the class weights `(n / (K·n_c))^g`: 0 counts every text the same, 1 every class.
    public var balance: Double
    /// What a term's count is worth.
    public var termFrequency: TfidfWeighting.TermFrequency
    /// The weight of word pairs beside words; 0 leaves them out.
    public var pairWeight: Double
    /// The weight of the title as a field of its own; 0 leaves it out.
    public var titleWeight: Double
    /// The weight of character sequences; 0 leaves them out.
    public var characterWeight: Double

    /// Creates a setting; the defaults suit most collections (see `Documentation/Classification.md`).
    public init(
        cost: Double = 1, balance: Double = 0.5, termFrequency: TfidfWeighting.TermFrequency = .sublinear,
        pairWeight: Double = 0.5, titleWeight: Double = 0, characterWeight: Double = 0
    ) {
        self.cost = cost
        self.balance = balance
        self.termFrequency = termFrequency
        self.pairWeight = pairWeight
        self.titleWeight = titleWeight
        self.characterWeight = characterWeight
    }

    /// The setting in one line.
    public var summary: String {
        var parts = ["C \(cost)", "balance \(balance)", "\(termFrequency.rawValue) counts", "pairs \(pairWeight)"]
        if titleWeight > 0 { parts.append("title \(titleWeight)") }
        if characterWeight > 0 { parts.append("characters \(characterWeight)") }
        return parts.joined(separator: ", ")
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("cost", cost)
        writer.member("balance", balance)
        writer.member("termFrequency", termFrequency.rawValue)
        writer.member("pairWeight", pairWeight)
        writer.member("titleWeight", titleWeight)
        writer.member("characterWeight", characterWeight)
        writer.endObject()
    }

    /// The weight of a block of features.
    public func weight(of block: FeatureBlock) -> Double {
        switch block {
        case .words: 1
        case .pairs: pairWeight
        case .title: titleWeight
        case .characters: characterWeight
        }
    }
}
