import Testing
import TextProcessing

/// The sentences of a text as strings.
func cut(_ text: String, _ language: Language = .english) -> [String] {
    let bytes = Array(text.utf8)
    return SentenceSegmenter(language: language).sentences(in: text).map {
        String(decoding: bytes[$0.range], as: UTF8.self)
    }
}

/// A text with `|` where a sentence ends, for tests that read as what they mean.
func expectCuts(
    _ marked: String, _ language: Language = .english, _ location: SourceLocation = #_sourceLocation
) {
    let expected = marked.split(separator: "|").map(String.init)
    let found = cut(expected.joined(separator: " "), language)
    #expect(found == expected, sourceLocation: location)
}

@Suite("Sentence ends, English")
struct SentenceSegmenterTests {
    @Test(
        "Abbreviations, initials and numbers",
        arguments: [
            "Dr. Smith paid $5.50.|He left.",
            "Mr. J. K. Miller met Gen. Lee on Dec. 3rd.",
            "The meeting is at 10 p.m.|He will come.",
            "It sank, i.e. it went down, in ver. 2.3.1 of no. 7.",
            "She works for Acme Inc. and lives in the U.S. now.",
            "Acme Inc. Chairman Bell resigned.",
            "He moved to the U.S.|The rest stayed.",
            "They called him Malcolm X.|The name stuck.",
            "Plan B.|Nothing else works.",
            "It costs 12.|That is a lot.",
            "We met Prof. A. B. Charles et al. and others.",
        ])
    func abbreviations(_ marked: String) { expectCuts(marked) }

    @Test(
        "Closing marks, notes and emoticons stay with their sentence",
        arguments: [
            "“This is great.”|She left.",
            "He died in 1805.[6]|An heir came.",
            "He died in 1805. [6]|An heir came.",
            "So it was decided.¹|Then they left.",
            "These are their rights. 4|The law protects them.",
            "A sample from the paper (1987).1|The rest is lost.",
            "I loved it! :)|Go there.",
            "Really?!|Yes.",
            "What is it for ?|Nobody knows .",
            "He left (it was late.)|She stayed.",
            "He left (was it late? Nobody knew) and she stayed.",
            "“Is she here?” Betty asked.|“No.”",
            "The other half (who knows what is in there?) have been deleted.",
            "The film Shall We Dance? opened at number three.",
            "It hurt the anti-U.S. insurgency and its friends.",
            "He laughed. (...)|Then he went home.",
            "He said so.|\"... and I agree,\" she added.",
            "She called out, \"Thieves! Thieves!\" and ran.",
        ])
    func closers(_ marked: String) { expectCuts(marked) }

    @Test(
        "Ellipses",
        arguments: [
            "I never meant that....|She left the store.",
            "Well ... what I mean is this.",
            "What I . . . well, never mind.",
            "That was all they left us . . . .|Then it ended.",
        ])
    func ellipses(_ marked: String) { expectCuts(marked) }

    @Test(
        "Lists run into one line",
        arguments: [
            "1. The first item|2. The second item|3. The third item",
            "1.) The first item.|2.) The second item.",
            "(a) One thing.|(b) Another thing.",
            "a. The first item|b. The second item",
            "• Apples|• Pears",
            "Figure 1. The whole machine.|Figure 2. A wheel.",
            "For 1. above you pay, and for 2. above you do not.",
        ])
    func lists(_ marked: String) { expectCuts(marked) }

    @Test("Glued sentences are cut, names, addresses and code are not")
    func glued() {
        #expect(cut("It makes all the difference.NATO said so.") == ["It makes all the difference.", "NATO said so."])
        #expect(cut("She works hard.They do not.").count == 2)
        #expect(cut("He paid 1,000.That is a lot.").count == 2)
        #expect(cut("Is this it?Nobody knew.").count == 2)
        #expect(cut("She said “no.”He left.").count == 2)
        for whole in [
            "See www.Example.Com for Node.JS and report.PDF now", "Call System.Out.print(x) or use ver.2 of it",
            "Write to Jane.Doe@example.com at once", "The U.S.Navy sent J.C.Penney home",
            "Open https://example.com/a.Page?x=1.Y now", "It runs version 10.15.Beta of it",
            "He typed foo.Bar(1) twice",
            "They work at Yahoo! in the office", "See file C:\\dir.New\\a.Txt there",
        ] {
            #expect(cut(whole) == [whole])
        }
    }

    @Test("Scraped French without blanks is cut after names, quotation marks and hours too")
    func gluedFrench() {
        #expect(cut("Il l'a dit à l'AFP.Candidate à la mairie, elle reste.", .french).count == 2)
        #expect(
            cut("« C'est fini », dit-il, \"tout\".Le départ est prévu à 17h.Pour la suite, on verra.", .french).count
                == 3)
        #expect(cut("Il y en a 25.000.Mais selon lui c'est peu, assure Le Figaro.C'est faux.", .french).count == 3)
        #expect(
            cut("Il dit que \"tout va bien\".\"Mais non\", dit-elle, c'était en 2021.\"Il faut voir\".", .french).count
                == 3)
        #expect(cut("Les stylos S.T.Dupont et la chaîne France.TV, le site Amazon.Com aussi", .french).count == 1)
        #expect(cut("Im 2.Weltkrieg und in 1.Kön 18,36 steht es.", .german).count == 1)
    }

    @Test("The model cuts what has no mark, and only there")
    func model() {
        expectCuts("John Smith|08/16/2000 12:05 PM|I just wanted to ask whether you are coming.")
        #expect(cut("President Barack Obama met Chancellor Angela Merkel in Berlin on Monday.").count == 1)
        #expect(cut("The New York Times and The Washington Post reported it.").count == 1)
    }

    @Test("The language is guessed where it is not given")
    func guess() {
        let german = "Wir haben das am 3. Mai und nicht am 4. Mai gesehen. Das ist für die Leute nicht gut."
        #expect(cut(german, .undetermined) == cut(german, .german))
        #expect(cut(german, .undetermined).count == 2)
    }
}

@Suite("Sentence ends, other languages")
struct SentenceLanguageTests {
    @Test(
        "Latin scripts",
        arguments: [
            (Language.german, "Wir treffen uns am 3. Mai in Köln.|Danach nicht."),
            (.german, "Das steht auf Seite 12.|Dort kann man es lesen."),
            (.german, "Im 19. Jahrhundert lebten hier z. B. Fischer."),
            (.german, "„Komm!“, sagte sie.|„Nein.“"),
            (.french, "M. Le Pen est arrivé à 9 h.|Il est parti."),
            (.french, "« Venez ! » dit-elle.|Puis elle part."),
            (.french, "La porte est fermée ;|Il faut attendre."),
            (.spanish, "¿Dónde está la Sra. García?|Nadie lo sabe."),
            (.spanish, "Vive en EE. UU. desde 1990.|Es feliz."),
            (.italian, "Buongiorno!|Sono l'Ing. Rossi della Fiat S.p.A. di Torino."),
            (.italian, "Il sig. Rossi è qui.|Chi lo ha visto?"),
            (.portuguese, "O Sr. Silva chegou às 10.|Ele saiu."),
            (.dutch, "Dhr. De Vries woont bijv. in Den Haag.|Hij werkt daar."),
            (Language(rawValue: "da"), "Den 5. maj kom hr. Hansen.|Han gik igen."),
        ])
    func latin(_ language: Language, _ marked: String) { expectCuts(marked, language) }

    @Test(
        "Other scripts end at their own marks",
        arguments: [
            (Language.russian, "В 2010 г. Иванов жил на ул. Мира.|Потом он уехал."),
            (.russian, "Это А. И. Семенов и т. д. по списку."),
            (.arabic, "هل أنت هنا؟|نعم."),
            (.hindi, "यह घर है।|वह बड़ा है।"),
            (Language(rawValue: "el"), "Πού είναι;|Εδώ είναι."),
            (Language(rawValue: "ur"), "کیا حال ہے؟|میں ٹھیک ہوں۔"),
            (Language(rawValue: "hy"), "Ես գնում եմ:|Մութ է:"),
        ])
    func scripts(_ language: Language, _ marked: String) { expectCuts(marked, language) }

    @Test("Chinese and Japanese need no blank, and brackets hold together")
    func cjk() {
        #expect(cut("今天很好。我们去吗？好！", .chinese).count == 3)
        #expect(cut("我们看《去吧！爸爸》好吗？好！", .chinese).count == 2)
        #expect(cut("彼は「はい。行きます。」と言った。次。", .japanese).count == 2)
        #expect(cut("これは父の\n家です。", .japanese).count == 1)
    }
}
