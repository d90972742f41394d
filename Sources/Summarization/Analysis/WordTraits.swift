internal import TextProcessing

/// What kind of word it is for the features of a sentence; a word can be several.
///
/// The lists are for the languages that profiles exist for; words of other languages have no traits.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// A pronoun or connective that, at the start of a sentence, refers to the one before.
    static let anaphor = WordTraits(rawValue: 1 << 0)
    /// The reader.
    static let secondPerson = WordTraits(rawValue: 1 << 1)
    /// The writer.
    static let firstPerson = WordTraits(rawValue: 1 << 2)
    /// A verb that reports speech.
    static let reporting = WordTraits(rawValue: 1 << 3)
    /// A verb that, after `we`, announces what a text does.
    static let announcingVerb = WordTraits(rawValue: 1 << 4)
    /// A noun for the text itself, or for what it did, after `this`, `our` or `in`.
    static let textNoun = WordTraits(rawValue: 1 << 5)
    /// `this`, `our`, `in` and their like, which make an announcement with a noun for the text.
    static let pointer = WordTraits(rawValue: 1 << 6)
    /// A word of notices that are not part of an article.
    static let notice = WordTraits(rawValue: 1 << 7)

    static func lists(for language: Language) -> [(WordTraits, String)] {
        switch language {
        case .english: english
        case .french: french
        case .german: german
        default: []
        }
    }

    private static let english: [(WordTraits, String)] = [
        (
            .anaphor,
            "he she they it but and however this that these those his her their its we i so then also there"
        ),
        (.secondPerson, "you your yours yourself"),
        (.firstPerson, "we our us ours"),
        (.reporting, "said says told tells according"),
        (
            .announcingVerb,
            "propose present describe introduce show report find found investigate develop conclude"
        ),
        (
            .textNoun,
            "paper study work article conclusion summary approach method methods results system show suggest"
        ),
        (.pointer, "this our in results"),
        (
            .notice,
            """
            subscribe subscription subscriber newsletter newsletters cookie cookies donate donation donations \
            advertisement advertising advertise copyright facebook twitter whatsapp instagram getty inbox login \
            register paywall member members https http www click
            """
        ),
    ]

    private static let french: [(WordTraits, String)] = [
        (.anaphor, "il elle ils elles mais et ce cette ces cela"),
        (.reporting, "selon déclaré affirmé"),
        (.textNoun, "article conclusion"),
        (.pointer, "cet en"),
    ]

    private static let german: [(WordTraits, String)] = [
        (.anaphor, "er sie es aber und dies diese dieser dieses das sein seine ihr ihre dabei dazu auch"),
        (.reporting, "sagte"),
    ]
}

/// What is counted in one sentence beside its terms.
package struct SentenceShape: Sendable {
    /// Quotation marks.
    var quotationMarks = 0
    /// Commas.
    var commas = 0
    /// Words that begin with a capital letter and are not the first.
    var capitalisedWords = 0
    /// Capital letters.
    var capitalLetters = 0
    /// Words for the reader.
    var secondPerson = 0
    /// Words for the writer.
    var firstPerson = 0
    /// Words of notices.
    var notices = 0
    /// Whether there is a digit.
    var hasDigit = false
    /// Whether a verb reports speech.
    var reports = false
    /// Whether the sentence announces what the text does.
    var announces = false
    /// Whether it begins with a word that refers back.
    var beginsWithAnaphor = false
    /// Whether it ends with a question mark.
    var isQuestion = false
    /// Whether it has an end mark.
    var hasEndMark = false
}
