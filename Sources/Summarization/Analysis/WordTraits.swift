internal import Synchronization
internal import TextProcessing
internal import Vectorization

/// What kind of word it is for the features of a sentence; a word can be several.
///
/// The lists are for the languages that profiles exist for; words of other languages have no traits.
struct WordTraits: OptionSet, BitwiseCopyable, Sendable {
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

    /// A function word, a verb of reporting or a single letter: it says nothing of a text's matter.
    static let withoutContent = WordTraits(rawValue: 1 << 8)
    /// The first word of a citation (`et al.`).
    static let citation = WordTraits(rawValue: 1 << 9)
    /// What a number after it refers to in a paper: `figure`, `table`.
    static let reference = WordTraits(rawValue: 1 << 10)
    /// The writers of a paper.
    static let writers = WordTraits(rawValue: 1 << 11)

    /// What is said of the words of a language; each list is made once, when it is first asked for.
    static func list(for language: Language) -> WordList<WordTraits> {
        guard StopWords.languages.contains(language) else { return emptyList }
        return madeLists.withLock { made in
            if let known = made[language] { return known }
            // An apostrophe ends a word here, so contractions are stop words part by part.
            let stopWords =
                language == .english
                ? englishSummarizationStopWords
                : (StopWords(for: language)?.words ?? []).flatMap { $0.split(separator: "'") }.joined(separator: " ")
            let list = WordList([(stopWords, .withoutContent)] + lists(for: language).map { ($0.1, $0.0) }) {
                $0.union($1)
            }
            made[language] = list
            return list
        }
    }

    private static let emptyList = WordList<WordTraits>([]) { $0.union($1) }
    private static let madeLists = Mutex<[Language: WordList<WordTraits>]>([:])

    private static func lists(for language: Language) -> [(WordTraits, String)] {
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
        (.citation, "et"),
        (.reference, "figure fig table section equation eq"),
        (.writers, "we our"),
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
