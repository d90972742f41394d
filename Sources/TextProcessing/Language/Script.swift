internal import CKernels

/// The scripts that letters are counted by; the numbers are the kernel's.
enum Script: Int, CaseIterable {
    case latin, cyrillic, arabic, greek, hebrew, armenian, georgian, devanagari, bengali, gurmukhi, gujarati, tamil
    case telugu, kannada, malayalam, sinhala, thai, lao, myanmar, khmer, hangul, kana, han

    static let persian = Language(rawValue: "fa")
    static let urdu = Language(rawValue: "ur")

    /// The one language that a script stands for, nil where letters alone do not decide.
    var language: Language? {
        let code: String
        switch self {
        case .latin, .cyrillic, .arabic, .kana: return nil
        case .greek: code = "el"
        case .hebrew: code = "he"
        case .armenian: code = "hy"
        case .georgian: code = "ka"
        // Marathi and Nepali share the script; they are not told apart from Hindi.
        case .devanagari: code = "hi"
        case .bengali: code = "bn"
        case .gurmukhi: code = "pa"
        case .gujarati: code = "gu"
        case .tamil: code = "ta"
        case .telugu: code = "te"
        case .kannada: code = "kn"
        case .malayalam: code = "ml"
        case .sinhala: code = "si"
        case .thai: code = "th"
        case .lao: code = "lo"
        case .myanmar: code = "my"
        case .khmer: code = "km"
        case .hangul: code = "ko"
        case .han: code = "zh"
        }
        return Language(rawValue: code)
    }
}

/// What was counted in a text.
struct Evidence {
    var sums = [Int32](repeating: 0, count: Int(CK_LANGUAGE_COLUMNS))
    var scripts = [UInt32](repeating: 0, count: Int(CK_SCRIPT_COUNT))
    var known: UInt32 = 0

    /// All letters that were counted; those of Persian and Urdu are among the Arabic ones.
    var letters: UInt32 { scripts[...Int(CK_SCRIPT_OTHER)].reduce(0, &+) }

    /// The script that most of the text is in; nil without letters.
    var dominantScript: Script? {
        var best: Script?
        var most: UInt32 = 0
        for script in Script.allCases {
            var weight = scripts[script.rawValue]
            // A syllable or a word sign says as much as two or three letters.
            switch script {
            case .han: weight = (weight + scripts[Script.kana.rawValue]) * 3
            case .kana: weight = 0
            case .hangul: weight *= 2
            default: break
            }
            if weight > most {
                most = weight
                best = script
            }
        }
        return best
    }

    /// The language that the letters of a script decide on; nil where n-grams must.
    func language(of script: Script) -> Language? {
        switch script {
        case .arabic:
            let letters = scripts[Script.arabic.rawValue]
            if scripts[Int(CK_SCRIPT_URDU)] * 25 > letters { return Script.urdu }
            // Of running Persian text, some 15 letters in 100 are none of Arabic's.
            return scripts[Int(CK_SCRIPT_PERSIAN)] * 20 > letters ? Script.persian : .arabic
        case .han:
            // Japanese is seldom without kana; Chinese has them in a quotation at most.
            return scripts[Script.kana.rawValue] * 10 > scripts[Script.han.rawValue] ? .japanese : .chinese
        default: return script.language
        }
    }
}
