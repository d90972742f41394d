public import TextProcessing

/// One text that is already cut into sentences, as the summarizer takes it.
///
/// ```swift
/// let text = "Rain fell all night. The river rose by two metres. Nobody was hurt."
/// let input = SummarizationInput(text: text, sentences: SentenceSegmenter().sentences(in: text))
/// ```
public struct SummarizationInput: Sendable {
    /// Why a sentence is no candidate for the summary.
    public struct Exclusion: Sendable, Hashable {
        /// A clause for the reader, such as `"asks for donations"`.
        public var reason: String

        /// Creates an exclusion.
        public init(reason: String) { self.reason = reason }
    }

    /// The text that all ranges point into.
    public var text: String
    /// The sentences of the text, ascending and apart.
    public var sentences: [Sentence]
    /// One entry for each sentence: why it must not be chosen, or nil.
    ///
    /// An empty array excludes nothing.
    ///
    /// Position and centrality are computed as if these sentences were not in the text. If every sentence is excluded,
    /// all are candidates again, for a text that is not empty never has an empty summary.
    public var exclusions: [Exclusion?]
    /// One entry for each sentence: who says it, or nil; empty where nobody is named.
    ///
    /// The name is printed before the sentence, so that its words count against a length.
    public var speakers: [String?]
    /// The title, where the text has one apart from its body.
    public var title: String?
    /// The language, which decides stop words and stems; `und` where it is not known.
    public var language: Language

    /// Creates an input.
    public init(
        text: String, sentences: [Sentence], exclusions: [Exclusion?] = [], title: String? = nil,
        language: Language = .undetermined, speakers: [String?] = []
    ) {
        self.text = text
        self.sentences = sentences
        self.exclusions = exclusions
        self.title = title
        self.language = language
        self.speakers = speakers
    }

    /// Creates an input from sentences that their source has cut; the text is the sentences joined by line breaks.
    public init(
        sentences: [String], paragraphs: [Int] = [], exclusions: [Exclusion?] = [], title: String? = nil,
        language: Language = .undetermined
    ) {
        var text = ""
        var ranges: [Sentence] = []
        ranges.reserveCapacity(sentences.count)
        for (index, sentence) in sentences.enumerated() {
            if index > 0 { text.append("\n") }
            let start = text.utf8.count
            text.append(sentence)
            ranges.append(
                Sentence(
                    range: start..<text.utf8.count,
                    paragraph: index < paragraphs.count ? paragraphs[index] : 0))
        }
        self.init(text: text, sentences: ranges, exclusions: exclusions, title: title, language: language)
    }
}
