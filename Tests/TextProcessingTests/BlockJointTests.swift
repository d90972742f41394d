internal import Testing
internal import TextProcessing

/// Blocks of a page that touch with no end mark between them, as text taken from pages without separators has them.
@Suite struct BlockJointTests {
    @Test(
        "A label, a byline, a caption or a headline that touches the next block is cut off",
        arguments: [
            ("en", "Send this story to a friend", "The ferry will stop in May."),
            ("en", "By Mara Ellery", "The ferry will stop in May, the owner said."),
            ("en", "By Mara Ellery, Transport Writer", "Harbour staff were told on Friday."),
            ("en", "7 min read", "A ferry that has run since 1911 will stop."),
            ("en", "Get the Harbour Letter newsletter", "In May the ferry will stop."),
            ("en", "Advertisement", "Harbour staff were told on Friday."),
            ("en", "The ferry left its berth in 1911", "The owner said so on Friday."),
            ("en", "Updated 3 June 2024", "Harbour staff were told on Friday."),
            ("en", "Last ferry leaves in spring", "Harbour staff were told on Friday."),
            ("en", "Last ferry leaves in spring", "By Mara Ellery and others."),
            ("en", "What comes next", "BBC staff and others were told on Friday."),
            ("de", "Beitrag anhören", "Die Fähre stellt im Mai den Betrieb ein."),
            ("de", "Von Mara Ellery", "Im Mai fährt die letzte Fähre."),
            ("de", "Lesedauer: 4 Minuten", "Hafenarbeiter erfuhren es am Freitag."),
            ("de", "Anzeige", "Hafenarbeiter erfuhren es am Freitag."),
            ("de", "Stand: 3. Juni 2024", "Die Fähre stellt im Mai den Betrieb ein."),
            ("fr", "Temps de lecture : 4 minutes", "Le bac cessera de circuler en mai."),
            ("fr", "Par Mara Ellery", "L'armateur l'a annoncé vendredi."),
            ("fr", "La suite après cette annonce", "Les marins l'ont appris vendredi."),
            ("fr", "Le dernier bac part au printemps", "À bord, les marins se taisent."),
            ("es", "Tiempo de lectura: 4 minutos", "El transbordador dejará de circular en mayo."),
            ("es", "Por Mara Ellery", "La empresa lo anunció el viernes."),
            ("es", "Publicidad", "Los marineros lo supieron el viernes."),
            ("it", "Ascolta la notizia", "Il traghetto si fermerà a maggio."),
            ("it", "di Mara Ellery", "La compagnia lo ha detto venerdì."),
            ("it", "Pubblicità", "Il traghetto si fermerà a maggio."),
            ("nl", "Leestijd 4 minuten", "De veerboot stopt in mei."),
            ("nl", "Door Mara Ellery", "Het bedrijf zei dat vrijdag."),
            ("nl", "Advertentie", "De veerboot stopt in mei."),
            ("pt", "Ouça a notícia", "A balsa vai parar em maio."),
            ("pt", "Por Mara Ellery", "A empresa anunciou isso na sexta-feira."),
            ("pt", "Publicidade", "Os marinheiros souberam na sexta-feira."),
            ("ru", "Поделиться статьёй", "Паром перестанет ходить в мае."),
        ])
    func cut(language: String, label: String, next: String) {
        let text = label + next
        let sentences = SentenceSegmenter(language: Language(rawValue: language)).sentences(in: text)
        #expect(sentences.map(\.range) == [0..<label.utf8.count, label.utf8.count..<text.utf8.count])
        // Lost blocks are no paragraphs of one's own: all stand on one line.
        #expect(sentences.allSatisfy { $0.paragraph == 0 })
    }

    @Test("Several blocks in one token are parted one by one")
    func row() {
        let text = "Last ferry leaves in springBy Mara Ellery3 June 2024ShareThe owner said so on Friday."
        let utf8 = text.utf8.span
        let parts = SentenceSegmenter(language: .english).sentences(in: text).map { sentence in
            String(decoding: utf8.extracting(sentence.range).withUnsafeBufferPointer(Array.init), as: UTF8.self)
        }
        #expect(
            parts == [
                "Last ferry leaves in spring", "By Mara Ellery3 June 2024", "Share", "The owner said so on Friday.",
            ])
    }

    @Test(
        "Names, products, units, formulas, tags, code and addresses stay whole",
        arguments: [
            ("en", "She put the video on YouTube and LinkedIn last night."),
            ("en", "He joined PwC from McKinsey after years at HarperCollins."),
            ("en", "The iPhone and the eReader cost more than the PlayStation did."),
            ("en", "Ms McAllister and Mr DeVries met Leonardo DiCaprio at LaGuardia."),
            ("en", "It draws 40 kWh at a pH of 7 and gives 3 MHz or 20 dB."),
            ("en", "The easyJet crew flew OpenAI staff over on an AirAsia jet."),
            ("en", "Set maxRetries to three and call getUserName() once."),
            ("en", "Read docs.example.org/readMe or write to pressOffice@example.org today."),
            ("en", "The mRNA and the 3D map of H1N1 were shown on 5G phones."),
            ("en", "They marched under #BlackLivesMatter and #MeToo in GoFundMe shirts."),
            ("en", "A blank was lost inTexas and in theNetherlands before."),
            ("en", "WorldCom, PalmOne and CapitalOne were sued by ExxonMobil."),
            ("de", "Die GmbH, die AfD und der VfB warben um Schüler und SchülerInnen."),
            ("de", "ThyssenKrupp und ProSieben verkauften die HafenCity."),
            ("fr", "Le MoDem, TikTok et l'iPhone ont reçu 20H00 de direct sur beIN hier."),
            ("it", "Il professor DeAngelis usa WhatsApp e l'iPad."),
            ("es", "El canal de YouTube de BlaBlaCar suma 3K visitas."),
            ("nl", "De VandenBroucke-familie kocht een MacBook."),
            ("pt", "O PhD do WikiLeaks usa um MacBook."),
        ])
    func whole(language: String, text: String) {
        #expect(SentenceSegmenter(language: Language(rawValue: language)).sentences(in: text).count == 1)
    }

    @Test("A text of joints alone takes time that grows with its length")
    func linear() {
        let text = String(repeating: "shareThe", count: 20_000)
        #expect(SentenceSegmenter(language: .english).sentences(in: text).count >= 1)
    }
}
