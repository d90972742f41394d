/// Which sentences of a text go, and which are doubtful: those that the model finds likely to be foreign *and* that
/// something speaks against.
///
/// A probability alone takes short answers, steps of a recipe and entries of a live blog: they are as unlike running news as
/// notices are. So a sentence without a cue of its own goes only where it stands in a box with one that has, where it
/// speaks to the reader of what notices are about, or where it stands out of a text that is otherwise plainly an article.
///
/// The limits were set on 1,200 sentences of notices in 600 articles and on 1,680 clean documents of twelve kinds in seven
/// languages. Without the demand 30 of 100 sentences of the clean documents went, with it 0.4, and 1.8 and 0.3 of the
/// articles. The price: of notices without a cue more stay in the text; as many as before are kept from summaries, by doubt.
struct BoilerplateEvidence {
    private let details: [BoilerplateFeatures.Row]
    private let probabilities: [Float]
    private let threshold: Double
    /// Which sentences have a cue and are likely enough.
    private let isCued: [Bool]
    /// How many sentences before each place are likely: few in an article, many in texts of another form.
    private let likelyBefore: [Int]
    /// The share of such sentences in the whole text.
    private let likeness: Double

    /// The probability from which on a sentence counts as like a notice.
    private static let likely: Float = 0.3
    /// The longest notice, in sentences.
    private static let longestRun = 6
    /// How far a box reaches from a sentence with a cue, in sentences.
    private static let reach = 4
    /// A text of which more is like notices is of that form itself: nothing stands out of it.
    private static let formLimit = 0.3
    /// A text of which more is like notices may have true sentences between them, as a newsletter has.
    private static let boxLimit = 0.75

    init(_ details: [BoilerplateFeatures.Row], _ probabilities: [Float], threshold: Double) {
        self.details = details
        self.probabilities = probabilities
        self.threshold = threshold
        isCued = zip(details, probabilities).map {
            $0.reading.counts.isDecisive || $0.reading.counts.isTelling && Double($1) >= threshold
        }
        var count = 0
        var before = [0]
        before.reserveCapacity(probabilities.count + 1)
        for probability in probabilities {
            if probability >= Self.likely { count += 1 }
            before.append(count)
        }
        likelyBefore = before
        likeness = Double(count) / Double(max(1, probabilities.count))
    }

    /// Whether a sentence goes.
    func drops(_ index: Int) -> Bool {
        let probability = Double(probabilities[index])
        guard probability >= threshold, !isCued[index] else { return isCued[index] }
        let before = isCued[max(0, index - Self.reach)..<index].contains(true)
        let after = isCued[(index + 1)..<min(isCued.count, index + 1 + Self.reach)].contains(true)
        if before, after, likeness <= Self.boxLimit { return true }
        guard probability >= threshold + (details[index].paragraphSize < 3 ? 0.2 : 0.3) else { return false }
        return standsInBox(index) || asks(index) || standsOut(index)
    }

    /// Whether a sentence that is kept had better not be chosen for a summary.
    ///
    /// - Parameters:
    ///   - index: the sentence.
    ///   - isLead: whether it is the first sentence of the text that is neither a heading nor dropped.
    /// - Returns: whether it is doubtful.
    func doubts(_ index: Int, isLead: Bool) -> Bool {
        let probability = Double(probabilities[index])
        // In a paragraph of several sentences a doubtful one is mostly true, and a lead by itself looks like a notice.
        let limit = details[index].paragraphSize < 3 ? isLead ? threshold + 0.1 : threshold : threshold + 0.3
        return probability >= limit || probability >= threshold && isLead && details[index].reading.counts.isTelling
    }

    /// Whether a sentence of the same paragraph has a cue and goes.
    ///
    /// Paragraphs end where two sentences touch, so this is the box of a page that lost its mark-up.
    private func standsInBox(_ index: Int) -> Bool {
        let paragraph = details[index].paragraph
        for step in 1...Self.reach {
            let (before, after) = (index - step, index + step)
            if before >= 0, details[before].paragraph == paragraph, isCued[before] { return true }
            if after < isCued.count, details[after].paragraph == paragraph, isCued[after] { return true }
        }
        return false
    }

    /// Whether a sentence speaks to the reader for the site, or to either and of one of the things that notices are about.
    ///
    /// One such word is weak evidence: the German for "you" is a French article.
    private func asks(_ index: Int) -> Bool {
        guard likeness <= Self.formLimit else { return false }
        let counts = details[index].reading.counts
        let kinds = [BoilerplateCues.Kind.reader, .newsroom, .urge].count { counts.weak[Int($0.rawValue)] > 0 }
        return kinds >= 2 || kinds == 1 && counts.hasTopic && Double(probabilities[index]) >= 3.5 * threshold
    }

    /// Whether a sentence is very likely foreign, and nothing beyond the run of such sentences around it is like it: an
    /// article, and a notice in it.
    private func standsOut(_ index: Int) -> Bool {
        guard Double(probabilities[index]) >= 4 * threshold, details[index].endsSentence else { return false }
        var (first, end) = (index, index + 1)
        while first > 0, end - first <= Self.longestRun, probabilities[first - 1] >= Self.likely { first -= 1 }
        while end < probabilities.count, end - first <= Self.longestRun, probabilities[end] >= Self.likely { end += 1 }
        let others = probabilities.count - (end - first)
        let alike = likelyBefore[probabilities.count] - (likelyBefore[end] - likelyBefore[first])
        return end - first <= Self.longestRun && others >= Self.reach && 20 * alike <= others
    }
}
