/// Italian, as the Snowball project specifies it today.
struct ItalianStemmer {
    static let shared = ItalianStemmer()

    private let classes = LetterClasses("aeiouàèìòù", "aeioàèìò")
    private let pronouns = SuffixTable(
        """
        ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele \
        teli telo tene cela cele celi celo cene vela vele veli velo vene
        """)
    private let beforePronoun = SuffixTable("ando endo", "ar er ir")
    private let standard = SuffixTable(
        """
        anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso osi \
        osa ose mente atrice atrici ante anti
        """,
        "azione azioni atore atori",
        "logia logie",
        "uzione uzioni usione usioni",
        "enza enze",
        "amento amenti imento imenti",
        "amente",
        "ità",
        "ivo ivi iva ive")
    private let beforeAmente = SuffixTable("iv", "os ic abil")
    private let beforeIta = SuffixTable("abil ic iv")
    private let verbs = SuffixTable(
        """
        ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende \
        endi endo erà erai eranno ere erebbe erebbero erei eremmo eremo ereste eresti erete erò erono essero ete eva \
        evamo evano evate evi evo Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti \
        irete irò irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono \
        uta ute uti uto ar ir
        """)

    func stem(_ w: inout StemWord) {
        prelude(&w)
        if w.starts("divan") {
            w.rv = 5
        } else {
            w.markRV(classes)
        }
        w.markR1R2(classes)
        stripPronoun(&w)
        if !applyStandard(&w), w.count >= w.rv {
            w.count -= verbs.match(w.letters, w.count, limit: w.rv).length
        }
        if w.count > 0, classes.has(w.last(1), 2), w.isInRV(1) {
            w.count -= 1
            if w.count > 0, w.last(1) == ascii("i"), w.isInRV(1) { w.count -= 1 }
        }
        if w.has("ch", before: w.count) || w.has("gh", before: w.count), w.isInRV(2) { w.count -= 1 }
        for i in 0..<w.count where w.letters[i] == ascii("I") || w.letters[i] == ascii("U") { w.letters[i] |= 0x20 }
    }

    private func prelude(_ w: inout StemWord) {
        for i in 0..<w.count {
            switch w.letters[i] {
            // Acute to grave, which is the code before.
            case 0xE1, 0xE9, 0xED, 0xF3, 0xFA: w.letters[i] -= 1
            case ascii("u") where i > 0 && w.letters[i - 1] == ascii("q"): w.letters[i] = ascii("U")
            default: break
            }
        }
        var i = 0
        while i + 2 < w.count {
            let next = w.letters[i + 1]
            if next == ascii("u") || next == ascii("i"), classes.isVowel(w.letters[i]),
                classes.isVowel(w.letters[i + 2])
            {
                w.letters[i + 1] = next & 0xDF
                i += 3
            } else {
                i += 1
            }
        }
    }

    private func stripPronoun(_ w: inout StemWord) {
        let (length, number) = pronouns.match(w.letters, w.count)
        guard number > 0 else { return }
        let end = w.count - length
        let (verb, kind) = beforePronoun.match(w.letters, end)
        guard kind > 0, end - verb >= w.rv else { return }
        if kind == 1 { w.count -= length } else { w.replace(length, "e") }
    }

    private func applyStandard(_ w: inout StemWord) -> Bool {
        let (length, number) = standard.match(w.letters, w.count)
        switch number {
        case 0: return false
        case 6: guard w.isInRV(length) else { return false }
        case 7: guard w.isInR1(length) else { return false }
        default: guard w.isInR2(length) else { return false }
        }
        switch number {
        case 2:
            w.count -= length
            w.deleteInR2("ic")
        case 3: w.replace(length, "log")
        case 4: w.replace(length, "u")
        case 5: w.replace(length, "ente")
        case 7:
            w.count -= length
            let (inner, kind) = beforeAmente.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) {
                w.count -= inner
                if kind == 1 { w.deleteInR2("at") }
            }
        case 8:
            w.count -= length
            let (inner, kind) = beforeIta.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) { w.count -= inner }
        case 9:
            w.count -= length
            if w.deleteInR2("at") { w.deleteInR2("ic") }
        default: w.count -= length
        }
        return true
    }
}
