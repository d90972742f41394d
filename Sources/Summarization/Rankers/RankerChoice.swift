extension SummaryMethod {
    /// The ranker of a method with its default parameters; nil for the methods that choose by style.
    var ranker: (any SentenceRanker)? {
        switch self {
        case .auto, .learned: nil
        case .lead: Lead()
        case .textRank: TextRank()
        case .lexRank: LexRank()
        case .lsa: LatentSemanticAnalysis()
        case .luhn: Luhn()
        case .edmundson: Edmundson()
        case .sumBasic: SumBasic()
        case .kl: KLDivergence()
        case .reduction: GraphReduction()
        case .centroid: TfidfCentroid()
        case .pacSum: PacSum()
        }
    }
}
