import Testing
import TextProcessing

/// Words in front of a full stop are looked up under case folding, also beyond ASCII.
@Suite("Words of sentence ends, in capitals")
struct SentenceWordTests {
    @Test(
        "Cyrillic abbreviations at the start of a sentence",
        arguments: [
            "Проф. Иванов приехал в Москву.|Он очень рад.", "ПРОФ. Иванов приехал в Москву.|Он очень рад.",
            "Акад. Петров молчал.|Его ждали.", "Доц. Сидорова ушла.|Её искали.",
        ])
    func cyrillic(_ marked: String) { expectCuts(marked, .russian) }

    @Test("Latin abbreviations with an accent", arguments: ["Tél. 04 77 21 30 00 le matin.|Demandez Paul."])
    func latin(_ marked: String) { expectCuts(marked, .french) }

    @Test("A capital with an accent is the small letter")
    func accents() { #expect(cut("TÉL. 04 77 21 30 00 le matin.", .french).count == 1) }
}
