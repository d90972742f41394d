/// What the rules know of one language.
final class LanguageProfile: Sendable {
    /// The language.
    let language: Language
    /// Abbreviations with their `AbbreviationClass`.
    let abbreviations: WordValues
    /// Words that begin a sentence when capitalised.
    let starters: WordValues
    /// Whether a number with a full stop is an ordinal (`am 3. Mai`).
    let hasOrdinals: Bool

    private init(_ language: Language, hasOrdinals: Bool = false) {
        self.language = language
        abbreviations = WordValues(AbbreviationLists.abbreviations(language))
        starters = WordValues([(AbbreviationLists.starters(language), 1)])
        self.hasOrdinals = hasOrdinals
    }

    private static let english = LanguageProfile(.english)
    private static let german = LanguageProfile(.german, hasOrdinals: true)
    private static let french = LanguageProfile(.french)
    private static let spanish = LanguageProfile(.spanish)
    private static let italian = LanguageProfile(.italian)
    private static let portuguese = LanguageProfile(.portuguese)
    private static let dutch = LanguageProfile(.dutch)
    private static let russian = LanguageProfile(.russian)
    private static let nordic = LanguageProfile(.swedish, hasOrdinals: true)
    private static let general = LanguageProfile(.undetermined)
    private static let generalOrdinal = LanguageProfile(Language(rawValue: "cs"), hasOrdinals: true)

    /// The profile for a language: its own, that of a near relative, or the general one.
    static func profile(for language: Language) -> LanguageProfile {
        switch language.rawValue {
        case "en": english
        case "de", "lb", "gsw", "nds": german
        case "fr", "oc": french
        case "es", "ca", "gl", "ast", "eu": spanish
        case "it", "co", "scn": italian
        case "pt": portuguese
        case "nl", "af", "fy", "li": dutch
        case "ru", "uk", "be", "bg", "kk", "ky", "mk", "tg", "tt", "mn": russian
        case "sv", "da", "no", "nb", "nn", "is", "fo": nordic
        case "cs", "sk", "sl", "hr", "bs", "sr", "fi", "et", "hu", "lv", "lt", "pl": generalOrdinal
        default: general
        }
    }
}

/// A quick guess of the language for texts that come without one.
///
/// The guess only picks abbreviations and sentence openers, where a near miss is cheap; the language identifier of the
/// toolkit is the tool for anything more. Reads at most the first 3,000 bytes.
enum LanguageGuess {
    /// The bytes read: enough for some 400 words, little enough not to show in the time of a long text.
    private static let window = 3_000

    private static let languages: [Language] = [
        .english, .german, .french, .spanish, .italian, .portuguese, .dutch, .swedish, Language(rawValue: "da"),
    ]

    /// Function words of each language; a word of several languages counts for the one it is listed under last, so
    /// only telling words are listed.
    private static let words = WordValues([
        ("the of and to that is was for it you with are be this have from not i he she they we my on at but or", 1),
        ("der die das und ist nicht ich von mit den dem ein eine auch sich auf für zu im wird wurde es als", 2),
        ("le les des est une dans et du qui pas pour sur au il par plus sont avec cette ce", 3),
        ("el los las que y una por con para del se su como más fue pero lo", 4),
        ("il che di è della per gli sono nel non si dei alla con anche più ha delle", 5),
        ("o os da do não em uma com um mais dos foi ao pela pelo são também", 6),
        ("het een van en niet dat op te zijn voor aan er ook maar naar bij", 7),
        ("och att det som är på av inte jag med för till ett", 8),
        ("og at det er af ikke jeg med til på der som har", 9),
    ])

    /// The language the text is most likely written in, undetermined where the words do not tell.
    static func language(of text: Span<UInt8>) -> Language {
        var counts = InlineArray<10, Int>(repeating: 0)
        var cyrillic = 0
        var words = 0
        var index = 0
        let end = min(text.count, window)
        while index < end {
            var hash = WordHash()
            let start = index
            while index < end, text[index] >= 0x80 || isWordByte(text[index]) {
                if text[index] == 0xD0 || text[index] == 0xD1 { cyrillic += 1 }
                hash.add(text[index])
                index += 1
            }
            if index > start {
                words += 1
                let found = Int(Self.words[hash.value])
                if found > 0 { counts[found] += 1 }
            } else {
                index += 1
            }
        }
        if cyrillic * 4 > index { return .russian }
        var best = 0
        var second = 0
        for candidate in 1..<10 {
            if counts[candidate] > counts[best] || best == 0 {
                second = best
                best = candidate
            } else if second == 0 || counts[candidate] > counts[second] {
                second = candidate
            }
        }
        // One word in ten is a listed function word in running text of any of these languages.
        guard counts[best] * 12 >= words, counts[best] > 0, counts[best] > counts[second] else { return .undetermined }
        return languages[best - 1]
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
