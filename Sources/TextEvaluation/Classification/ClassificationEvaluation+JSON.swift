public import Serialization

extension ClassificationEvaluation {
    /// Writes all measures as one JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("documents", count)
        writer.member("accuracy", accuracy)
        write(accuracyInterval, "accuracyInterval", to: &writer)
        writer.member("microF1", microF1)
        write(microF1Interval, "microF1Interval", to: &writer)
        writer.member("macroF1", macroF1)
        write(macroF1Interval, "macroF1Interval", to: &writer)
        writer.member("calibrationError", reliability.expectedCalibrationError)
        if let brierScore { writer.member("brierScore", brierScore) }
        writer.member("unknown", unknownCount)
        writer.member("unlabeled", unlabeledCount)
        writer.key("labels")
        writer.beginArray()
        for score in labelScores where score.trueCount + score.answerCount > 0 {
            writer.beginObject()
            writer.member("label", score.label)
            writer.member("precision", score.precision)
            writer.member("recall", score.recall)
            writer.member("f1", score.f1)
            writer.member("documents", score.trueCount)
            writer.member("answers", score.answerCount)
            writer.endObject()
        }
        writer.endArray()
        writer.key("confusions")
        writer.beginArray()
        for confusion in hardestConfusions() {
            writer.beginObject()
            writer.member("label", confusion.truth)
            writer.member("answer", confusion.answer)
            writer.member("documents", confusion.count)
            writer.endObject()
        }
        writer.endArray()
        writer.key("reliability")
        writer.beginArray()
        for (place, bin) in reliability.bins.enumerated() where bin.count > 0 {
            writer.beginObject()
            writer.member("from", Double(place) / Double(reliability.bins.count))
            writer.member("to", Double(place + 1) / Double(reliability.bins.count))
            writer.member("answers", bin.count)
            writer.member("probability", bin.meanProbability)
            writer.member("accuracy", bin.accuracy)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ interval: ClosedRange<Double>, _ key: String, to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginArray()
        writer.value(interval.lowerBound)
        writer.value(interval.upperBound)
        writer.endArray()
    }
}
