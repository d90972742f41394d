public import TextProcessing

/// The sentences chosen from one text, and why.
public struct Summary: Sendable, Hashable {
    /// One chosen sentence.
    public struct ChosenSentence: Sendable, Hashable {
        /// The index of the sentence in the input's `sentences`.
        public var index: Int
        /// UTF-8 byte offsets into the input's text.
        public var range: Range<Int>
        /// The score.
        ///
        /// Scores of two texts, or of two methods, cannot be compared.
        public var score: Double
        /// 0 for the sentence chosen first.
        public var rank: Int

        /// Creates a chosen sentence.
        public init(index: Int, range: Range<Int>, score: Double, rank: Int) {
            self.index = index
            self.range = range
            self.score = score
            self.rank = rank
        }
    }

    /// The chosen sentences in the order that was asked for.
    public var sentences: [ChosenSentence]
    /// The score of each sentence of the input, or nil for one that was no candidate.
    public var scores: [Double?]
    /// Why the summary is shorter than asked for, or empty; nil if there is nothing to say.
    public var reason: String?
    /// The method that was used, with its setting, such as `"default"` or `"news profile"`.
    public var method: String
    /// The language that stop words and stems were taken from.
    public var language: Language
    /// One entry for each sentence of the input, if explanations were asked for.
    public var explanations: [SentenceExplanation]

    /// Creates a summary.
    public init(
        sentences: [ChosenSentence], scores: [Double?] = [], reason: String? = nil, method: String,
        language: Language, explanations: [SentenceExplanation] = []
    ) {
        self.sentences = sentences
        self.scores = scores
        self.reason = reason
        self.method = method
        self.language = language
        self.explanations = explanations
    }

    /// The chosen sentences cut out of the text they were chosen from, each on one line.
    ///
    /// White space is run together, soft hyphens and zero-width blanks go, and words that line ends broke are whole again;
    /// `sentences` has the offsets into the text as it is.
    public func texts(in text: String) -> [String] {
        var printed = PrintedText(text, language: language)
        return sentences.map { sentence in
            let bytes = printed.line(sentence.range)
            return String(decoding: bytes.dropFirst(Self.bulletLength(bytes)), as: UTF8.self)
        }
    }

    /// The length of `- `, `* `, `+ ` or `• ` before the words of a list item: a summary is no longer the list.
    private static func bulletLength(_ bytes: [UInt8]) -> Int {
        for bullet: StaticString in ["- ", "* ", "+ ", "• "] {
            let mark = UnsafeBufferPointer(start: bullet.utf8Start, count: bullet.utf8CodeUnitCount)
            if bytes.starts(with: mark), bytes.count > mark.count { return mark.count }
        }
        return 0
    }
}

/// What speaks for one sentence, and why it was left out.
public struct SentenceExplanation: Sendable, Hashable {
    /// One addend of a sentence's score.
    public struct Contribution: Sendable, Hashable {
        /// What was measured, in words a reader understands.
        public var name: String
        /// How much it added to the score.
        public var amount: Double

        /// Creates a contribution.
        public init(name: String, amount: Double) {
            self.name = name
            self.amount = amount
        }
    }

    /// The index of the sentence in the input.
    public var index: Int
    /// The addends of the score, the largest first.
    public var contributions: [Contribution]
    /// Why the sentence is not in the summary; nil if it is.
    public var reasonLeftOut: String?

    /// Creates an explanation.
    public init(index: Int, contributions: [Contribution], reasonLeftOut: String?) {
        self.index = index
        self.contributions = contributions
        self.reasonLeftOut = reasonLeftOut
    }
}
