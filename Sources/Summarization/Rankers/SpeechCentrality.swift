/// What is said by several people in turns: the centroid of Radev et al., with a small share of the untrained default.
///
///     score(i) = (1 - α) centroid(i) / max centroid  +  α gated(i) / max gated
///
/// In a talk the matter comes up where it comes up: a bonus for the beginning, on which the default lives in news, finds greetings.
/// The centroid takes the turns that hold most of what the talk is about. α lies between 0 and 0.3, which were tried on 500
/// dialogues of DialogSum (validation part) and 500 of MTS-Dialog (training part).
///
/// ```swift
/// SpeechCentrality().scores(sentences)
/// ```
///
/// - Complexity: O(tokens).
public struct SpeechCentrality: SentenceRanker, Hashable {
    /// α: the share of the default's score.
    public var share: Double

    /// Creates the ranker.
    public init(share: Double = 0.15) { self.share = share }

    /// The weighted sum of both scores, each divided by its greatest.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        let centroid = Self.relative(TfidfCentroid().scores(sentences, wanted: wanted))
        let gated = Self.relative(GatedCentrality.severalSentences.scores(sentences, wanted: wanted))
        return zip(centroid, gated).map { (1 - share) * $0 + share * $1 }
    }

    private static func relative(_ scores: [Double]) -> [Double] {
        guard let greatest = scores.max(), greatest > 0 else { return scores }
        return scores.map { $0 / greatest }
    }
}
