/// The function words of a language: words that bind a sentence together and say nothing of its topic.
///
/// The lists hold articles, pronouns, prepositions, conjunctions, auxiliary and modal verbs, and the commonest adverbs,
/// in the folded form that ``WordScanner`` gives, contractions included. They were written for this toolkit by
/// grammatical class. Negations are in them: leave stop words in where polarity counts.
///
/// ```swift
/// let stopWords = StopWords(for: .english)
/// print(stopWords?.contains("the") ?? false)  // true
/// ```
public struct StopWords: Sendable {
    /// The words in the order of their classes, without repetition.
    public let words: [String]
    private let set: Set<String>

    /// The languages that have a list.
    public static let languages: [Language] = lists.map { Language(rawValue: $0.code) }

    /// Creates the list of a language, or nil where there is none.
    public init?(for language: Language) {
        guard let list = Self.lists.first(where: { $0.code == language.rawValue }) else { return nil }
        var seen = Set<String>()
        words = list.text.split(separator: " ").map(String.init).filter { seen.insert($0).inserted }
        set = seen
    }

    /// The words of a language; empty where there is no list.
    public static func words(for language: Language) -> Set<String> {
        StopWords(for: language)?.set ?? []
    }

    /// Whether a folded word is in the list.
    public func contains(_ word: String) -> Bool { set.contains(word) }

    /// Whether the folded bytes of a word are in the list.
    public func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        // No function word is longer than 15 bytes, which is also what a string holds without an allocation.
        word.count <= 15 && set.contains(String(decoding: word, as: UTF8.self))
    }

    private static let lists: [(code: String, text: String)] = [
        ("en", english), ("de", german), ("fr", french), ("es", spanish), ("it", italian), ("pt", portuguese),
        ("nl", dutch), ("sv", swedish), ("da", danish), ("no", norwegian), ("nb", norwegian), ("ru", russian),
        ("pl", polish), ("ca", catalan), ("fi", finnish),
    ]
}
