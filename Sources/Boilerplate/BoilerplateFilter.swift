public import TextProcessing
package import Vectorization

/// Tells the sentences of an article from those around it that beg, sell, warn or point elsewhere, in plain text.
///
/// Each sentence is judged by two stages of learned trees: the first sees what it says and how (cues by kind, its
/// wording, second person, links, length, end mark, place) and whether the rest of the text takes its words up again;
/// the second sees also what the first made of its neighbours, so that three begging sentences in a row are one box,
/// and what stands between them belongs to it.
///
/// ```swift
/// let sentences = SentenceSegmenter().sentences(in: text)
/// let verdicts = BoilerplateFilter().verdicts(for: sentences, in: text)
/// let article = zip(sentences, verdicts).filter { $1.isKept }.map(\.0)
/// ```
///
/// What follows the mark of a mail's signature goes without being judged.
///
/// Never everything: where all sentences look like boilerplate, the text is about such things, and all are kept.
public struct BoilerplateFilter: Sendable {
    /// What a sentence that is not part of the article asks or announces.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Asks for money or support.
        case donation
        /// Offers a newsletter or alerts.
        case newsletter
        /// Sells a subscription, asks to log in or register.
        case subscription
        /// Cookies, privacy, consent.
        case cookies
        /// Share and follow buttons and requests.
        case share
        /// Advertises an app or notifications.
        case app
        /// Points to other articles.
        case related
        /// Copyright, licence, agency credit, disclaimer.
        case copyright
        /// Asks for tips, letters, contact.
        case contact
        /// Invites or moderates comments.
        case comments
        /// Advertising and offers.
        case advert
        /// Promotes an event, podcast or the like.
        case event
        /// Presents the author.
        case author
        /// A note of correction or update.
        case correction
        /// Discloses commissions.
        case affiliate
        /// The text of a video or audio player.
        case player
        /// A notice of the browser or the site's software.
        case browser
        /// Asks for the reader's age or warns of content.
        case age
        /// Surveys, polls, ratings.
        case survey
        /// Job advertisements.
        case jobs
        /// The signature of a mail, with the disclaimer below it.
        case signature
        /// Stands among boilerplate and has no part in the article.
        case surroundings
    }

    /// What a sentence is.
    public enum Kind: Sendable, Hashable {
        /// Part of the article.
        case keep
        /// Not part of the article.
        case boilerplate(Reason)
        /// A heading: part of the article, but no sentence of a summary.
        case heading
        /// A caption or picture credit.
        case caption
        /// Place and date before the text, or a line about the article such as its date.
        case dateline
        /// An entry of the list of sources at the end: part of the article, but no sentence of a summary.
        case reference
    }

    /// A decision about one sentence.
    public struct Verdict: Sendable, Hashable {
        /// What the sentence is.
        public var kind: Kind
        /// The probability, 0 to 1, that the sentence is boilerplate.
        public var score: Double
        /// Whether the sentence, though it is kept, had better not be chosen for a summary where there are others.
        public var isDoubtful: Bool
        /// Whether the sentence may stand in a summary.
        public var isKept: Bool { kind == .keep }

        /// Creates a verdict.
        public init(kind: Kind, score: Double, isDoubtful: Bool = false) {
            self.kind = kind
            self.score = score
            self.isDoubtful = isDoubtful
        }
    }

    /// The probability from which on a sentence with a cue of its own is dropped (default 0.2).
    ///
    /// A cue is a strong one or two weak ones. A sentence without needs 0.2 more, in a paragraph of three sentences or more
    /// 0.3, and something that speaks against it: a cue in the same paragraph or on both sides of it, words to the reader
    /// about what notices are about, or four times this probability in a text that is otherwise plainly an article.
    /// `Models/boilerplate/train.py` prints what thresholds find and drop on texts of development, with the kinds of
    /// notice judged left out of training; see `Models/boilerplate/README.md`.
    public var threshold: Double

    /// Creates a filter.
    public init(threshold: Double = 0.2) { self.threshold = threshold }

    /// Decides for every sentence of a text.
    ///
    /// - Parameters:
    ///   - sentences: the sentences in order, as ranges of the text.
    ///   - text: the text they lie in.
    /// - Returns: one verdict for each sentence, in order.
    /// - Complexity: linear in the length of the text.
    public func verdicts(for sentences: [Sentence], in text: String) -> [Verdict] {
        ReadingSession.withIdle { verdicts(for: sentences, in: text, $0) }
    }

    /// Decides for every sentence of a text, with what a session knows of words.
    ///
    /// Who reads the same sentences in the same session next need not read them again.
    package func verdicts(for sentences: [Sentence], in text: String, _ session: ReadingSession) -> [Verdict] {
        guard !sentences.isEmpty else { return [] }
        let reading = session.read(text, sentences)
        var text = text
        return text.withUTF8 { buffer in
            let model = TwoStageModel.boilerplate
            let features = BoilerplateFeatures(sentences, in: buffer.span, reading, session, wording: model.wording)
            return verdicts(
                for: sentences, in: buffer.span, features, model.probabilities(features, sentences, in: buffer.span))
        }
    }

    /// Decides for every sentence of a text in UTF-8; see ``verdicts(for:in:)-(_,String)``.
    public func verdicts(for sentences: [Sentence], in text: Span<UInt8>) -> [Verdict] {
        guard !sentences.isEmpty else { return [] }
        let model = TwoStageModel.boilerplate
        let features = BoilerplateFeatures(sentences, in: text, wording: model.wording)
        return verdicts(for: sentences, in: text, features, model.probabilities(features, sentences, in: text))
    }

    /// Decides by probabilities that were found elsewhere: how a model in training is measured.
    package func verdicts(
        for sentences: [Sentence], in text: Span<UInt8>, probabilities: [Float]
    ) -> [Verdict] {
        verdicts(for: sentences, in: text, BoilerplateFeatures(sentences, in: text), probabilities)
    }

    private func verdicts(
        for sentences: [Sentence], in text: Span<UInt8>, _ features: BoilerplateFeatures, _ probabilities: [Float]
    ) -> [Verdict] {
        let signature = MailSignature.range(in: text)
        let evidence = BoilerplateEvidence(features.details, probabilities, threshold: threshold)
        let isDropped = sentences.indices.map { evidence.drops($0) }
        let prose = zip(features.details, isDropped).count { $0.endsSentence && !$1 }
        var verdicts = [Verdict]()
        verdicts.reserveCapacity(sentences.count)
        var isLeading = true
        for index in sentences.indices {
            let score = Double(probabilities[index])
            let row = features.details[index]
            var kind = Kind.keep
            if let signature, signature.contains(sentences[index].range.lowerBound) {
                kind = .boilerplate(.signature)
            } else if isDropped[index],
                // A headline may stand between a consent dialogue and a byline: what the text takes up again is its own.
                !(isLeading && prose >= 3 && BoilerplateFilter.isHeading(row, isLeading: !row.isGlued)
                    && !row.reading.counts.isTelling && features.isTakenUp(index))
            {
                kind = BoilerplateFilter.kind(row)
            } else if sentences[index].kind == .heading
                || prose >= 3 && BoilerplateFilter.isHeading(row, isLeading: isLeading && !row.isGlued)
            {
                kind = .heading
            }
            verdicts.append(
                Verdict(
                    kind: kind, score: score, isDoubtful: evidence.doubts(index, isLead: isLeading && kind == .keep)))
            if kind == .keep { isLeading = false }
        }
        BoilerplateFilter.restore(&verdicts)
        let first = ReferenceList.start(sentences, in: text) {
            features.details[$0].paragraphSize == 1 && !features.details[$0].endsSentence
        }
        if let first {
            for index in first..<verdicts.count
            where verdicts[index].isKept || verdicts[index].kind == .boilerplate(.surroundings) {
                verdicts[index].kind = .reference
            }
        }
        return verdicts
    }

    /// Whether a line without an end mark is a heading or, before the first sentence of the text, its standfirst, which is
    /// longer.
    private static func isHeading(_ row: BoilerplateFeatures.Row, isLeading: Bool) -> Bool {
        row.paragraphSize == 1 && !row.endsSentence && row.reading.wordCount < (isLeading ? 36 : 16)
    }

    /// The kind of cue that a sentence has most of, strong ones counting three times.
    private static func reason(_ counts: BoilerplateCues.Counts) -> BoilerplateCues.Kind? {
        var best: (kind: BoilerplateCues.Kind, value: Int)?
        for kind in BoilerplateCues.Kind.allCases where kind.rawValue < BoilerplateCues.Kind.reader.rawValue {
            let value = 3 * Int(counts.strong[Int(kind.rawValue)]) + Int(counts.weak[Int(kind.rawValue)])
            if value > best?.value ?? 0 { best = (kind, value) }
        }
        return best?.kind
    }

    /// What a dropped sentence is, by its own cues.
    private static func kind(_ row: BoilerplateFeatures.Row) -> Kind {
        if let own = reason(row.reading.counts) {
            if own == .caption { return .caption }
            if own == .correction, !row.endsSentence, row.reading.wordCount < 12 { return .dateline }
            return .boilerplate(Reason(rawValue: "\(own)") ?? .surroundings)
        }
        return .boilerplate(.surroundings)
    }

    /// Never drops everything: where nothing is left, what is not plainly boilerplate comes back, and else all of it.
    private static func restore(_ verdicts: inout [Verdict]) {
        guard !verdicts.contains(where: { $0.isKept }) else { return }
        let limit = verdicts.contains { $0.score < 0.8 } ? 0.8 : 2
        for index in verdicts.indices where verdicts[index].score < limit { verdicts[index].kind = .keep }
    }
}
