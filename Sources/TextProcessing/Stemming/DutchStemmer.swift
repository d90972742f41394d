/// Dutch by Kraaij and Pohlmann, as the Snowball project specifies it today.
struct DutchStemmer {
    static let shared = DutchStemmer()

    private static let aeiou = "aäáàâeëéèêiïíìîoöóòôuüúùû"
    /// Vowels; vowels with `w` and `x`; `a` to `u` with accents; the same without `e`; `e`.
    private let classes = LetterClasses(
        aeiou + "y", aeiou + "ywx", aeiou, "aäáàâiïíìîoöóòôuüúùû", "eëéèê", "aäáàâoöóòôuüúùû")
    private let step1 = SuffixTable("'s", "s", "ies", "es", "és", "aus", "en", "nde")
    private let step2 = SuffixTable(
        "je", "ge", "lijke", "ische", "de", "te", "se", "re", "le", "ene", "ieve")
    private let step3 = SuffixTable(
        "atie", "iteit", "heid sel ster", "rder", "ing isme erij", "arij", "fie gie", "tst dst")
    private let step4 = SuffixTable(
        "ioneel", "atief", "baar", "naar laar raar", "tant", "lijker", "lijkst", "achtig achtiger achtigst",
        "eriger erigst erig end")
    private let step4b = SuffixTable("iger igst ig")
    private let doubled = SuffixTable("bb cc dd ff gg hh jj kk ll mm pp qq rr ss tt vv ww xx zz", "nn", "v", "z")

    private static let eDiaeresis: UInt8 = 0xEB
    private static let iDiaeresis: UInt8 = 0xEF

    func stem(_ w: inout StemWord) {
        var isStemmed = false
        measure(&w)
        if applyStep1(&w) { isStemmed = true }
        if applyStep2(&w) { isStemmed = true }
        if applyStep3(&w) { isStemmed = true }
        if applyStep4(&w) || applyStep4b(&w) { isStemmed = true }
        if losePrefix(&w) {
            measure(&w)
            isStemmed = true
            stripParticiple(&w)
        }
        if loseInfix(&w) {
            measure(&w)
            isStemmed = true
            stripParticiple(&w)
        }
        if w.has("kt", before: w.count) || w.has("ft", before: w.count) || w.has("pt", before: w.count) {
            w.count -= 1
            isStemmed = true
        }
        guard isStemmed else { return }
        switch doubled.match(w.letters, w.count).number {
        case 1: w.count -= 1
        case 2: if !(w.count == 3 && w.letters[0] == ascii("i")) { w.count -= 1 }
        case 3: w.letters[w.count - 1] = ascii("f")
        case 4: w.letters[w.count - 1] = ascii("s")
        default: break
        }
    }

    // MARK: Letters and regions; `ij` counts as one vowel

    /// The index after the vowel at `i`, or -1.
    private func afterVowel(_ w: StemWord, _ i: Int) -> Int {
        if i + 1 < w.count, w.letters[i] == ascii("i"), w.letters[i + 1] == ascii("j") { return i + 2 }
        return i < w.count && classes.isVowel(w.letters[i]) ? i + 1 : -1
    }

    private func measure(_ w: inout StemWord) {
        w.r1 = w.count
        w.r2 = w.count
        w.r1 = region(w, 0)
        if w.r1 < w.count || w.r1 > 0 { w.r2 = region(w, w.r1) }
    }

    private func region(_ w: StemWord, _ start: Int) -> Int {
        var i = start
        while i < w.count, !classes.isVowel(w.letters[i]) { i += 1 }
        var next = afterVowel(w, i)
        guard next >= 0 else { return w.count }
        while next >= 0 {
            i = next
            next = afterVowel(w, i)
        }
        return i < w.count ? i + 1 : w.count
    }

    private func endsInVowel(_ w: StemWord, _ end: Int) -> Bool {
        end > 0 && classes.isVowel(w.letters[end - 1]) || w.has("ij", before: end)
    }

    private func endsInConsonant(_ w: StemWord, _ end: Int) -> Bool {
        end > 0 && !classes.isVowel(w.letters[end - 1]) && !w.has("ij", before: end)
    }

    /// Doubles the vowel of a closed last syllable: `bomen` is `bom` by now and becomes `boom`.
    private func lengthenVowel(_ w: inout StemWord) {
        let end = w.count - 1
        guard end > 0, !classes.has(w.letters[end], 2) else { return }
        let vowel = w.letters[end - 1]
        let start = end - 1
        if vowel == Self.eDiaeresis {
            guard start > 0 else { return }
            if w.letters[start - 1] == ascii("e") {
                w.insert(ascii("e"), at: end)
            } else if w.letters[start - 1] == ascii("i") {
                w.letters[start] = ascii("e")
                w.insert(ascii("e"), at: end)
            }
            return
        }
        guard start == 0 || !classes.has(w.letters[start - 1], 4) else { return }
        if classes.has(vowel, 32) {
            w.insert(vowel, at: start)
        } else if classes.has(vowel, 16) {
            let before = start == 0 ? 0 : start - 1
            if before > 0, classes.has(w.letters[before - 1], 8) { return }
            if before == 1, classes.has(w.letters[0], 16) { return }
            if before >= 3, classes.has(w.letters[before - 2], 8), !classes.has(w.letters[before - 3], 4) { return }
            w.insert(vowel, at: start)
        }
    }

    // MARK: Steps

    private func applyStep1(_ w: inout StemWord) -> Bool {
        let (length, number) = step1.match(w.letters, w.count)
        let end = w.count - length
        let isInR1 = end >= w.r1
        switch number {
        case 1: w.count = end
        case 2:
            guard isInR1 else { return false }
            if end > 0, w.letters[end - 1] == ascii("t"), end - 1 >= w.r1 { return false }
            guard endsInConsonant(w, end) else { return false }
            w.count = end
        case 3:
            guard isInR1 else { return false }
            w.count -= 1
        case 4:
            if w.has("ar", before: end), end - 2 >= w.r1, endsInConsonant(w, end - 2) {
                w.count = end
                lengthenVowel(&w)
            } else if w.has("er", before: end), end - 2 >= w.r1, endsInConsonant(w, end - 2) {
                w.count = end
            } else {
                guard isInR1, endsInConsonant(w, end) else { return false }
                w.count -= 1
            }
        case 5:
            guard isInR1 else { return false }
            w.count -= 1
        case 6:
            guard isInR1, endsInVowel(w, end) else { return false }
            w.count -= 1
        case 7: return stripEn(&w)
        case 8: w.count -= 1
        default: return false
        }
        return true
    }

    private func stripEn(_ w: inout StemWord) -> Bool {
        let end = w.count - 2
        if w.has("hed", before: end), end - 3 >= w.r1 {
            w.replace(5, "heid")
        } else if w.has("nd", before: end) {
            w.count = end
        } else if end > 0, w.letters[end - 1] == ascii("d"), end - 1 >= w.r1, endsInConsonant(w, end - 1) {
            w.count = end - 1
        } else if end > 0, w.letters[end - 1] == ascii("i") || w.letters[end - 1] == ascii("j"),
            endsInVowel(w, end - 1)
        {
            w.count = end
        } else if end >= w.r1, endsInConsonant(w, end) {
            w.count = end
            lengthenVowel(&w)
        } else {
            return false
        }
        return true
    }

    private func applyStep2(_ w: inout StemWord) -> Bool {
        let (length, number) = step2.match(w.letters, w.count)
        let end = w.count - length
        let isInR1 = end >= w.r1
        if number == 1 { return stripJe(&w) }
        guard number > 0, isInR1 else { return false }
        switch number {
        case 5:
            guard endsInConsonant(w, end) else { return false }
            w.count = end
        case 9:
            w.count -= 1
            lengthenVowel(&w)
        case 10:
            guard endsInConsonant(w, end) else { return false }
            w.count -= 1
            lengthenVowel(&w)
        case 11:
            guard endsInConsonant(w, end) else { return false }
            w.replace(length, "ief")
        default: w.count -= 1
        }
        return true
    }

    private func stripJe(_ w: inout StemWord) -> Bool {
        let end = w.count - 2
        if w.has("'t", before: end) {
            w.count = end - 2
        } else if w.has("et", before: end), end - 2 >= w.r1, endsInConsonant(w, end - 2) {
            w.count = end - 2
        } else if w.has("rnt", before: end) {
            w.count = end - 1
        } else if end > 0, w.letters[end - 1] == ascii("t"), end - 1 >= w.r1,
            end >= 2, endsInVowel(w, end - 2)
        {
            w.count = end - 1
        } else if w.has("ink", before: end) {
            w.replace(3, "g")
        } else if w.has("mp", before: end) {
            w.count = end - 1
        } else if end > 0, w.letters[end - 1] == ascii("'"), end - 1 >= w.r1 {
            w.count = end - 1
        } else if end >= w.r1, endsInConsonant(w, end) {
            w.count = end
        } else {
            return false
        }
        return true
    }

    private func applyStep3(_ w: inout StemWord) -> Bool {
        let (length, number) = step3.match(w.letters, w.count)
        let end = w.count - length
        let isInR1 = end >= w.r1
        switch number {
        case 1:
            guard isInR1 else { return false }
            w.replace(length, "eer")
        case 2:
            guard isInR1 else { return false }
            w.count = end
            lengthenVowel(&w)
        case 3:
            guard isInR1 else { return false }
            w.count = end
        case 4: w.replace(length, "r")
        case 5:
            if w.has("ild", before: end) {
                w.replace(length, "er")
            } else {
                guard isInR1 else { return false }
                w.count = end
                lengthenVowel(&w)
            }
        case 6:
            guard isInR1, endsInConsonant(w, end) else { return false }
            w.replace(length, "aar")
        case 7:
            guard end >= w.r2 else { return false }
            w.count -= 2
            lengthenVowel(&w)
        case 8:
            guard isInR1, endsInConsonant(w, end) else { return false }
            w.count -= 2
        default: return false
        }
        return true
    }

    private func applyStep4(_ w: inout StemWord) -> Bool {
        let (length, number) = step4.match(w.letters, w.count)
        let end = w.count - length
        guard number > 0, end >= w.r1 else { return false }
        switch number {
        case 1: w.replace(length, "ie")
        case 2: w.replace(length, "eer")
        case 4:
            guard endsInVowel(w, end) else { return false }
            w.count -= 3
        case 5: w.replace(length, "teer")
        case 6, 7: w.count -= 2
        case 9:
            guard endsInConsonant(w, end) else { return false }
            w.count = end
            lengthenVowel(&w)
        default: w.count = end
        }
        return true
    }

    private func applyStep4b(_ w: inout StemWord) -> Bool {
        let (length, number) = step4b.match(w.letters, w.count)
        let end = w.count - length
        guard number > 0, end >= w.r1, !(end == 3 && w.starts("inn")), endsInConsonant(w, end) else { return false }
        w.count = end
        lengthenVowel(&w)
        return true
    }

    /// Takes the `-d` or `-t` off a participle that has lost its `ge-`.
    private func stripParticiple(_ w: inout StemWord) {
        let end = w.count - 1
        guard end >= w.r1, end > 0, w.letters[end] == ascii("d") || w.letters[end] == ascii("t"),
            endsInConsonant(w, end)
        else { return }
        let before = w.letters[end - 1]
        if w.letters[end] == ascii("d") {
            if before == ascii("n") && end - 1 >= w.r1 { return }
            if end == 2 && w.starts("in") { w.letters[end] = ascii("n") } else { w.count = end }
        } else {
            if before == ascii("h") && end - 1 >= w.r1 || end == 2 && w.starts("en") { return }
            w.count = end
        }
    }

    /// Whether at least three letters follow and a vowel with something after its syllable's vowels is among them.
    private func allowsLoss(_ w: StemWord, _ start: Int) -> Bool {
        guard w.count - start >= 3 else { return false }
        var i = start
        while i < w.count, afterVowel(w, i) < 0 { i += 1 }
        var next = afterVowel(w, i)
        guard next >= 0 else { return false }
        while next >= 0 {
            i = next
            next = afterVowel(w, i)
        }
        return i < w.count
    }

    private func losePrefix(_ w: inout StemWord) -> Bool {
        guard w.starts("ge"), allowsLoss(w, 2) else { return false }
        let isVali = w.has("vali", before: 6) && w.count >= 6
        if w.count >= 5 && (w.has("eft", before: 5) || w.has("vaa", before: 5)) { return false }
        if w.count >= 5, w.has("val", before: 5), !isVali { return false }
        if w.count >= 6, w.has("vare", before: 6) { return false }
        w.remove(0..<2)
        removeDiaeresis(&w, isVali ? 4 : 0)
        return true
    }

    private func loseInfix(_ w: inout StemWord) -> Bool {
        var i = 1
        while i + 1 < w.count, !(w.letters[i] == ascii("g") && w.letters[i + 1] == ascii("e")) { i += 1 }
        guard i + 1 < w.count, allowsLoss(w, i + 2) else { return false }
        w.remove(i..<i + 2)
        removeDiaeresis(&w, i)
        return true
    }

    private func removeDiaeresis(_ w: inout StemWord, _ i: Int) {
        guard i < w.count else { return }
        if w.letters[i] == Self.eDiaeresis {
            w.letters[i] = ascii("e")
        } else if w.letters[i] == Self.iDiaeresis {
            w.letters[i] = ascii("i")
        }
    }
}
