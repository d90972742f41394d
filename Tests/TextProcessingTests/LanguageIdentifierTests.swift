import TestSupport
import Testing
import TextProcessing

@Suite struct LanguageIdentifierTests {
    @Test(arguments: [
        ("en", "The old bridge was closed for repairs last winter."),
        ("de", "Die alte Brücke wurde im letzten Winter wegen Bauarbeiten gesperrt."),
        ("fr", "Le vieux pont a été fermé l'hiver dernier pour des travaux."),
        ("es", "El viejo puente se cerró el invierno pasado por obras."),
        ("it", "Il vecchio ponte è stato chiuso lo scorso inverno per lavori."),
        ("pt", "A velha ponte foi fechada no inverno passado para obras."),
        ("nl", "De oude brug was afgelopen winter gesloten wegens werkzaamheden."),
        ("sv", "Den gamla bron stängdes förra vintern på grund av reparationer."),
        ("da", "Den gamle bro blev lukket sidste vinter på grund af reparationer."),
        ("no", "Den gamle brua ble stengt i fjor vinter på grunn av reparasjoner."),
        ("fi", "Vanha silta suljettiin viime talvena korjausten vuoksi."),
        ("pl", "Stary most został zamknięty zeszłej zimy z powodu remontu."),
        ("cs", "Starý most byl loni v zimě uzavřen kvůli opravám."),
        ("hu", "A régi hidat tavaly télen lezárták a felújítás miatt."),
        ("ro", "Podul vechi a fost închis iarna trecută pentru reparații."),
        ("ca", "El pont vell es va tancar l'hivern passat per obres."),
        ("tr", "Eski köprü geçen kış onarım nedeniyle kapatıldı."),
        ("vi", "Cây cầu cũ đã bị đóng cửa vào mùa đông năm ngoái để sửa chữa."),
        ("id", "Jembatan tua itu ditutup musim dingin lalu untuk diperbaiki."),
        ("ru", "Старый мост закрыли прошлой зимой на ремонт."),
        ("uk", "Старий міст закрили минулої зими на ремонт."),
        ("bg", "Старият мост беше затворен миналата зима за ремонт."),
        ("sr", "Стари мост је затворен прошле зиме због поправке."),
        ("el", "Η παλιά γέφυρα έκλεισε τον περασμένο χειμώνα."), ("he", "הגשר הישן נסגר בחורף שעבר."),
        ("ar", "أغلق الجسر القديم في الشتاء الماضي"), ("fa", "پل قدیمی زمستان گذشته برای تعمیر بسته شد"),
        ("hi", "पुराना पुल पिछली सर्दियों में बंद था।"), ("th", "สะพานเก่าปิดเมื่อฤดูหนาวที่แล้ว"),
        ("ko", "오래된 다리는 지난 겨울에 폐쇄되었다."), ("ja", "古い橋は去年の冬に閉鎖された。"), ("zh", "这座旧桥去年冬天因维修而关闭。"),
        ("ka", "ძველი ხიდი დაიხურა."), ("hy", "Հին կամուրջը փակվեց։"),
    ]) func aPlainSentenceIsRecognised(code: String, text: String) {
        let result = LanguageIdentifier.shared.identify(text)
        #expect(result.language.rawValue == code, "\(result)")
        #expect(result.probability > 0.5 && result.probability <= 1)
        #expect(result.candidates.first?.language == result.language)
        #expect(LanguageIdentifier.shared.languages.contains(result.language))
        // Capitals, an address and a number make no difference.
        let noisy = "\(text.uppercased()) http://example.org/the/path 1234 mail@example.com"
        if code != "tr" { #expect(LanguageIdentifier.shared.identify(noisy).language.rawValue == code) }
    }

    @Test(arguments: ["", " ", "1234", "!?…", "\0\0", "🎉", "\u{301}"]) func noLettersNoLanguage(text: String) {
        let result = LanguageIdentifier.shared.identify(text)
        #expect(result.language == .undetermined && result.probability == 0 && result.candidates.isEmpty)
    }

    @Test func candidatesCanBeLimited() {
        let text = "Il vecchio ponte"
        let result = LanguageIdentifier.shared.identify(text, among: [.english, .german])
        #expect([.english, .german].contains(result.language))
        #expect(result.candidates.count == 2)
        #expect(LanguageIdentifier.shared.identify(text, among: [.japanese]).language == .undetermined)
    }

    @Test func addressesAloneAreReadAsWords() {
        #expect(LanguageIdentifier.shared.identify("http://example.org/das/ist/ein/weg").language != .undetermined)
    }

    /// Any bytes give an answer; probabilities are in order and sum to at most 1.
    @Test(arguments: 0..<4) func everyInputHasAnAnswer(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pool: [UInt8] = [
            0x20, 0x61, 0x65, 0x27, 0xC3, 0xA9, 0xD0, 0xB0, 0xE2, 0x80, 0x99, 0xF0, 0x9F, 0xFF, 0x00, 0x40,
        ]
        for round in 0..<300 {
            let count = Int.random(in: 0...(round % 10 == 0 ? 9000 : 60), using: &random)
            let bytes = (0..<count).compactMap { _ in pool.randomElement(using: &random) }
            let result = LanguageIdentifier.shared.identify(bytes.span)
            #expect(result == LanguageIdentifier.shared.identify(bytes.span))
            let sum = result.candidates.reduce(0) { $0 + $1.probability }
            #expect(sum <= 1.001)
            for (a, b) in zip(result.candidates, result.candidates.dropFirst()) {
                #expect(a.probability >= b.probability)
            }
        }
    }

    @Test(arguments: [0x61, 0x20, 0x27, 0x40, 0xC3, 0xE6, 0xFF] as [UInt8]) func longTextsCostNoMore(byte: UInt8) {
        let bytes = [UInt8](repeating: byte, count: 10 << 20)
        let start = ContinuousClock.now
        let result = LanguageIdentifier.shared.identify(bytes.span)
        // Milliseconds, since three short pieces are looked at; seconds if it were all of it, or worse.
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(result.probability >= 0 && result.probability <= 1)
    }
}
