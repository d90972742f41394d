/// English ("Porter2"), as the Snowball project specifies it today.
struct EnglishStemmer {
    static let shared = EnglishStemmer()

    private let classes = LetterClasses("aeiouy", "aeiouywxY", "cdeghkmnrt", "aeo")
    private let exceptions = SuffixTable(
        "skis", "skies", "idly", "gently", "ugly", "early", "only", "singly",
        "sky news howe atlas cosmos bias andes")
    private let step1b = SuffixTable("eed eedly", "ed edly ingly", "ing")
    private let ending = SuffixTable("at bl iz", "bb dd ff gg mm nn pp rr tt")
    private let step2 = SuffixTable(
        "tional", "enci", "anci", "abli", "entli", "izer ization", "ational ation ator", "alism aliti alli",
        "fulness", "ousli ousness", "iveness iviti", "biliti bli", "ogist", "ogi", "fulli", "lessli", "li")
    private let step3 = SuffixTable("tional", "ational", "alize", "icate iciti ical", "ful ness", "ative")
    private let step4 = SuffixTable(
        "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "ion")

    func stem(_ w: inout StemWord) {
        guard w.count > 2 else { return }
        if applyException(&w) { return }
        let hasY = prelude(&w)
        markRegions(&w)
        stripPlural(&w)
        stripVerbEnding(&w)
        let last = w.last(1)
        if last | 0x20 == ascii("y"), w.count > 2, !classes.isVowel(w.last(2)) { w.letters[w.count - 1] = ascii("i") }
        applyStep2(&w)
        applyStep3(&w)
        applyStep4(&w)
        applyStep5(&w)
        if hasY {
            for i in 0..<w.count where w.letters[i] == ascii("Y") { w.letters[i] = ascii("y") }
        }
    }

    private func applyException(_ w: inout StemWord) -> Bool {
        guard w.count <= 6 else { return false }
        let (length, number) = exceptions.match(w.letters, w.count)
        guard length == w.count else { return false }
        switch number {
        case 1: w.count -= 1
        case 2: w.replace(3, "y")
        case 3, 4, 8: w.count -= 1
        case 5, 6, 7: w.replace(1, "i")
        default: break
        }
        return true
    }

    private func prelude(_ w: inout StemWord) -> Bool {
        if w.letters[0] == ascii("'") {
            w.letters[0] = 0
            w.letters += 1
            w.count -= 1
        }
        var hasY = false
        if w.letters[0] == ascii("y") {
            w.letters[0] = ascii("Y")
            hasY = true
        }
        var i = 1
        while i < w.count {
            if w.letters[i] == ascii("y"), classes.isVowel(w.letters[i - 1]) {
                w.letters[i] = ascii("Y")
                hasY = true
            }
            i += 1
        }
        return hasY
    }

    private func markRegions(_ w: inout StemWord) {
        var first = -1
        switch w.letters[0] {
        case ascii("g"): if w.starts("gener") { first = 5 }
        case ascii("c"): if w.starts("commun") { first = 6 }
        case ascii("a"): if w.starts("arsen") { first = 5 }
        case ascii("p"): if w.starts("past") { first = 4 }
        case ascii("u"): if w.starts("univers") { first = 7 }
        case ascii("i"): if w.starts("inter") { first = 5 }
        case ascii("l"): if w.starts("later") { first = 5 }
        case ascii("e"): if w.starts("emerg") { first = 5 }
        case ascii("o"): if w.starts("organ") { first = 5 }
        default: break
        }
        guard first > 0 else {
            w.markR1R2(classes)
            return
        }
        w.r1 = first
        let second = w.past(w.past(first, vowel: true, classes), vowel: false, classes)
        w.r2 = second >= 0 ? second : w.count
    }

    private func stripPlural(_ w: inout StemWord) {
        if w.last(1) == ascii("'") {
            w.count -= w.has("'s'", before: w.count) ? 3 : 1
        } else if w.has("'s", before: w.count) {
            w.count -= 2
        }
        let last = w.last(1)
        if last == ascii("s") {
            if w.has("sses", before: w.count) {
                w.count -= 2
            } else if w.has("ies", before: w.count) {
                w.count -= w.count > 4 ? 2 : 1
            } else if w.last(2) != ascii("s") && w.last(2) != ascii("u") {
                let vowel = w.past(0, vowel: true, classes)
                if vowel >= 0 && vowel <= w.count - 2 { w.count -= 1 }
            }
        } else if last == ascii("d"), w.has("ied", before: w.count) {
            w.count -= w.count > 4 ? 2 : 1
        }
    }

    private func stripVerbEnding(_ w: inout StemWord) {
        let (length, number) = step1b.match(w.letters, w.count)
        guard number > 0 else { return }
        let stem = w.count - length
        if number == 1 {
            let isExact =
                stem == 4 && (w.starts("proc") || w.starts("succ")) || stem == 3 && w.starts("exc")
            if !isExact && stem >= w.r1 { w.replace(length, "ee") }
            return
        }
        if number == 3 {
            if stem == 2 && w.letters[1] == ascii("y") && !classes.isVowel(w.letters[0]) {
                w.replace(4, "ie")
                return
            }
            if stem == 3 && (w.starts("inn") || w.starts("out")) { return }
            if stem == 4 && (w.starts("cann") || w.starts("herr") || w.starts("earr") || w.starts("even")) { return }
        }
        let vowel = w.past(0, vowel: true, classes)
        guard vowel >= 0 && vowel <= stem else { return }
        w.count = stem
        switch ending.match(w.letters, w.count).number {
        case 1: w.replace(0, "e")
        case 2: if !(w.count == 3 && classes.has(w.letters[0], 8)) { w.count -= 1 }
        default: if w.count == w.r1 && isShort(w, w.count) { w.replace(0, "e") }
        }
    }

    /// Whether the letters before `end` close a short syllable.
    private func isShort(_ w: StemWord, _ end: Int) -> Bool {
        guard end >= 2 else { return false }
        if !classes.isVowel(w.letters[end - 1]) || w.letters[end - 1] == ascii("Y") {
            if end == 2 { if classes.isVowel(w.letters[0]) { return true } }
            if end >= 3, !classes.has(w.letters[end - 1], 2), classes.isVowel(w.letters[end - 2]),
                !classes.isVowel(w.letters[end - 3])
            {
                return true
            }
        }
        return w.has("past", before: end)
    }

    private func applyStep2(_ w: inout StemWord) {
        let (length, number) = step2.match(w.letters, w.count)
        guard number > 0, w.isInR1(length) else { return }
        switch number {
        case 1: w.count -= 2
        case 2, 3, 4: w.replace(1, "e")
        case 5, 16, 15: w.count -= 2
        case 6: w.replace(length, "ize")
        case 7: w.replace(length, "ate")
        case 8: w.replace(length, "al")
        case 9: w.replace(length, "ful")
        case 10: w.replace(length, "ous")
        case 11: w.replace(length, "ive")
        case 12: w.replace(length, "ble")
        case 13: w.count -= 3
        case 14: if w.last(4) == ascii("l") { w.count -= 1 }
        default: if classes.has(w.last(3), 4) { w.count -= 2 }
        }
    }

    private func applyStep3(_ w: inout StemWord) {
        let (length, number) = step3.match(w.letters, w.count)
        guard number > 0, w.isInR1(length) else { return }
        switch number {
        case 1: w.count -= 2
        case 2: w.replace(length, "ate")
        case 3: w.count -= 3
        case 4: w.replace(length, "ic")
        case 5: w.count -= length
        default: if w.isInR2(length) { w.count -= length }
        }
    }

    private func applyStep4(_ w: inout StemWord) {
        let (length, number) = step4.match(w.letters, w.count)
        guard number > 0, w.isInR2(length) else { return }
        if number == 2 && w.last(4) != ascii("s") && w.last(4) != ascii("t") { return }
        w.count -= length
    }

    private func applyStep5(_ w: inout StemWord) {
        if w.last(1) == ascii("e") {
            if w.isInR2(1) || w.isInR1(1) && !isShort(w, w.count - 1) { w.count -= 1 }
        } else if w.last(1) == ascii("l"), w.last(2) == ascii("l"), w.isInR2(1) {
            w.count -= 1
        }
    }
}
