/// A word on its way through a stemmer: one byte a letter, and the starts of its regions.
///
/// Letters are ASCII or Latin-1; any other scalar is a placeholder (see ``Stemmer``). Sixteen zero bytes lie before
/// the first letter, so that looking at the letters before a suffix needs no test for the start of the word.
struct StemWord {
    /// The letters.
    var letters: UnsafeMutablePointer<UInt8>
    /// How many letters there are.
    var count: Int
    /// Where the regions R1, R2 and RV start.
    var r1 = 0
    var r2 = 0
    var rv = 0

    /// The letter at an offset from the end: 1 is the last.
    @inline(__always)
    func last(_ offset: Int) -> UInt8 { letters[count &- offset] }

    /// Whether the letters before `end` are those of an ASCII literal of at most 16 letters.
    @inline(__always)
    func has(_ literal: StaticString, before end: Int) -> Bool {
        let size = literal.utf8CodeUnitCount
        guard end >= size else { return false }
        let text = literal.utf8Start
        var i = 0
        while i < size {
            if letters[end &- size &+ i] != text[i] { return false }
            i &+= 1
        }
        return true
    }

    /// Whether the word starts with an ASCII literal.
    @inline(__always)
    func starts(_ literal: StaticString) -> Bool {
        count >= literal.utf8CodeUnitCount && has(literal, before: literal.utf8CodeUnitCount)
    }

    /// Puts an ASCII literal in the place of the last `length` letters.
    @inline(__always)
    mutating func replace(_ length: Int, _ literal: StaticString) {
        count &-= length
        let text = literal.utf8Start
        for i in 0..<literal.utf8CodeUnitCount { letters[count &+ i] = text[i] }
        count &+= literal.utf8CodeUnitCount
    }

    /// Puts one letter at an index, moving what follows.
    mutating func insert(_ letter: UInt8, at index: Int) {
        var i = count
        while i > index {
            letters[i] = letters[i &- 1]
            i &-= 1
        }
        letters[index] = letter
        count &+= 1
    }

    /// Takes letters out of the middle.
    mutating func remove(_ range: Range<Int>) {
        var to = range.lowerBound
        var from = range.upperBound
        while from < count {
            letters[to] = letters[from]
            to &+= 1
            from &+= 1
        }
        count &-= range.count
    }

    /// The index after the first vowel (or, if `vowel` is false, the first other letter) from `start`; -1 for none.
    @inline(__always)
    func past(_ start: Int, vowel: Bool, _ classes: LetterClasses) -> Int {
        guard start >= 0 else { return -1 }
        var i = start
        while i < count {
            if classes.isVowel(letters[i]) == vowel { return i &+ 1 }
            i &+= 1
        }
        return -1
    }

    /// Sets R1 (after the first letter that is not a vowel and follows a vowel) and R2 (the same within R1).
    @inline(__always)
    mutating func markR1R2(_ classes: LetterClasses) {
        r1 = count
        r2 = count
        let first = past(past(0, vowel: true, classes), vowel: false, classes)
        guard first >= 0 else { return }
        r1 = first
        let second = past(past(first, vowel: true, classes), vowel: false, classes)
        if second >= 0 { r2 = second }
    }

    /// Sets RV by the rule that Spanish, Italian and Portuguese share.
    @inline(__always)
    mutating func markRV(_ classes: LetterClasses) {
        rv = count
        guard count >= 2 else { return }
        let mark: Int
        if classes.isVowel(letters[1]) {
            mark = classes.isVowel(letters[0]) ? past(2, vowel: false, classes) : count >= 3 ? 3 : -1
        } else {
            mark = past(2, vowel: true, classes)
        }
        if mark >= 0 { rv = mark }
    }

    /// Whether a suffix of a length lies in R1, R2 or RV.
    @inline(__always)
    func isInR1(_ length: Int) -> Bool { count &- length >= r1 }
    @inline(__always)
    func isInR2(_ length: Int) -> Bool { count &- length >= r2 }
    @inline(__always)
    func isInRV(_ length: Int) -> Bool { count &- length >= rv }

    /// Deletes a literal at the end if it is there and in R2.
    @inline(__always)
    @discardableResult
    mutating func deleteInR2(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard has(literal, before: count), isInR2(length) else { return false }
        count &-= length
        return true
    }
}

@inline(__always)
func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }
