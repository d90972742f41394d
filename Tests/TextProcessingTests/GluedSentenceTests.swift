internal import Testing
internal import TextProcessing

/// Sentences without a blank between them, as careless scrapers leave them.
@Suite struct GluedSentenceTests {
    @Test(
        "A sentence that touches the one before is cut off",
        arguments: [
            ("en", "The river rose all night.", "It rained until noon."),
            ("en", "Nobody in the town was hurt.", "A hospital was closed."),
            ("en", "The shop opens again on Saturday.", "A crowd is expected."),
            ("en", "Give what you can today.", "NATO said so on Friday."),
            ("en", "Tell the desk at desk@herald.org.", "The bridge stays shut."),
            ("en", "The map is at www.herald.org/maps.", "Crews work by day."),
            ("en", "Book a seat at herald.com.", "Trains run late."),
            ("en", "The line is open until 6 p.m.", "The rain has stopped."),
            ("en", "Every part comes out on a Friday.", "Naval crews are at sea."),
            ("en", "Nobody could lift it.", "A man was hurt."),
            ("fr", "Écrivez à la rédaction : desk@journal.fr.", "Le pont reste fermé."),
            ("de", "Karten gibt es unter www.zeitung.de.", "Der Fluss ist gestiegen."),
            ("en", "Follow the harbour desk in Lisbon.", "Maria Duarte, the mayor, said no."),
            ("en", "Continue reading .", "Ferries will run again from June."),
            ("en", "Write to desk@example.org.", "It struck at dawn between two villages."),
            ("en", "She moved to the U.S.", "The court will hear her in May."),
            ("en", "Sign up for our letter today.", "U.S. officials said no on Monday."),
            ("en", "More on our site, example.com.", "The council met on Monday."),
            ("fr", "Cet article vous a-t-il plu ?", "L'État a repris les travaux."),
            ("fr", "Cet article vous a-t-il plu ?", "\"Merci à tous\", a dit le maire."),
            ("fr", "Le village a perdu son école.", "L'usine rouvre jeudi."),
            ("fr", "La salle était pleine.", "D’autres concerts suivront."),
            ("fr", "Le juge a tranché.", "M. Vidal fera appel."),
            ("fr", "Le juge a tranché.", "A Paris, la foule attend."),
            ("fr", "Le marché a fermé.", "310 litres ont été perdus."),
            ("en", "Ask for the editor's.", "The council met on Monday."),
            ("en", "You can follow us on X.", "The bridge stays shut."),
            ("en", "Tell the desk at desk@herald.org.", "(ABC) The bridge stays shut."),
            ("en", "Applications close on 3 May.", "Ferries will run again then."),
            ("en", "Lines are open from 8 to 6.", "LISBON, Portugal -- Ferries will run again."),
            ("en", "The gift shop is closed.", "21,000 people came on Monday."),
            ("de", "Das Buch ist im Handel.", "ABBA sind eine Popgruppe."),
            ("nl", "Deze brief is er voor u.", "Het water steeg de hele nacht."),
            ("pt", "Atendemos das 9h às 18h.", "O tribunal decide amanhã."),
        ])
    func glued(language: String, first: String, second: String) {
        let text = first + second
        let sentences = SentenceSegmenter(language: Language(rawValue: language)).sentences(in: text)
        #expect(sentences.map(\.range) == [0..<first.utf8.count, first.utf8.count..<text.utf8.count])
    }

    @Test(
        "Names of hosts, files and code stay whole",
        arguments: [
            "We moved to example.it last year.", "See Corriere.IT for more.", "Call System.Text for it.",
            "The novels of J.K.Rowling sell well.", "It runs on the .Net framework today.",
            "Our Node.js server and Booking.com pages are slow.", "He left the U.S.Army early.",
            "They use java.io.File there.", "We read www.Herald.Com daily.", "Add java.util.List and go on.",
            "Mail ann@Example.Org for more.", "Add it to CONFIG.SYS in the root.", "The system.386 device is gone.",
            "Convert it to a .BMP file first.", "They work at Yahoo! and Y!J.", "It came from Sun.COM by mail.",
        ])
    func whole(text: String) {
        #expect(SentenceSegmenter(language: .english).sentences(in: text).count == 1)
    }
}
