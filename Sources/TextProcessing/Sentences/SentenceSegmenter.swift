/// Finds the sentences of a text: rules for the end marks of all scripts, and layout where there is no mark.
///
/// ```swift
/// let text = "Dr. Smith paid $5.50. He left."
/// let sentences = SentenceSegmenter(language: .english).sentences(in: text)
/// print(sentences.count)  // 2
/// ```
///
/// Nothing is lost and nothing overlaps: the ranges ascend, lie on character boundaries, and all that is outside them is
/// white space. A blank line always ends a sentence; a single line break ends one unless the text is hard-wrapped or
/// the next line plainly goes on. Bytes that are not UTF-8 are kept inside the sentences as they are.
///
/// - Complexity: O(n) in the bytes of the text, with bounded look-around at each candidate.
public struct SentenceSegmenter: Sendable {
    /// The language whose abbreviations and sentence openers are used; undetermined lets the text decide.
    public let language: Language

    /// Creates a segmenter.
    ///
    /// - Parameter language: The language of the texts. With `.undetermined` the most frequent words of each text pick
    ///   one of English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Russian, or the rules
    ///   that all languages share.
    public init(language: Language = .undetermined) {
        self.language = language
    }

    /// The sentences of a text, as ranges of UTF-8 offsets into it.
    public func sentences(in text: String) -> [Sentence] {
        sentences(in: text.utf8.span)
    }

    /// The sentences of a text given as UTF-8 bytes, as ranges of offsets into them.
    public func sentences(in utf8: Span<UInt8>) -> [Sentence] {
        let language = language == .undetermined ? LanguageGuess.language(of: utf8) : language
        let model = language == .english ? BoundaryModel.english : nil
        return SentenceSegmenter(language: language).sentences(in: utf8, model: model)
    }

    /// The sentences that the rules and a model of the caller's find: for training and measuring models.
    package func sentences(in utf8: Span<UInt8>, model: BoundaryModel?) -> [Sentence] {
        var scanner = SentenceScanner(profile: .profile(for: language), model: model)
        scanner.scan(utf8)
        return scanner.sentences
    }

    /// The places of a text that the model decides on, each with its facts and the right decision.
    ///
    /// - Parameters:
    ///   - utf8: The text.
    ///   - ends: The offsets at which the sentences of the text end.
    /// - Returns: The places in order.
    package func examples(in utf8: Span<UInt8>, ends: Set<Int>) -> [BoundaryExample] {
        var scanner = SentenceScanner(profile: .profile(for: language), model: nil)
        scanner.trace = BoundaryTrace(ends: ends)
        scanner.scan(utf8)
        return scanner.trace?.examples ?? []
    }
}
