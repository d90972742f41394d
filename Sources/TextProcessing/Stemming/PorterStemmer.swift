/// Porter's algorithm of 1980 in its Snowball form.
///
/// The form of the `nltk` and `rouge-score` packages, ``NLTKPorterStemmer``, differs from it in a few endings.
struct PorterStemmer {
    static let shared = PorterStemmer()

    private let classes = LetterClasses("aeiouy", "aeiouywxY")
    private let step1b = SuffixTable("eed", "ed ing")
    private let ending = SuffixTable("at bl iz", "bb dd ff gg mm nn pp rr tt")
    private let step2 = SuffixTable(
        "tional", "enci", "anci", "abli", "entli", "eli", "izer ization", "ational ation ator", "alli",
        "alism aliti", "fulness", "ousli ousness", "iveness iviti", "biliti")
    private let step3 = SuffixTable("alize", "icate iciti ical", "ative ful ness")
    private let step4 = SuffixTable(
        "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize", "ion")

    func stem(_ w: inout StemWord) {
        guard w.count > 0 else { return }
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
        w.markR1R2(classes)

        if w.last(1) == ascii("s") {
            if w.has("sses", before: w.count) || w.has("ies", before: w.count) {
                w.count -= 2
            } else if w.last(2) != ascii("s") {
                w.count -= 1
            }
        }
        applyStep1b(&w)
        if w.count > 1, w.last(1) | 0x20 == ascii("y"), hasVowel(w, before: w.count - 1) {
            w.letters[w.count - 1] = ascii("i")
        }
        applyStep2(&w)
        let (length3, number3) = step3.match(w.letters, w.count)
        if number3 > 0, w.isInR1(length3) {
            switch number3 {
            case 1: w.count -= 3
            case 2: w.replace(length3, "ic")
            default: w.count -= length3
            }
        }
        let (length4, number4) = step4.match(w.letters, w.count)
        if number4 > 0, w.isInR2(length4), number4 == 1 || w.last(4) == ascii("s") || w.last(4) == ascii("t") {
            w.count -= length4
        }
        if w.last(1) == ascii("e"), w.isInR2(1) || w.isInR1(1) && !isShort(w, w.count - 1) { w.count -= 1 }
        if w.last(1) == ascii("l"), w.last(2) == ascii("l"), w.isInR2(1) { w.count -= 1 }
        if hasY {
            for i in 0..<w.count where w.letters[i] == ascii("Y") { w.letters[i] = ascii("y") }
        }
    }

    private func hasVowel(_ w: StemWord, before end: Int) -> Bool {
        let vowel = w.past(0, vowel: true, classes)
        return vowel >= 0 && vowel <= end
    }

    private func isShort(_ w: StemWord, _ end: Int) -> Bool {
        end >= 3 && !classes.has(w.letters[end - 1], 2) && classes.isVowel(w.letters[end - 2])
            && !classes.isVowel(w.letters[end - 3])
    }

    private func applyStep1b(_ w: inout StemWord) {
        let (length, number) = step1b.match(w.letters, w.count)
        if number == 1 {
            if w.isInR1(3) { w.count -= 1 }
        } else if number == 2, hasVowel(w, before: w.count - length) {
            w.count -= length
            switch ending.match(w.letters, w.count).number {
            case 1: w.replace(0, "e")
            case 2: w.count -= 1
            default: if w.count == w.r1 && isShort(w, w.count) { w.replace(0, "e") }
            }
        }
    }

    private func applyStep2(_ w: inout StemWord) {
        let (length, number) = step2.match(w.letters, w.count)
        guard number > 0, w.isInR1(length) else { return }
        switch number {
        case 1: w.count -= 2
        case 2, 3, 4: w.replace(1, "e")
        case 5: w.count -= 2
        case 6: w.count -= 2
        case 7: w.replace(length, "ize")
        case 8: w.replace(length, "ate")
        case 9: w.count -= 2
        case 10: w.replace(length, "al")
        case 11: w.replace(length, "ful")
        case 12: w.replace(length, "ous")
        case 13: w.replace(length, "ive")
        default: w.replace(length, "ble")
        }
    }
}
