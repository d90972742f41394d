/// A natural language, named by its ISO 639-1 code (`"en"`, `"de"`), or `und` where it is not known.
///
/// ```swift
/// let language: Language = .german
/// print(language.rawValue)  // de
/// ```
public struct Language: RawRepresentable, Hashable, Sendable, Codable {
    /// The ISO 639-1 code in lower case, or `"und"`.
    public let rawValue: String

    /// Creates a language from its code; region and script (`en-GB`, `zh_Hant`) are cut off and case is folded.
    public init(rawValue: String) {
        let primary = rawValue.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self.rawValue = primary.isEmpty ? "und" : primary
    }

    /// The language is not known.
    public static let undetermined = Language(rawValue: "und")
    /// Arabic.
    public static let arabic = Language(rawValue: "ar")
    /// Chinese.
    public static let chinese = Language(rawValue: "zh")
    /// Dutch.
    public static let dutch = Language(rawValue: "nl")
    /// English.
    public static let english = Language(rawValue: "en")
    /// French.
    public static let french = Language(rawValue: "fr")
    /// German.
    public static let german = Language(rawValue: "de")
    /// Hindi.
    public static let hindi = Language(rawValue: "hi")
    /// Italian.
    public static let italian = Language(rawValue: "it")
    /// Japanese.
    public static let japanese = Language(rawValue: "ja")
    /// Portuguese.
    public static let portuguese = Language(rawValue: "pt")
    /// Russian.
    public static let russian = Language(rawValue: "ru")
    /// Spanish.
    public static let spanish = Language(rawValue: "es")
    /// Swedish.
    public static let swedish = Language(rawValue: "sv")
}
