/// The letters beyond ASCII that languages write, and the signs that any text may have: what tells a text that was read in a
/// wrong encoding.
enum Alphabets {
    private static let lists: [(code: String, letters: String)] = [
        ("en", "éèïöç"),
        ("de", "äöüßé"),
        ("fr", "àâæçéèêëîïôœùûüÿ"),
        ("es", "áéíñóúü"),
        ("it", "àèéìòùîó"),
        ("pt", "áàâãçéêíóôõúü"),
        ("nl", "éëèïóöüê"),
        ("sv", "åäöéà"),
        ("da", "æøåéó"),
        ("no", "æøåéòóôê"),
        ("fi", "äöåšž"),
        ("pl", "ąćęłńóśźż"),
        ("cs", "áčďéěíňóřšťúůýž"),
        ("sk", "áäčďéíĺľňóôŕšťúýž"),
        ("sl", "čšžćđ"),
        ("hr", "čćđšž"),
        ("hu", "áéíóöőúüű"),
        ("ro", "ăâîșțşţ"),
        ("ca", "àçéèíïóòúü"),
        ("gl", "áéíñóúü"),
        ("eu", "ñçü"),
        ("lt", "ąčęėįšųūž"),
        ("lv", "āčēģīķļņšūžŗō"),
        ("et", "äöõüšž"),
        ("tr", "çğıöşüâîû"),
        (
            "vi",
            "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớ"
                + "ợùủũúụừửữứựỳỷỹýỵ\u{300}\u{301}\u{303}\u{309}\u{323}"
        ),
        ("id", "é"),
        ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
        ("bg", "абвгдежзийклмнопрстуфхцчшщъьюя"),
        ("sr", "абвгдђежзијклљмнњопрстћуфхцчџш"),
    ]

    private static let all: [Language: Set<UInt32>] = lists.reduce(into: [:]) { all, list in
        all[Language(rawValue: list.code)] = Set(list.letters.unicodeScalars.map(\.value))
    }

    /// Languages that the language model does not have: Icelandic, Belarusian, Macedonian.
    static let others: [(script: Script, letters: Set<UInt32>)] = [
        (Script.latin, "áðéíóúýþæö"), (.cyrillic, "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
        (.cyrillic, "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ"),
    ].map { ($0, Set($1.unicodeScalars.map(\.value))) }

    /// Quotation marks, dashes, currencies and the like.
    static let signs = Set("“”„‘’‚«»‹›–—…·•€£§°©®™№¡¿ªº\u{A0}´`¨±×½²³†".unicodeScalars.map(\.value))

    /// The letters of a language; empty for one that is not listed.
    static func letters(of language: Language) -> Set<UInt32> { all[language] ?? [] }
}
