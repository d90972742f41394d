package import TextProcessing
package import Vectorization

/// What one worker keeps from text to text: the words it has met with what is known of them, and the text it read last.
///
/// ```swift
/// var workspace = SummarizationWorkspace()
/// for input in inputs { print(summarizer.summarize(input, workspace: &workspace)) }
/// ```
///
/// A workspace changes the speed of a summary, never its content. Use one for each task: a copy starts anew, with nothing
/// in it.
public struct SummarizationWorkspace: @unchecked Sendable {
    // Only one value ever uses a session: copies of the value share the owner, and see that they do.
    private var owner: Owner
    /// Word frequencies to use in place of the shipped ones.
    private let backgrounds: [Language: BackgroundFrequencies]?

    /// Creates an empty workspace.
    public init() { self.init(ReadingSession()) }

    /// Creates a workspace with other tables of word frequencies than the shipped ones.
    package init(backgrounds: [Language: BackgroundFrequencies]) {
        owner = Owner(ReadingSession())
        self.backgrounds = backgrounds
    }

    private init(_ session: ReadingSession) {
        owner = Owner(session)
        backgrounds = nil
    }

    /// The words and the last reading of this workspace; of a copy, new ones.
    package var own: ReadingSession {
        mutating get {
            if !isKnownUniquelyReferenced(&owner) { owner = Owner(ReadingSession()) }
            return owner.session
        }
    }

    /// What is known of the words of a language.
    mutating func words(in language: Language) -> WordSenses {
        let session = own
        let languages = session.attachment { WordsOfLanguages() }
        if let known = languages.all[language] { return known }
        let background = backgrounds.map { $0[language] } ?? BackgroundFrequencies.shipped(language)
        let words = WordSenses(language, background: background, session: session)
        languages.all[language] = words
        return words
    }

    private final class Owner {
        let session: ReadingSession

        init(_ session: ReadingSession) { self.session = session }
    }

    private final class WordsOfLanguages {
        var all: [Language: WordSenses] = [:]
    }
}

extension SummarizationWorkspace {
    /// Calls `body` with a workspace that an earlier call has left, or a new one.
    package static func withIdle<Result>(_ body: (inout SummarizationWorkspace) -> Result) -> Result {
        ReadingSession.withIdle { session in
            var workspace = SummarizationWorkspace(session)
            return body(&workspace)
        }
    }
}
