internal import TextProcessing
internal import Vectorization

/// The language of a collection: that of most of its texts.
enum CollectionLanguage {
    /// How many texts are looked at, spread evenly.
    private static let sample = 64
    /// Texts whose words English has are English, whatever their letters look like: headlines and names are short.
    ///
    /// Of the words of German, French, Spanish and Finnish sentences 39, 52, 47 and 13 % have vectors, of English ones 96 %
    /// (SIB-200; `evaluate-few-labels names` prints the share as `known`).
    private static let englishShare: Float = 0.75

    /// The language of most texts; that of the labels together where there are no texts.
    static func identify(_ texts: [String], or labels: [String]) -> Language {
        let looked = texts.isEmpty ? [labels.joined(separator: " ")] : texts
        let step = max(1, looked.count / sample)
        let beginnings = stride(from: 0, to: looked.count, by: step).map { String(looked[$0].prefix(400)) }
        if englishWords(beginnings) >= englishShare { return .english }
        var votes: [String: Int] = [:]
        for text in beginnings {
            let language = LanguageIdentifier.shared.identify(text).language
            if language != .undetermined { votes[language.rawValue, default: 0] += 1 }
        }
        let best = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best.map { Language(rawValue: $0.key) } ?? .english
    }

    /// The mean share of the texts' words that have English vectors; texts without words are passed over.
    static func englishWords(_ texts: [String]) -> Float {
        let worded = texts.filter { text in text.contains { $0.isLetter } }
        let known = WordVectors.english.read(worded, threads: 1).known
        return known.reduce(0, +) / Float(max(1, known.count))
    }
}
