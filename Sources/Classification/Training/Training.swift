public import Serialization
public import TextEvaluation

/// What training gives: the classifier, and how it came about.
public struct Training: Sendable {
    /// The classifier, trained on all texts with the chosen setting.
    public let classifier: Classifier
    /// What was tried, chosen and measured.
    public let report: TrainingReport
    /// The model file's bytes.
    public let modelBytes: [UInt8]
}

/// What was tried, chosen and measured in training.
public struct TrainingReport: Sendable {
    /// A setting that was tried, with what it gave on held-out texts.
    public struct Trial: Sendable, Hashable {
        /// The setting.
        public var setting: TrainingSetting
        /// The share of right answers (micro-F1 where a text may have several labels).
        public var accuracy: Double
        /// The mean of the labels' F1.
        public var macroF1: Double
    }

    /// The labels with their numbers of texts.
    public var labelCounts: [(label: String, count: Int)] = []
    /// The number of texts trained on.
    public var documentCount: Int = 0
    /// The texts left out, by id, with the reason.
    public var skipped: [(id: String, reason: String)] = []
    /// What may surprise: rare labels, repeated ids, equal texts with different labels.
    public var warnings: [String] = []
    /// The settings that were tried, in order; the chosen one may have been tried first.
    public var trials: [Trial] = []
    /// The chosen setting.
    public var setting: TrainingSetting = TrainingSetting()
    /// The number of held-out parts.
    public var foldCount: Int = 0
    /// The share of right answers on held-out texts with the chosen setting.
    public var heldOutAccuracy: Double = 0
    /// The mean of the labels' F1 on held-out texts with the chosen setting.
    public var heldOutMacroF1: Double = 0
    /// The expected calibration error on held-out texts, after calibration.
    public var heldOutCalibrationError: Double = 0
    /// Every measure on held-out texts, with the probabilities after calibration.
    public var heldOut: ClassificationEvaluation = ClassificationEvaluation(labels: [])
    /// The number of terms in the model.
    public var termCount: Int = 0
    /// The number of terms dropped to keep the model small; all figures are those of models without them.
    public var prunedTermCount: Int = 0
    /// The share of the terms, or of the weights where there are very many labels, that the model's size left.
    public var keptShare: Double = 1
    /// The share of right answers on held-out texts before terms were dropped to keep the model small, if any were.
    public var unlimitedAccuracy: Double?
    /// The share of training texts whose answer differs between 8-bit and 32-bit weights.
    public var quantizationDisagreement: Double = 0
    /// The size of the model file in bytes.
    public var modelSize: Int = 0
}

extension TrainingReport {
    /// Writes the report as one JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("documents", documentCount)
        writer.key("labels")
        writer.beginObject()
        for (label, count) in labelCounts { writer.member(label, count) }
        writer.endObject()
        writer.member("terms", termCount)
        writer.member("droppedTerms", prunedTermCount)
        writer.member("keptShare", keptShare)
        if let unlimitedAccuracy { writer.member("accuracyWithAllTerms", unlimitedAccuracy) }
        writer.member("modelBytes", modelSize)
        writer.key("heldOut")
        writer.beginObject()
        writer.member("folds", foldCount)
        writer.member("accuracy", heldOutAccuracy)
        writer.member("macroF1", heldOutMacroF1)
        writer.member("calibrationError", heldOutCalibrationError)
        writer.endObject()
        writer.member("quantizationDisagreement", quantizationDisagreement)
        writer.key("setting")
        setting.write(to: &writer)
        writer.key("trials")
        writer.beginArray()
        for trial in trials {
            writer.beginObject()
            writer.key("setting")
            trial.setting.write(to: &writer)
            writer.member("accuracy", trial.accuracy)
            writer.member("macroF1", trial.macroF1)
            writer.endObject()
        }
        writer.endArray()
        writer.key("skipped")
        writer.beginArray()
        for (id, reason) in skipped {
            writer.beginObject()
            writer.member("id", id)
            writer.member("reason", reason)
            writer.endObject()
        }
        writer.endArray()
        writer.key("warnings")
        writer.beginArray()
        for warning in warnings { writer.value(warning) }
        writer.endArray()
        writer.endObject()
    }
}

/// Where training stands.
public struct TrainingProgress: Sendable {
    /// What is being done.
    public enum Stage: String, Sendable {
        /// Counting terms.
        case counting
        /// Trying settings.
        case tuning
        /// Training the final model.
        case fitting
    }
    /// What is being done.
    public var stage: Stage
    /// How much of all the work is done, between 0 and 1.
    public var fraction: Double
}
