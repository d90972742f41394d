/// Portuguese, as the Snowball project specifies it today.
struct PortugueseStemmer {
    static let shared = PortugueseStemmer()

    private let classes = LetterClasses("aeiouáéíóúâêô")
    private let standard = SuffixTable(
        """
        eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento imentos \
        adora ador aça~o adoras adores aço~es ante antes ância
        """,
        "logia logias",
        "uça~o uço~es",
        "ência ências",
        "amente",
        "mente",
        "idade idades",
        "iva ivo ivas ivos",
        "ira iras")
    private let beforeAmente = SuffixTable("iv", "os ic ad")
    private let beforeMente = SuffixTable("ante avel ível")
    private let beforeIdade = SuffixTable("abil ic iv")
    private let verbs = SuffixTable(
        """
        ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam \
        ariam eriam iriam aram eram iram avam em arem erem irem assem essem issem ado ido ando endo indo ara~o era~o \
        ira~o ar er ir as adas idas ias arias erias irias arás aras erás eras irás avas es ardes erdes irdes ares \
        eres ires asses esses isses astes estes istes is ais eis íeis aríeis eríeis iríeis áreis areis éreis ereis \
        íreis ireis ásseis ésseis ísseis áveis ados idos ámos amos íamos aríamos eríamos iríamos áramos éramos íramos \
        ávamos emos aremos eremos iremos ássemos êssemos íssemos imos armos ermos irmos eu iu ou ira iras
        """)
    private let residual = SuffixTable("os a i o á í ó")
    private let lastVowel = SuffixTable("e é ê", "ç")

    private static let tilde = ascii("~")

    func stem(_ w: inout StemWord) {
        var i = 0
        while i < w.count {
            // A nasal vowel becomes the plain one and a consonant.
            if w.letters[i] == 0xE3 || w.letters[i] == 0xF5 {
                w.letters[i] = w.letters[i] == 0xE3 ? ascii("a") : ascii("o")
                w.insert(Self.tilde, at: i + 1)
                i += 1
            }
            i += 1
        }
        w.markRV(classes)
        w.markR1R2(classes)
        if applyStandard(&w) || applyVerb(&w) {
            if w.has("ci", before: w.count), w.isInRV(1) { w.count -= 1 }
        } else {
            let (length, number) = residual.match(w.letters, w.count)
            if number > 0, w.isInRV(length) { w.count -= length }
        }
        applyLastVowel(&w)
        postlude(&w)
    }

    private func applyStandard(_ w: inout StemWord) -> Bool {
        let (length, number) = standard.match(w.letters, w.count)
        switch number {
        case 0: return false
        case 5: guard w.isInR1(length) else { return false }
        case 9: guard w.isInRV(length), w.last(length + 1) == ascii("e") else { return false }
        default: guard w.isInR2(length) else { return false }
        }
        switch number {
        case 2: w.replace(length, "log")
        case 3: w.replace(length, "u")
        case 4: w.replace(length, "ente")
        case 5:
            w.count -= length
            let (inner, kind) = beforeAmente.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) {
                w.count -= inner
                if kind == 1 { w.deleteInR2("at") }
            }
        case 6:
            w.count -= length
            let (inner, kind) = beforeMente.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) { w.count -= inner }
        case 7:
            w.count -= length
            let (inner, kind) = beforeIdade.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) { w.count -= inner }
        case 8:
            w.count -= length
            w.deleteInR2("at")
        case 9: w.replace(length, "ir")
        default: w.count -= length
        }
        return true
    }

    private func applyVerb(_ w: inout StemWord) -> Bool {
        guard w.count >= w.rv else { return false }
        let (length, number) = verbs.match(w.letters, w.count, limit: w.rv)
        w.count -= length
        return number > 0
    }

    private func applyLastVowel(_ w: inout StemWord) {
        switch lastVowel.match(w.letters, w.count).number {
        case 1:
            guard w.isInRV(1) else { return }
            w.count -= 1
            if w.has("gu", before: w.count) || w.has("ci", before: w.count), w.isInRV(1) { w.count -= 1 }
        case 2: w.letters[w.count - 1] = ascii("c")
        default: break
        }
    }

    private func postlude(_ w: inout StemWord) {
        var to = 0
        var i = 0
        while i < w.count {
            var letter = w.letters[i]
            if letter == ascii("a") || letter == ascii("o"), i + 1 < w.count, w.letters[i + 1] == Self.tilde {
                letter = letter == ascii("a") ? 0xE3 : 0xF5
                i += 1
            }
            w.letters[to] = letter
            to += 1
            i += 1
        }
        w.count = to
    }
}
