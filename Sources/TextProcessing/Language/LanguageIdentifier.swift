internal import CKernels
internal import PretrainedModels
public import Serialization

/// Names the language of a text, from three words on, by its letters and character n-grams.
///
/// ```swift
/// let result = LanguageIdentifier.shared.identify("Le chat dort sur le canapé.")
/// print(result.language.rawValue, result.probability > 0.9)  // fr true
/// ```
///
/// Languages whose script is theirs alone (Greek, Hebrew, Thai, Korean …) are told by counting letters, Arabic, Persian
/// and Urdu by the letters only some of them write, Chinese and Japanese by kana. Latin and Cyrillic text goes through
/// a softmax over hashed n-grams of one to five letters and whole words (`Models/language`, whose card lists the
/// languages, sources and figures). A language that is not among ``languages`` is taken for its nearest neighbour.
public struct LanguageIdentifier: Sendable {
    /// A language and how likely it is.
    public struct RankedLanguage: Hashable, Sendable {
        /// The language.
        public var language: Language
        /// The probability, among the languages of the text's script.
        public var probability: Float
    }

    /// What ``LanguageIdentifier/identify(_:among:)-(String,_)`` found.
    public struct Result: Hashable, Sendable {
        /// The likeliest language; undetermined for a text without letters.
        public var language: Language
        /// Its probability; 0 for a text without letters.
        public var probability: Float
        /// The five likeliest languages, best first.
        public var candidates: [RankedLanguage]
    }

    /// The shipped model.
    public static let shared = LanguageIdentifier(model: .embedded)

    /// Every language that can be named, model languages first.
    public let languages: [Language]

    private let model: LanguageModel

    /// Creates an identifier with a model file of one's own.
    ///
    /// - Throws: ``SafetensorsError`` if a tensor is missing or has another shape than it should.
    public init(model file: SafetensorsFile) throws {
        self.init(model: try LanguageModel(file))
    }

    private init(model: LanguageModel) {
        self.model = model
        languages =
            model.languages + Script.allCases.compactMap(\.language) + [
                .arabic, Script.persian, Script.urdu, .japanese,
            ]
    }

    /// Names the language of a text.
    ///
    /// - Parameters:
    ///   - text: The text. Of a long one, three short pieces are read, and 2 KiB (start, middle and end) where those
    ///     leave a doubt.
    ///   - candidates: The languages to choose from; by default all.
    /// - Returns: The likeliest languages with their probabilities.
    /// - Complexity: O(min(bytes, 2048)).
    public func identify(_ text: String, among candidates: [Language]? = nil) -> Result {
        var text = text
        return text.withUTF8 { identify($0, among: candidates) }
    }

    /// Names the language of UTF-8 bytes; ill-formed bytes are read past.
    public func identify(_ utf8: Span<UInt8>, among candidates: [Language]? = nil) -> Result {
        utf8.withUnsafeBufferPointer { identify($0, among: candidates) }
    }

    private func identify(_ text: UnsafeBufferPointer<UInt8>, among allowed: [Language]?) -> Result {
        if allowed == nil, text.count > Self.glanceFrom, let result = glance(at: text) { return result }
        var evidence = Evidence()
        if text.count <= Self.readBytes {
            model.read(text, into: &evidence)
        } else {
            model.read(Self.window(of: text, at: 0, Self.readBytes / 2), into: &evidence)
            for start in [text.count / 2, text.count - Self.readBytes / 4] {
                model.read(Self.window(of: text, at: start, Self.readBytes / 4), into: &evidence)
            }
        }
        guard let script = evidence.dominantScript else {
            return Result(language: .undetermined, probability: 0, candidates: [])
        }
        if let language = evidence.language(of: script), allowed?.contains(language) ?? true {
            return Result(
                language: language, probability: 1, candidates: [RankedLanguage(language: language, probability: 1)])
        }
        return model.rank(evidence, cyrillic: script == .cyrillic, allowed: allowed)
    }

    // MARK: Long texts

    /// Accuracy on texts of 160 characters is 99.9 already; more reading would only cost time.
    private static let readBytes = 2048

    /// Texts longer than this are glanced at first; what was measured on sentences is as it was.
    private static let glanceFrom = 640

    /// Three pieces of this size, away from the edges where bylines, notices and signatures stand.
    ///
    /// With ``decisiveMargin``, 97 of 100 among 58,456 documents of the evaluation data (English, German, French) are
    /// decided so, one of them otherwise than by 2 KiB. To check: `epitome language --format jsonl` before and after.
    private static let glanceBytes = 96

    /// The winner's lead, as a ratio of probabilities: e to the sixth power, 403 to 1.
    private static let decisiveMargin: Float = 403

    /// The language, if a few words from the text's body leave no doubt.
    private func glance(at text: UnsafeBufferPointer<UInt8>) -> Result? {
        var evidence = Evidence()
        for sixth in [1, 3, 5] {
            let start = text.count / 6 * sixth - (sixth == 5 ? Self.glanceBytes / 2 : 0)
            model.read(Self.window(of: text, at: start, Self.glanceBytes), into: &evidence)
        }
        guard let script = evidence.dominantScript, script == .latin || script == .cyrillic,
            evidence.scripts[script.rawValue] * 10 >= evidence.letters * 9
        else { return nil }
        let result = model.rank(evidence, cyrillic: script == .cyrillic, allowed: nil)
        let runnerUp = result.candidates.count > 1 ? result.candidates[1].probability : 0
        return result.probability >= Self.decisiveMargin * runnerUp ? result : nil
    }

    /// A piece of a long text, starting at a blank where there is one near, at whole scalars always.
    private static func window(
        of text: UnsafeBufferPointer<UInt8>, at start: Int, _ size: Int
    ) -> UnsafeBufferPointer<UInt8> {
        var start = start
        var end = min(start + size, text.count)
        var steps = 0
        while start > 0 && start < end && text[start - 1] > 0x20 && steps < 64 {
            start += 1
            steps += 1
        }
        while start < end && text[start] & 0xC0 == 0x80 { start += 1 }
        while end < text.count && end > start && text[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }
}
