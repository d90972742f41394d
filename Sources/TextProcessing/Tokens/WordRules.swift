internal import CKernels

/// What is one word: which marks join their neighbours, and how scripts without blanks are cut.
///
/// A word is a run of letters, marks and digits of any script. Everything else separates, but for the joining marks
/// below. The folded form of a word has its letters in lower case (simple mappings, so `ß` stays; final sigma and
/// long s take their usual form), keeps its accents (a letter and a mark as one scalar where there is one), writes
/// every apostrophe as `'` and drops soft hyphens, joiners and direction marks.
///
/// ```swift
/// var rules = WordRules()
/// rules.joinsApostrophes = false  // "don't" is "don" and "t", as in scikit-learn
/// ```
public struct WordRules: Hashable, Sendable {
    /// How scripts that are written without blanks (Han, kana, Thai, Lao, Khmer, Burmese …) are cut.
    public enum UnspacedScripts: UInt8, Hashable, Sendable {
        /// Overlapping pairs of neighbouring characters; a lone character by itself.
        case bigrams
        /// Single characters with their marks.
        case characters
        /// The whole run is one word.
        case runs
    }

    /// What words are runs of.
    public enum Alphabet: String, Hashable, Sendable {
        /// Letters, marks and digits, joined and cut as the other rules say.
        case standard
        /// What `\w` is to Python's `re` in a `str`: letters, numbers of every kind and the underscore, but no marks; lower
        /// case as `str.lower` has it, the final sigma by its neighbours. The other rules do not matter.
        case python
        /// Everything but white space (`str.split` in Python), lower case as with ``python``.
        case visible
    }

    /// What words are runs of.
    public var alphabet: Alphabet
    /// Whether letters are brought to lower case; only ``Alphabet/python`` and ``Alphabet/visible`` can do without.
    public var lowercases: Bool
    /// An apostrophe (`'`, `’`, `‘`) or a middle dot between two letters belongs to the word: `don't`, `col·legi`.
    public var joinsApostrophes: Bool
    /// A full stop or comma between two digits belongs to the number: `1,000.50`.
    public var joinsNumbers: Bool
    /// An underscore between two letters or digits belongs to the word: `snake_case`.
    public var joinsUnderscores: Bool
    /// A full stop between two letters a–z that stand alone belongs to the word: `U.S`, `e.g`.
    public var joinsInitials: Bool
    /// How scripts without blanks are cut.
    public var unspacedScripts: UnspacedScripts

    /// What `tokens`, keywords and the vectorizers use unless they are told otherwise.
    public static let standard = WordRules()

    /// Runs of letters, marks and digits, and nothing joins: `don't` is `don` and `t`.
    ///
    /// The summarizer and the boilerplate filter were tuned with these.
    public static let plain = WordRules(
        joinsApostrophes: false, joinsNumbers: false, joinsUnderscores: false, joinsInitials: false)

    /// The words of scikit-learn's default `token_pattern` but for its shortest length, which is two characters: equal
    /// over every code point that Unicode assigns.
    public static let scikitLearn = WordRules(alphabet: .python)

    /// Creates rules; without arguments, ``standard``.
    public init(
        joinsApostrophes: Bool = true, joinsNumbers: Bool = true, joinsUnderscores: Bool = true,
        joinsInitials: Bool = true, unspacedScripts: UnspacedScripts = .bigrams
    ) {
        alphabet = .standard
        lowercases = true
        self.joinsApostrophes = joinsApostrophes
        self.joinsNumbers = joinsNumbers
        self.joinsUnderscores = joinsUnderscores
        self.joinsInitials = joinsInitials
        self.unspacedScripts = unspacedScripts
    }

    /// Creates the rules of Python's patterns.
    ///
    /// ```swift
    /// WordRules(alphabet: .python, lowercases: false)  // the runs of `\w`
    /// ```
    public init(alphabet: Alphabet, lowercases: Bool = true) {
        self.init()
        self.alphabet = alphabet
        self.lowercases = lowercases
    }

    /// The rules for a language: in those that elide articles before an apostrophe (French, Italian, Catalan,
    /// Occitan) the apostrophe separates, so that `l'homme` is `l` and `homme`.
    public init(language: Language) {
        self.init(joinsApostrophes: !["fr", "it", "ca", "oc"].contains(language.rawValue))
    }

    var kernelOptions: UInt32 {
        let keepsCase = lowercases ? 0 : UInt32(CK_KEEP_CASE)
        switch alphabet {
        case .python: return UInt32(CK_UNDERSCORE_LETTERS) | keepsCase
        case .visible: return UInt32(CK_ALL_BUT_BLANKS) | keepsCase
        case .standard: break
        }
        var options: UInt32 = 0
        if joinsApostrophes { options |= UInt32(CK_JOIN_APOSTROPHES) }
        if joinsNumbers { options |= UInt32(CK_JOIN_NUMBERS) }
        if joinsUnderscores { options |= UInt32(CK_JOIN_UNDERSCORES) }
        if joinsInitials { options |= UInt32(CK_JOIN_INITIALS) }
        return options
    }
}
