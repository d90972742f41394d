public import Serialization

extension SummaryEvaluation {
    /// Writes documents, means, intervals and the paired differences of the first system to the others as one object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("documents", count)
        writer.key("systems")
        writer.beginArray()
        for place in systems.indices {
            writer.beginObject()
            writer.member("name", systems[place].name)
            writer.member("words", count > 0 ? Double(systems[place].wordCount) / Double(count) : 0)
            for measure in SummaryMeasure.allCases {
                let interval = interval(measure, of: place)
                writer.key(measure.rawValue)
                writer.beginObject()
                Self.writeMembers(of: mean(measure, of: place), to: &writer)
                writer.member("f1Lower", interval.lower)
                writer.member("f1Upper", interval.upper)
                writer.endObject()
            }
            writer.endObject()
        }
        writer.endArray()
        writer.key("differences")
        writer.beginArray()
        for other in systems.indices.dropFirst() {
            writer.beginObject()
            writer.member("of", systems[0].name)
            writer.member("to", systems[other].name)
            for measure in SummaryMeasure.allCases {
                let difference = difference(measure, of: 0, to: other)
                writer.key(measure.rawValue)
                writer.beginObject()
                writer.member("mean", difference.mean)
                writer.member("lower", difference.lower)
                writer.member("upper", difference.upper)
                writer.endObject()
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// Writes the scores of one document, `"ours": {"rouge1": {…}, …}, …`, into an object that the caller has begun with
    /// the document's id.
    public func writeMembers(ofDocument document: Int, to writer: inout JSONWriter) {
        for system in systems {
            writer.key(system.name)
            writer.beginObject()
            for measure in SummaryMeasure.allCases {
                writer.key(measure.rawValue)
                writer.beginObject()
                Self.writeMembers(of: measure.score(in: system.scores[document]), to: &writer)
                writer.endObject()
            }
            writer.endObject()
        }
    }

    private static func writeMembers(of score: ROUGE.Score, to writer: inout JSONWriter) {
        writer.member("precision", score.precision)
        writer.member("recall", score.recall)
        writer.member("f1", score.f1)
    }
}
