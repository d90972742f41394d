/// Swedish, as the Snowball project specifies it today.
struct SwedishStemmer {
    static let shared = SwedishStemmer()

    private let classes = LetterClasses("aeiouyäåö", "bcdfghjklmnoprtvy", "iklnprtuv")
    private let main = SuffixTable(
        """
        a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas \
        ornas es ades andes ens arens hetens erns at andet het ast
        """,
        "s", "et")
    /// What stands before `-et` in words where it is part of the stem: `alfabet`, `societet`, `raket`.
    private let notEt = SuffixTable(
        "h iet uit fab cit dit alit ilit mit nit pit rit sit tit ivit kvit xit kom rak pak stak")
    private let pairs = SuffixTable("dd gd nn dt gt kt tt")
    private let other = SuffixTable("lig ig els", "öst", "fullt")

    func stem(_ w: inout StemWord) {
        w.r1 = w.count
        if w.count >= 3 {
            let mark = w.past(w.past(0, vowel: true, classes), vowel: false, classes)
            if mark >= 0 { w.r1 = max(mark, 3) }
        }
        applyMain(&w)
        guard w.count >= w.r1 else { return }
        if pairs.match(w.letters, w.count, limit: w.r1).number > 0 { w.count -= 1 }
        guard w.count >= w.r1 else { return }
        let (length, number) = other.match(w.letters, w.count, limit: w.r1)
        switch number {
        case 1: w.count -= length
        case 2: if classes.has(w.last(4), 4) { w.count -= 1 }
        case 3: w.count -= 1
        default: break
        }
    }

    private func applyMain(_ w: inout StemWord) {
        let (length, number) = main.match(w.letters, w.count, limit: w.r1)
        switch number {
        case 1: w.count -= length
        case 2:
            if w.has("et", before: w.count - 1), allowsEt(w, w.count - 3) {
                w.count -= 3
            } else if classes.has(w.last(2), 2) {
                w.count -= 1
            }
        case 3: if allowsEt(w, w.count - 2) { w.count -= 2 }
        default: break
        }
    }

    private func allowsEt(_ w: StemWord, _ end: Int) -> Bool {
        end >= 3 && !classes.isVowel(w.letters[end - 1]) && classes.isVowel(w.letters[end - 2])
            && notEt.match(w.letters, end).number == 0
    }
}
