/// A document that a search found, and how well it fits.
public struct Match: Sendable, Hashable {
    /// The number of the document: its row in the indexed matrix.
    public let document: Int
    /// The score, the higher the better; what it means is the index's matter.
    public let score: Float

    /// Creates a match.
    public init(document: Int, score: Float) {
        self.document = document
        self.score = score
    }
}
