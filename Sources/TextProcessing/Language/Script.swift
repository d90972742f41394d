internal import CKernels

/// The scripts that letters are counted by.
enum Script: Int, CaseIterable {
    case latin, cyrillic, arabic, greek, hebrew, armenian, georgian, devanagari, bengali, gurmukhi, gujarati, tamil
    case telugu, kannada, malayalam, sinhala, thai, lao, myanmar, khmer, hangul, kana, han

    /// The numbers of what is counted beside the scripts: other letters, those that Persian and Urdu write and Arabic does
    /// not, and those that only Urdu writes.
    static var otherNumber: Int { Script.han.rawValue + 1 }
    static var persianNumber: Int { otherNumber + 1 }
    static var urduNumber: Int { otherNumber + 2 }
    static var numberCount: Int { otherNumber + 3 }

    /// The number of a letter's script.
    static func number(of letter: UInt32) -> Int {
        let script: Script? =
            switch letter {
            case 0..<0x250, 0x1E00..<0x1F00: .latin
            case 0x370..<0x400, 0x1F00..<0x2000: .greek
            case 0x400..<0x530: .cyrillic
            case 0x530..<0x590: .armenian
            case 0x590..<0x600: .hebrew
            case 0x600..<0x780: .arabic
            case 0x900..<0x980: .devanagari
            case 0x980..<0xA00: .bengali
            case 0xA00..<0xA80: .gurmukhi
            case 0xA80..<0xB00: .gujarati
            case 0xB80..<0xC00: .tamil
            case 0xC00..<0xC80: .telugu
            case 0xC80..<0xD00: .kannada
            case 0xD00..<0xD80: .malayalam
            case 0xD80..<0xE00: .sinhala
            case 0xE00..<0xE80: .thai
            case 0xE80..<0xF00: .lao
            case 0x1000..<0x10A0: .myanmar
            case 0x10A0..<0x1100, 0x1C90..<0x1CC0: .georgian
            case 0x1100..<0x1200, 0x3130..<0x3190, 0xAC00..<0xD7B0: .hangul
            case 0x1780..<0x1800: .khmer
            case 0x3040..<0x3100: .kana
            case 0x3400..<0xA000, 0x20000..<0x40000: .han
            default: nil
            }
        return script?.rawValue ?? otherNumber
    }

    /// Whether Persian and Urdu write a letter and Arabic does not.
    static func isPersian(_ letter: UInt32) -> Bool {
        switch letter {
        case 0x67E, 0x686, 0x698, 0x6AF, 0x6A9, 0x6CC: true
        default: false
        }
    }

    /// Whether only Urdu writes a letter.
    static func isUrdu(_ letter: UInt32) -> Bool {
        switch letter {
        case 0x679, 0x688, 0x691, 0x6BA, 0x6BE, 0x6D2: true
        default: false
        }
    }

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
    var scripts = [UInt32](repeating: 0, count: Script.numberCount)
    var known: UInt32 = 0

    /// All letters that were counted; those of Persian and Urdu are among the Arabic ones.
    var letters: UInt32 { scripts[...Script.otherNumber].reduce(0, &+) }

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
            if scripts[Script.urduNumber] * 25 > letters { return Script.urdu }
            // Of running Persian text, some 15 letters in 100 are none of Arabic's.
            return scripts[Script.persianNumber] * 20 > letters ? Script.persian : .arabic
        case .han:
            // Japanese is seldom without kana; Chinese has them in a quotation at most.
            return scripts[Script.kana.rawValue] * 10 > scripts[Script.han.rawValue] ? .japanese : .chinese
        default: return script.language
        }
    }
}
