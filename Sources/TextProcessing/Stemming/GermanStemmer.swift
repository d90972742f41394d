/// German, as the Snowball project specifies it today (umlauts and their spellings with `e` become one).
struct GermanStemmer {
    static let shared = GermanStemmer()

    private let classes = LetterClasses("aeiouyäöü", "bdfghklmnrt", "bdfghklmnt", "dfgklmnrstUzä")
    private let first = SuffixTable("em", "ern er erin erinnen", "e en es", "s", "ln lns")
    private let second = SuffixTable("en er est", "st", "et")
    /// What stands before `-et` in words where it is part of the stem: `Internet`, `Planet`, `treten`.
    private let notEt = SuffixTable("geordn intern plan tick tr")
    private let third = SuffixTable("end ung", "ig ik isch", "lich heit", "keit")

    private static let sharpS: UInt8 = 0xDF
    private static let umlauts: (a: UInt8, o: UInt8, u: UInt8) = (0xE4, 0xF6, 0xFC)

    func stem(_ w: inout StemWord) {
        prelude(&w)
        if w.count >= 3 {
            w.markR1R2(classes)
            if w.r1 < 3 { w.r1 = 3 }
        } else {
            w.r1 = w.count
            w.r2 = w.count
        }
        applyFirst(&w)
        let (length, number) = second.match(w.letters, w.count)
        if number > 0, w.isInR1(length) {
            let isDeleted =
                switch number {
                case 1: true
                case 2: w.count >= 6 && classes.has(w.last(3), 4)
                default: classes.has(w.last(3), 8) && notEt.match(w.letters, w.count - 2).number == 0
                }
            if isDeleted { w.count -= length }
        }
        applyThird(&w)
        for i in 0..<w.count {
            switch w.letters[i] {
            case ascii("Y"): w.letters[i] = ascii("y")
            case ascii("U"), Self.umlauts.u: w.letters[i] = ascii("u")
            case Self.umlauts.a: w.letters[i] = ascii("a")
            case Self.umlauts.o: w.letters[i] = ascii("o")
            default: break
            }
        }
    }

    private func prelude(_ w: inout StemWord) {
        var i = 0
        while i + 2 < w.count {
            let next = w.letters[i + 1]
            if next == ascii("u") || next == ascii("y"), classes.isVowel(w.letters[i]),
                classes.isVowel(w.letters[i + 2])
            {
                w.letters[i + 1] = next & 0xDF
                i += 3
            } else {
                i += 1
            }
        }
        i = 0
        var hasDigraph = false
        while i < w.count {
            let letter = w.letters[i]
            if letter == ascii("e") && i > 0 || letter == Self.sharpS {
                hasDigraph = true
                break
            }
            i += 1
        }
        guard hasDigraph else { return }
        // One sharp s makes two letters; the buffer has room for every letter of the word twice.
        i = 0
        while i < w.count {
            let letter = w.letters[i]
            let next = i + 1 < w.count ? w.letters[i + 1] : 0
            if letter == Self.sharpS {
                w.letters[i] = ascii("s")
                w.insert(ascii("s"), at: i + 1)
                i += 2
            } else if letter == ascii("q") && next == ascii("u") {
                i += 2
            } else if next == ascii("e"), letter == ascii("a") || letter == ascii("o") || letter == ascii("u") {
                w.letters[i] =
                    letter == ascii("a") ? Self.umlauts.a : letter == ascii("o") ? Self.umlauts.o : Self.umlauts.u
                w.remove(i + 1..<i + 2)
                i += 1
            } else {
                i += 1
            }
        }
    }

    private func applyFirst(_ w: inout StemWord) {
        let (length, number) = first.match(w.letters, w.count)
        guard number > 0, w.isInR1(length) else { return }
        switch number {
        case 1: if !w.has("syst", before: w.count - 2) { w.count -= 2 }
        case 2: w.count -= length
        case 3:
            w.count -= length
            if w.has("niss", before: w.count) { w.count -= 1 }
        case 4: if classes.has(w.last(2), 2) { w.count -= 1 }
        default: w.count -= length - 1
        }
    }

    private func applyThird(_ w: inout StemWord) {
        let (length, number) = third.match(w.letters, w.count)
        guard number > 0, w.isInR2(length) else { return }
        switch number {
        case 1:
            w.count -= length
            if w.has("ig", before: w.count), w.last(3) != ascii("e"), w.isInR2(2) { w.count -= 2 }
        case 2: if w.last(length + 1) != ascii("e") { w.count -= length }
        case 3:
            w.count -= length
            if w.has("er", before: w.count) || w.has("en", before: w.count), w.isInR1(2) { w.count -= 2 }
        default:
            w.count -= length
            if !w.deleteInR2("lich") { w.deleteInR2("ig") }
        }
    }
}
