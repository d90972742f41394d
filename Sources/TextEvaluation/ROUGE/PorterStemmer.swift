/// The stemmer that rouge-score uses: Porter's algorithm with the extensions of NLTK.
///
/// M. F. Porter, "An algorithm for suffix stripping", Program 14.3 (1980). NLTK deviates from the paper in steps 1a, 1b, 1c,
/// 2 and 5, and keeps a dozen irregular words; summaries are scored with exactly that variant everywhere, so it is
/// repeated here, and not the Snowball one. Words are lower-case ASCII letters and digits.
///
/// - Complexity: O(length of the word) time for each of the nine steps, no allocation beyond the caller's buffer.
package struct PorterStemmer: Sendable {
    /// Creates a stemmer.
    package init() {}

    /// Replaces a lower-case word by its stem.
    package func stem(_ word: inout [UInt8]) {
        if word.count <= 2 { return }
        if let irregular = Self.irregular(word) {
            word = irregular
            return
        }
        step1a(&word)
        step1b(&word)
        step1c(&word)
        step2(&word)
        step3(&word)
        step4(&word)
        step5(&word)
    }

    /// The stem of a lower-case word.
    package func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        stem(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Irregular words

    private static func irregular(_ word: [UInt8]) -> [UInt8]? {
        // Only words of four to eight letters that begin with one of these letters are in the list.
        guard word.count <= 8, word.count >= 4 || word[0] == UInt8(ascii: "s") else { return nil }
        switch word[0] {
        case UInt8(ascii: "s"):
            return match(word, ["skies", "sky"], "sky") ?? match(word, ["succeed"], "succeed")
        case UInt8(ascii: "d"): return match(word, ["dying"], "die")
        case UInt8(ascii: "l"): return match(word, ["lying"], "lie")
        case UInt8(ascii: "t"): return match(word, ["tying"], "tie")
        case UInt8(ascii: "n"): return match(word, ["news"], "news")
        case UInt8(ascii: "i"): return match(word, ["innings", "inning"], "inning")
        case UInt8(ascii: "o"): return match(word, ["outings", "outing"], "outing")
        case UInt8(ascii: "c"): return match(word, ["cannings", "canning"], "canning")
        case UInt8(ascii: "h"): return match(word, ["howe"], "howe")
        case UInt8(ascii: "p"): return match(word, ["proceed"], "proceed")
        case UInt8(ascii: "e"): return match(word, ["exceed"], "exceed")
        default: return nil
        }
    }

    private static func match(_ word: [UInt8], _ forms: [StaticString], _ stem: StaticString) -> [UInt8]? {
        for form in forms where word.count == form.utf8CodeUnitCount && ends(word, word.count, form) {
            return Array(UnsafeBufferPointer(start: stem.utf8Start, count: stem.utf8CodeUnitCount))
        }
        return nil
    }

    // MARK: Letters

    private static func ends(_ word: [UInt8], _ count: Int, _ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard count >= length else { return false }
        let start = count - length
        let bytes = suffix.utf8Start
        for i in 0..<length where word[start + i] != bytes[i] { return false }
        return true
    }

    private static func isVowelLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
        default: false
        }
    }

    /// Whether the letter at `index` is a consonant: y is one at the start of a word and after a vowel.
    private static func isConsonant(_ word: [UInt8], _ index: Int) -> Bool {
        if isVowelLetter(word[index]) { return false }
        guard word[index] == UInt8(ascii: "y") else { return true }
        var i = index
        var negate = false
        while i > 0, word[i] == UInt8(ascii: "y") {
            negate.toggle()
            i -= 1
        }
        return !isVowelLetter(word[i]) != negate
    }

    /// How often a vowel is followed by a consonant in the first `count` letters.
    private static func measure(_ word: [UInt8], _ count: Int) -> Int {
        var result = 0
        var previousIsConsonant = true
        for i in 0..<count {
            let byte = word[i]
            let consonant: Bool
            if isVowelLetter(byte) {
                consonant = false
            } else if byte == UInt8(ascii: "y") {
                consonant = i == 0 || !previousIsConsonant
            } else {
                consonant = true
            }
            if i > 0, consonant, !previousIsConsonant { result += 1 }
            previousIsConsonant = consonant
        }
        return result
    }

    private static func containsVowel(_ word: [UInt8], _ count: Int) -> Bool {
        var previousIsConsonant = true
        for i in 0..<count {
            let byte = word[i]
            if isVowelLetter(byte) { return true }
            if byte == UInt8(ascii: "y"), i > 0, previousIsConsonant { return true }
            previousIsConsonant = true
        }
        return false
    }

    /// Whether the first `count` letters end consonant, vowel, consonant other than w, x, y; or are vowel, consonant.
    private static func endsCVC(_ word: [UInt8], _ count: Int) -> Bool {
        if count >= 3, isConsonant(word, count - 3), !isConsonant(word, count - 2), isConsonant(word, count - 1) {
            let last = word[count - 1]
            return last != UInt8(ascii: "w") && last != UInt8(ascii: "x") && last != UInt8(ascii: "y")
        }
        return count == 2 && !isConsonant(word, 0) && isConsonant(word, 1)
    }

    private static func replace(_ word: inout [UInt8], _ length: Int, _ replacement: StaticString) {
        word.removeLast(length)
        for i in 0..<replacement.utf8CodeUnitCount { word.append(replacement.utf8Start[i]) }
    }

    // MARK: Steps

    private func step1a(_ word: inout [UInt8]) {
        guard word.last == UInt8(ascii: "s") else { return }
        if Self.ends(word, word.count, "ies") {
            word.removeLast(word.count == 4 ? 1 : 2)
        } else if Self.ends(word, word.count, "sses") {
            word.removeLast(2)
        } else if !Self.ends(word, word.count, "ss") {
            word.removeLast()
        }
    }

    private func step1b(_ word: inout [UInt8]) {
        if Self.ends(word, word.count, "ied") {
            word.removeLast(word.count == 4 ? 1 : 2)
            return
        }
        if Self.ends(word, word.count, "eed") {
            if Self.measure(word, word.count - 3) > 0 { word.removeLast() }
            return
        }
        var cut = 0
        if Self.ends(word, word.count, "ed"), Self.containsVowel(word, word.count - 2) {
            cut = 2
        } else if Self.ends(word, word.count, "ing"), Self.containsVowel(word, word.count - 3) {
            cut = 3
        }
        guard cut > 0 else { return }
        word.removeLast(cut)
        let count = word.count
        if Self.ends(word, count, "at") || Self.ends(word, count, "bl") || Self.ends(word, count, "iz") {
            word.append(UInt8(ascii: "e"))
        } else if count >= 2, word[count - 1] == word[count - 2], Self.isConsonant(word, count - 1) {
            let last = word[count - 1]
            if last != UInt8(ascii: "l"), last != UInt8(ascii: "s"), last != UInt8(ascii: "z") { word.removeLast() }
        } else if Self.measure(word, count) == 1, Self.endsCVC(word, count) {
            word.append(UInt8(ascii: "e"))
        }
    }

    private func step1c(_ word: inout [UInt8]) {
        let count = word.count
        if word.last == UInt8(ascii: "y"), count > 2, Self.isConsonant(word, count - 2) {
            word[count - 1] = UInt8(ascii: "i")
        }
    }

    private func step2(_ word: inout [UInt8]) {
        while Self.ends(word, word.count, "alli"), Self.measure(word, word.count - 4) > 0 { word.removeLast(2) }
        guard word.count >= 3 else { return }
        let last = word[word.count - 1]
        guard
            last == UInt8(ascii: "l") || last == UInt8(ascii: "i") || last == UInt8(ascii: "r")
                || last == UInt8(ascii: "n") || last == UInt8(ascii: "m") || last == UInt8(ascii: "s")
        else { return }
        for (suffix, replacement) in Self.rules2 where Self.ends(word, word.count, suffix) {
            let length = suffix.utf8CodeUnitCount
            if Self.measure(word, word.count - length) > 0 { Self.replace(&word, length, replacement) }
            return
        }
        // NLTK measures "logi" with the l included.
        if Self.ends(word, word.count, "logi"), Self.measure(word, word.count - 3) > 0 { word.removeLast() }
    }

    private static let rules2: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"),
    ]

    private func step3(_ word: inout [UInt8]) {
        for (suffix, replacement) in Self.rules3 where Self.ends(word, word.count, suffix) {
            let length = suffix.utf8CodeUnitCount
            if Self.measure(word, word.count - length) > 0 { Self.replace(&word, length, replacement) }
            return
        }
    }

    private static let rules3: [(StaticString, StaticString)] = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ]

    private func step4(_ word: inout [UInt8]) {
        for suffix in Self.suffixes4 where Self.ends(word, word.count, suffix) {
            let count = word.count - suffix.utf8CodeUnitCount
            if Self.measure(word, count) > 1, suffix.utf8CodeUnitCount != 3 || Self.mayLoseIon(word, count, suffix) {
                word.removeLast(suffix.utf8CodeUnitCount)
            }
            return
        }
    }

    private static func mayLoseIon(_ word: [UInt8], _ count: Int, _ suffix: StaticString) -> Bool {
        guard suffix.utf8Start[0] == UInt8(ascii: "i"), suffix.utf8Start[1] == UInt8(ascii: "o") else { return true }
        return word[count - 1] == UInt8(ascii: "s") || word[count - 1] == UInt8(ascii: "t")
    }

    private static let suffixes4: [StaticString] = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize",
    ]

    private func step5(_ word: inout [UInt8]) {
        if word.last == UInt8(ascii: "e") {
            let m = Self.measure(word, word.count - 1)
            if m > 1 || (m == 1 && !Self.endsCVC(word, word.count - 1)) { word.removeLast() }
        }
        if Self.ends(word, word.count, "ll"), Self.measure(word, word.count - 1) > 1 { word.removeLast() }
    }
}
