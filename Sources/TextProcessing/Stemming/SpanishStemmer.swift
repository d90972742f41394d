/// Spanish, as the Snowball project specifies it today.
struct SpanishStemmer {
    static let shared = SpanishStemmer()

    private let classes = LetterClasses("aeiouáéíóúü")
    private let pronouns = SuffixTable("me se sela selo selas selos la le lo las les los nos")
    private let beforePronoun = SuffixTable("iéndo", "ándo", "ár", "ér", "ír", "ando iendo ar er ir", "yendo")
    private let standard = SuffixTable(
        """
        anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento amientos \
        imiento imientos
        """,
        "adora ador ación adoras adores aciones ante antes ancia ancias acion",
        "logía logías",
        "ución uciones ucion",
        "encia encias",
        "amente",
        "mente",
        "idad idades",
        "iva ivo ivas ivos")
    private let beforeAmente = SuffixTable("iv", "os ic ad")
    private let beforeMente = SuffixTable("ante able ible")
    private let beforeIdad = SuffixTable("abil ic iv")
    private let yVerbs = SuffixTable("ya ye yan yen yeron yendo yo yó yas yes yais yamos")
    private let verbs = SuffixTable(
        "en es éis emos",
        """
        arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería eréis \
        eríamos eremos erá eré irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara \
        iera ad ed id ase iese aste iste an aban ían aran ieran asen iesen aron ieron ado ido ando iendo ió ar er ir \
        as abas adas idas ías aras ieras ases ieses ís áis abais íais arais ierais aseis ieseis asteis isteis ados \
        idos amos ábamos íamos imos áramos iéramos iésemos ásemos
        """)
    private let residual = SuffixTable("os a o á í ó", "e é")

    func stem(_ w: inout StemWord) {
        w.markRV(classes)
        w.markR1R2(classes)
        stripPronoun(&w)
        if !applyStandard(&w) && !applyYVerb(&w) { applyVerb(&w) }
        let (length, number) = residual.match(w.letters, w.count)
        if number > 0, w.isInRV(length) {
            w.count -= length
            if number == 2, w.has("gu", before: w.count), w.isInRV(1) { w.count -= 1 }
        }
        for i in 0..<w.count {
            switch w.letters[i] {
            case 0xE1: w.letters[i] = ascii("a")
            case 0xE9: w.letters[i] = ascii("e")
            case 0xED: w.letters[i] = ascii("i")
            case 0xF3: w.letters[i] = ascii("o")
            case 0xFA: w.letters[i] = ascii("u")
            default: break
            }
        }
    }

    private func stripPronoun(_ w: inout StemWord) {
        let (length, number) = pronouns.match(w.letters, w.count)
        guard number > 0 else { return }
        let end = w.count - length
        let (verb, kind) = beforePronoun.match(w.letters, end)
        guard kind > 0, end - verb >= w.rv else { return }
        switch kind {
        case 1: w.replace(length + verb, "iendo")
        case 2: w.replace(length + verb, "ando")
        case 3: w.replace(length + verb, "ar")
        case 4: w.replace(length + verb, "er")
        case 5: w.replace(length + verb, "ir")
        case 6: w.count -= length
        default: if w.last(length + verb + 1) == ascii("u") { w.count -= length }
        }
    }

    private func applyStandard(_ w: inout StemWord) -> Bool {
        let (length, number) = standard.match(w.letters, w.count)
        guard number > 0, number == 6 ? w.isInR1(length) : w.isInR2(length) else { return false }
        switch number {
        case 1: w.count -= length
        case 2:
            w.count -= length
            w.deleteInR2("ic")
        case 3: w.replace(length, "log")
        case 4: w.replace(length, "u")
        case 5: w.replace(length, "ente")
        case 6:
            w.count -= length
            let (inner, kind) = beforeAmente.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) {
                w.count -= inner
                if kind == 1 { w.deleteInR2("at") }
            }
        case 7:
            w.count -= length
            let (inner, kind) = beforeMente.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) { w.count -= inner }
        case 8:
            w.count -= length
            let (inner, kind) = beforeIdad.match(w.letters, w.count)
            if kind > 0, w.isInR2(inner) { w.count -= inner }
        default:
            w.count -= length
            w.deleteInR2("at")
        }
        return true
    }

    private func applyYVerb(_ w: inout StemWord) -> Bool {
        guard w.count >= w.rv else { return false }
        let (length, number) = yVerbs.match(w.letters, w.count, limit: w.rv)
        guard number > 0, w.last(length + 1) == ascii("u") else { return false }
        w.count -= length
        return true
    }

    private func applyVerb(_ w: inout StemWord) {
        guard w.count >= w.rv else { return }
        let (length, number) = verbs.match(w.letters, w.count, limit: w.rv)
        guard number > 0 else { return }
        w.count -= length
        if number == 1, w.has("gu", before: w.count) { w.count -= 1 }
    }
}
