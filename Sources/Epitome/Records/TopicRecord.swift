public import Classification
public import Serialization

/// One line of `classify`'s output: the topic of a document with its calibrated probability.
///
/// ```json
/// {"id":"a","label":"sport","probability":0.97,"labels":[{"label":"sport","probability":0.97}]}
/// {"id":"b","label":null,"unknown":true,"reason":"too few known words (3 of 41)","labels":[],"candidates":[…]}
/// {"id":"c","label":null,"belowThreshold":true,"reason":"no label reaches the threshold of 0.8","labels":[],"candidates":[…]}
/// ```
///
/// Where `label` is null there is no probability beside it, so that no filter takes it for an answer: what the model
/// would have said stands in `candidates`. `unknown` is the model's own rule, `belowThreshold` the caller's. With a
/// multi-label model `assigned` lists the labels the document was given.
public struct TopicRecord: Sendable {
    /// What the classifier says.
    public var prediction: Prediction
    /// How many candidates to write, the most probable first.
    public var top: Int
    /// Whether the model gives a document several labels.
    public var isMultiLabel: Bool

    /// Creates a record.
    public init(prediction: Prediction, top: Int = 1, isMultiLabel: Bool = false) {
        self.prediction = prediction
        self.top = top
        self.isMultiLabel = isMultiLabel
    }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("label")
        if let label = prediction.label {
            writer.value(label)
            writer.member("probability", prediction.probability.roundedForRecord)
        } else {
            writer.null()
        }
        if let reason = prediction.reason {
            switch reason {
            case .unknownText: writer.member("unknown", true)
            case .belowThreshold: writer.member("belowThreshold", true)
            case .noLabelApplies: break
            }
            writer.member("reason", reason.description)
        }
        if isMultiLabel {
            writer.key("assigned")
            writer.beginArray()
            for label in prediction.labels { writer.value(label) }
            writer.endArray()
        }
        writer.key("labels")
        writer.beginArray()
        if prediction.reason != nil {
            writer.endArray()
            writer.key("candidates")
            writer.beginArray()
        }
        for candidate in prediction.candidates.prefix(max(1, top)) {
            writer.beginObject()
            writer.member("label", candidate.label)
            writer.member("probability", candidate.probability.roundedForRecord)
            writer.endObject()
        }
        writer.endArray()
    }
}
