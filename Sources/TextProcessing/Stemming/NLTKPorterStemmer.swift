/// Porter's algorithm with the extensions of NLTK: the stemmer of rouge-score.
///
/// M. F. Porter, "An algorithm for suffix stripping", Program 14.3 (1980). NLTK deviates from the paper in steps 1a, 1b,
/// 1c, 2 and 5, and keeps a dozen irregular words; summaries are scored with exactly that variant everywhere, so it
/// stands here beside ``PorterStemmer``. Words are lower-case ASCII letters and digits.
///
/// - Complexity: O(length of the word) for each of the nine steps, no allocation for words of up to 255 letters.
package struct NLTKPorterStemmer: Sendable {
    /// Creates a stemmer.
    package init() {}

    private static let classes = LetterClasses("aeiouy", "aeiouywxY")
    private static let step1b = SuffixTable("ied", "eed", "ed", "ing")
    private static let ending = SuffixTable("at bl iz")
    private static let step2 = SuffixTable(
        "ational ation ator", "tional entli eli ousli fulli alli", "enci anci bli", "izer ization", "iviti", "biliti",
        "logi", "iveness fulness ousness", "alism aliti")
    private static let step3 = SuffixTable("icate alize iciti", "ical", "ative ful ness")
    private static let step4 = SuffixTable(
        "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize", "ion")
    private static let irregular: [(form: StaticString, stem: StaticString)] = [
        ("sky", "sky"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("news", "news"),
        ("inning", "inning"), ("innings", "inning"), ("outing", "outing"), ("outings", "outing"),
        ("canning", "canning"), ("cannings", "canning"), ("howe", "howe"), ("proceed", "proceed"),
        ("exceed", "exceed"), ("succeed", "succeed"),
    ]

    /// The stem of a lower-case word.
    package func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        stem(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces a lower-case word by its stem.
    package func stem(_ word: inout [UInt8]) {
        guard word.count > 2 else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 + word.count + 8) { buffer in
            guard let base = buffer.baseAddress else { return }
            base.initialize(repeating: 0, count: 16)
            for i in word.indices { base[16 + i] = word[i] }
            var w = StemWord(letters: base + 16, count: word.count)
            if let irregular = Self.irregular.first(where: { w.count == $0.form.utf8CodeUnitCount && w.starts($0.form) }
            ) {
                w.replace(w.count, irregular.stem)
            } else {
                Self.stem(&w)
            }
            word.removeAll(keepingCapacity: true)
            for i in 0..<w.count { word.append(w.letters[i]) }
        }
    }

    private static func stem(_ w: inout StemWord) {
        // A y that is a consonant, at the start or after a vowel, is Y until the end.
        for i in 0..<w.count where w.letters[i] == ascii("y") && (i == 0 || classes.isVowel(w.letters[i - 1])) {
            w.letters[i] = ascii("Y")
        }
        step1a(&w)
        applyStep1b(&w)
        if w.last(1) == ascii("y"), w.count > 2 { w.letters[w.count - 1] = ascii("i") }
        applyStep2(&w)
        w.markR1R2(classes)
        let (length3, number3) = step3.match(w.letters, w.count)
        if number3 > 0, w.isInR1(length3) { w.count -= number3 == 1 ? 3 : number3 == 2 ? 2 : length3 }
        w.markR1R2(classes)
        let (length4, number4) = step4.match(w.letters, w.count)
        if number4 > 0, w.isInR2(length4), number4 == 1 || w.last(4) == ascii("s") || w.last(4) == ascii("t") {
            w.count -= length4
        }
        if w.last(1) == ascii("e"), w.isInR2(1) || w.isInR1(1) && !endsShort(w, w.count - 1) { w.count -= 1 }
        if w.last(1) == ascii("l"), w.last(2) == ascii("l"), w.isInR2(1) { w.count -= 1 }
        for i in 0..<w.count where w.letters[i] == ascii("Y") { w.letters[i] = ascii("y") }
    }

    private static func step1a(_ w: inout StemWord) {
        guard w.last(1) == ascii("s") else { return }
        if w.has("ies", before: w.count) {
            w.count -= w.count == 4 ? 1 : 2
        } else if w.has("sses", before: w.count) {
            w.count -= 2
        } else if w.last(2) != ascii("s") {
            w.count -= 1
        }
    }

    private static func applyStep1b(_ w: inout StemWord) {
        let (length, number) = step1b.match(w.letters, w.count)
        switch number {
        case 0: return
        case 1: w.count -= w.count == 4 ? 1 : 2
        case 2:
            w.markR1R2(classes)
            if w.isInR1(3) { w.count -= 1 }
        default:
            let vowel = w.past(0, vowel: true, classes)
            guard vowel >= 0, vowel <= w.count - length else { return }
            w.count -= length
            w.markR1R2(classes)
            let last = w.last(1)
            if ending.match(w.letters, w.count).number > 0 {
                w.replace(0, "e")
            } else if w.count >= 2, last | 0x20 == w.last(2) | 0x20, !classes.isVowel(last) {
                if last != ascii("l"), last != ascii("s"), last != ascii("z") { w.count -= 1 }
            } else if w.r1 == w.count, endsShort(w, w.count) {
                w.replace(0, "e")
            }
        }
    }

    private static func applyStep2(_ w: inout StemWord) {
        w.markR1R2(classes)
        if w.has("alli", before: w.count), w.isInR1(4) { w.count -= 2 }
        let (length, number) = step2.match(w.letters, w.count)
        // NLTK measures "logi" with the l included.
        guard number > 0, w.isInR1(number == 7 ? 3 : length) else { return }
        switch number {
        case 1: w.replace(length, "ate")
        case 2: w.count -= 2
        case 3: w.replace(1, "e")
        case 4: w.replace(length, "ize")
        case 5: w.replace(length, "ive")
        case 6: w.replace(length, "ble")
        case 7: w.count -= 1
        case 8: w.count -= 4
        default: w.count -= 3
        }
    }

    /// Whether the first letters end consonant, vowel, consonant other than w, x, y; or are vowel, consonant.
    private static func endsShort(_ w: StemWord, _ end: Int) -> Bool {
        if end == 2 { return classes.isVowel(w.letters[0]) && !classes.isVowel(w.letters[1]) }
        return end >= 3 && !classes.has(w.letters[end - 1], 2) && classes.isVowel(w.letters[end - 2])
            && !classes.isVowel(w.letters[end - 3])
    }
}
