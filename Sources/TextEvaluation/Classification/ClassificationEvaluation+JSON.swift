public import Serialization

extension ClassificationEvaluation {
    /// Writes all measures as one JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("documents", count)
        writer.member("accuracy", accuracy)
        writer.member("microF1", microF1)
        writer.member("macroF1", macroF1)
        writer.member("calibrationError", reliability.expectedCalibrationError)
        writer.member("brierScore", reliability.brierScore)
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
        for bin in reliability.bins where bin.count > 0 {
            writer.beginObject()
            writer.member("answers", bin.count)
            writer.member("probability", bin.meanProbability)
            writer.member("accuracy", bin.accuracy)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
