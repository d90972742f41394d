/// French, as the Snowball project specifies it today.
struct FrenchStemmer {
    static let shared = FrenchStemmer()

    private let classes = LetterClasses("aeiouyâàëéêèïîôûù", "cdjlmnst", "bhjlnp", "aiouès")
    private let standard = SuffixTable(
        "ance iqUe isme able iste eux ances iqUes ismes ables istes",
        "atrice ateur ation atrices ateurs ations",
        "logie logies",
        "usion ution usions utions",
        "ence ences",
        "ement ements",
        "ité ités",
        "if ive ifs ives",
        "eaux", "aux", "oux", "euse euses", "issement issements", "amment", "emment", "ment ments")
    private let beforeEment = SuffixTable("iv", "eus", "abl iqU", "ièr Ièr")
    private let beforeIte = SuffixTable("abil", "ic", "iv")
    private let iVerbs = SuffixTable(
        """
        îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent \
        issais issait issant issante issantes issants isse issent isses issez issiez issions issons it
        """)
    private let verbs = SuffixTable(
        "ions",
        """
        é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez eais
        """,
        "âmes ât âtes a ai aIent ait ant ante antes ants as asse assent asses assiez assions",
        "ais aise aises")
    private let notAis = SuffixTable("al", "auv épl")
    private let residual = SuffixTable("ion", "ier ière Ier Ière", "e")
    private let doubled = SuffixTable("enn onn ett ell eill")

    private static let eAcute: UInt8 = 0xE9
    private static let eGrave: UInt8 = 0xE8
    private static let eDiaeresis: UInt8 = 0xEB
    private static let iDiaeresis: UInt8 = 0xEF
    private static let cCedilla: UInt8 = 0xE7

    func stem(_ w: inout StemWord) {
        stripElision(&w)
        prelude(&w)
        markRV(&w)
        w.markR1R2(classes)
        if applyStandard(&w) || applyIVerb(&w) || applyVerb(&w) {
            if w.count > 0 {
                if w.last(1) == ascii("Y") {
                    w.letters[w.count - 1] = ascii("i")
                } else if w.last(1) == Self.cCedilla {
                    w.letters[w.count - 1] = ascii("c")
                }
            }
        } else {
            applyResidual(&w)
        }
        if doubled.match(w.letters, w.count).number > 0 { w.count -= 1 }
        removeAccent(&w)
        postlude(&w)
    }

    private func stripElision(_ w: inout StemWord) {
        var length = 0
        if w.count > 2, w.letters[1] == ascii("'"), classes.has(w.letters[0], 2) {
            length = 2
        } else if w.count > 3, w.starts("qu'") {
            length = 3
        }
        for i in 0..<length { w.letters[i] = 0 }
        w.letters += length
        w.count -= length
    }

    private func prelude(_ w: inout StemWord) {
        var i = 0
        while i < w.count {
            let letter = w.letters[i]
            let next = i + 1 < w.count ? w.letters[i + 1] : 0
            let nextIsBetween = i + 2 < w.count && classes.isVowel(w.letters[i + 2])
            if classes.isVowel(letter) {
                if next == ascii("u") && nextIsBetween || next == ascii("i") && nextIsBetween {
                    w.letters[i + 1] = next & 0xDF
                    i += 2
                    continue
                }
                if next == ascii("y") {
                    w.letters[i + 1] = ascii("Y")
                    i += 2
                    continue
                }
            }
            if letter == Self.eDiaeresis || letter == Self.iDiaeresis {
                w.letters[i] = ascii("H")
                w.insert(letter == Self.eDiaeresis ? ascii("e") : ascii("i"), at: i + 1)
                i += 2
            } else if letter == ascii("y") && classes.isVowel(next) {
                w.letters[i] = ascii("Y")
                i += 2
            } else if letter == ascii("q") && next == ascii("u") {
                w.letters[i + 1] = ascii("U")
                i += 2
            } else {
                i += 1
            }
        }
    }

    private func markRV(_ w: inout StemWord) {
        w.rv = w.count
        if w.count >= 3, classes.isVowel(w.letters[0]), classes.isVowel(w.letters[1]) {
            w.rv = 3
        } else if w.starts("par") || w.starts("col") || w.starts("tap") {
            w.rv = 3
        } else if w.starts("ni"), w.count >= 3, classes.isVowel(w.letters[2]) {
            w.rv = 3
        } else if w.count > 0 {
            let mark = w.past(1, vowel: true, classes)
            if mark >= 0 { w.rv = mark }
        }
    }

    private func applyStandard(_ w: inout StemWord) -> Bool {
        let (length, number) = standard.match(w.letters, w.count)
        switch number {
        case 0: return false
        case 1:
            guard w.isInR2(length) else { return false }
            w.count -= length
        case 2:
            guard w.isInR2(length) else { return false }
            w.count -= length
            stripIc(&w)
        case 3:
            guard w.isInR2(length) else { return false }
            w.replace(length, "log")
        case 4:
            guard w.isInR2(length) else { return false }
            w.replace(length, "u")
        case 5:
            guard w.isInR2(length) else { return false }
            w.replace(length, "ent")
        case 6:
            guard w.isInRV(length) else { return false }
            w.count -= length
            stripBeforeEment(&w)
        case 7:
            guard w.isInR2(length) else { return false }
            w.count -= length
            let (inner, kind) = beforeIte.match(w.letters, w.count)
            if kind > 0 {
                if w.isInR2(inner) {
                    w.count -= inner
                } else if kind == 1 {
                    w.replace(inner, "abl")
                } else if kind == 2 {
                    w.replace(inner, "iqU")
                }
            }
        case 8:
            guard w.isInR2(length) else { return false }
            w.count -= length
            if w.deleteInR2("at") { stripIc(&w) }
        case 9: w.count -= 1
        case 10:
            guard w.isInR1(length) else { return false }
            w.replace(length, "al")
        case 11:
            guard classes.has(w.last(4), 4) else { return false }
            w.count -= 1
        case 12:
            if w.isInR2(length) {
                w.count -= length
            } else if w.isInR1(length) {
                w.replace(length, "eux")
            } else {
                return false
            }
        case 13:
            guard w.isInR1(length), w.count > length, !classes.isVowel(w.last(length + 1)) else { return false }
            w.count -= length
        case 14:
            if w.isInRV(length) { w.replace(length, "ant") }
            return false
        case 15:
            if w.isInRV(length) { w.replace(length, "ent") }
            return false
        default:
            if classes.isVowel(w.last(length + 1)), w.isInRV(length + 1) { w.count -= length }
            return false
        }
        return true
    }

    private func stripIc(_ w: inout StemWord) {
        guard w.has("ic", before: w.count) else { return }
        if w.isInR2(2) { w.count -= 2 } else { w.replace(2, "iqU") }
    }

    private func stripBeforeEment(_ w: inout StemWord) {
        let (length, number) = beforeEment.match(w.letters, w.count)
        switch number {
        case 1:
            if w.isInR2(length) {
                w.count -= length
                w.deleteInR2("at")
            }
        case 2:
            if w.isInR2(length) {
                w.count -= length
            } else if w.isInR1(length) {
                w.replace(length, "eux")
            }
        case 3: if w.isInR2(length) { w.count -= length }
        case 4: if w.isInRV(length) { w.replace(length, "i") }
        default: break
        }
    }

    private func applyIVerb(_ w: inout StemWord) -> Bool {
        guard w.count >= w.rv else { return false }
        let (length, number) = iVerbs.match(w.letters, w.count, limit: w.rv)
        guard number > 0, w.isInRV(length + 1) else { return false }
        let before = w.last(length + 1)
        guard before != ascii("H"), !classes.isVowel(before) else { return false }
        w.count -= length
        return true
    }

    private func applyVerb(_ w: inout StemWord) -> Bool {
        guard w.count >= w.rv else { return false }
        let (length, number) = verbs.match(w.letters, w.count, limit: w.rv)
        switch number {
        case 0: return false
        case 1:
            guard w.isInR2(length) else { return false }
            w.count -= length
        case 2: w.count -= length
        case 3:
            let hasE = w.last(length + 1) == ascii("e") && w.isInRV(length + 1)
            w.count -= hasE ? length + 1 : length
        default:
            let end = w.count - length
            let (inner, kind) = notAis.match(w.letters, end)
            if kind == 2 || kind == 1 && end - inner == 1 { return false }
            w.count -= length
        }
        return true
    }

    private func applyResidual(_ w: inout StemWord) {
        if w.count >= 2, w.last(1) == ascii("s") {
            if w.has("Hi", before: w.count - 1) || !classes.has(w.last(2), 8) { w.count -= 1 }
        }
        guard w.count >= w.rv else { return }
        let (length, number) = residual.match(w.letters, w.count, limit: w.rv)
        switch number {
        case 1:
            let before = w.last(4)
            if w.isInR2(3), w.isInRV(4), before == ascii("s") || before == ascii("t") { w.count -= 3 }
        case 2: w.replace(length, "i")
        case 3: w.count -= 1
        default: break
        }
    }

    private func removeAccent(_ w: inout StemWord) {
        var i = w.count - 1
        while i >= 0 && !classes.isVowel(w.letters[i]) { i -= 1 }
        guard i >= 0, i < w.count - 1 else { return }
        if w.letters[i] == Self.eAcute || w.letters[i] == Self.eGrave { w.letters[i] = ascii("e") }
    }

    private func postlude(_ w: inout StemWord) {
        var to = 0
        var i = 0
        while i < w.count {
            var letter = w.letters[i]
            switch letter {
            case ascii("I"), ascii("U"), ascii("Y"): letter |= 0x20
            case ascii("H"):
                let next = i + 1 < w.count ? w.letters[i + 1] : 0
                if next == ascii("e") || next == ascii("i") {
                    letter = next == ascii("e") ? Self.eDiaeresis : Self.iDiaeresis
                    i += 1
                } else {
                    i += 1
                    continue
                }
            default: break
            }
            w.letters[to] = letter
            to += 1
            i += 1
        }
        w.count = to
    }
}
