/// The formula that ranks sentences, by its name.
///
/// ```swift
/// let options = SummaryOptions(method: .lexRank)
/// let other = SummaryMethod(rawValue: "pacsum")     // nil for a name that is not in the list
/// ```
///
/// A formula that is not in the list is given to the summarizer itself: ``Summarizer/init(_:ranker:)``.
public struct SummaryMethod: RawRepresentable, Sendable, Hashable, CaseIterable {
    /// The name, as commands take it.
    public let rawValue: String
    /// The ranker with its default parameters; nil for the methods that choose by style.
    public let ranker: (any SentenceRanker)?

    /// The profile of the style where there is one, else gated linear-time centrality.
    public static let auto = SummaryMethod("auto", nil)
    /// The learned profile of the style.
    public static let learned = SummaryMethod("learned", nil)

    /// All methods, as help lists them.
    ///
    /// A new ranker needs one line here: commands, conformance tests and evaluation tables take their methods from this
    /// list.
    public static let allCases: [SummaryMethod] = [
        .auto,
        SummaryMethod("lead", Lead()),
        SummaryMethod("textrank", TextRank()),
        SummaryMethod("lexrank", LexRank()),
        SummaryMethod("lsa", LatentSemanticAnalysis()),
        SummaryMethod("luhn", Luhn()),
        SummaryMethod("edmundson", Edmundson()),
        SummaryMethod("sumbasic", SumBasic()),
        SummaryMethod("kl", KLDivergence()),
        SummaryMethod("reduction", GraphReduction()),
        SummaryMethod("centroid", TfidfCentroid()),
        SummaryMethod("pacsum", PacSum()),
        .learned,
    ]

    /// The method of a name; nil if there is none.
    public init?(rawValue: String) {
        guard let method = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = method
    }

    private init(_ name: String, _ ranker: (any SentenceRanker)?) {
        rawValue = name
        self.ranker = ranker
    }

    private static func named(_ name: String) -> SummaryMethod {
        guard let method = SummaryMethod(rawValue: name) else { preconditionFailure("no method is named \(name)") }
        return method
    }

    /// Whether two methods have the same name.
    public static func == (left: SummaryMethod, right: SummaryMethod) -> Bool { left.rawValue == right.rawValue }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension SummaryMethod {
    /// The first sentences.
    public static let lead = named("lead")
    /// TextRank (Mihalcea and Tarau, 2004).
    public static let textRank = named("textrank")
    /// Continuous LexRank (Erkan and Radev, 2004).
    public static let lexRank = named("lexrank")
    /// Latent semantic analysis (Steinberger and Ježek, 2004).
    public static let lsa = named("lsa")
    /// Luhn's significant clusters (1958).
    public static let luhn = named("luhn")
    /// Edmundson's cue, key, title and location methods (1969).
    public static let edmundson = named("edmundson")
    /// SumBasic (Nenkova and Vanderwende, 2005).
    public static let sumBasic = named("sumbasic")
    /// KL divergence (Haghighi and Vanderwende, 2009).
    public static let kl = named("kl")
    /// Graph reduction: the sum of a sentence's similarities.
    public static let reduction = named("reduction")
    /// Tf-idf centroid (Radev et al., 2004).
    public static let centroid = named("centroid")
    /// Directed centrality (Zheng and Lapata, 2019).
    public static let pacSum = named("pacsum")
}
