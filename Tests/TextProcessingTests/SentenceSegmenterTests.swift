import Testing
import TextProcessing

/// The sentences of a text as strings.
func cut(_ text: String, _ language: Language = .english) -> [String] {
    let bytes = Array(text.utf8)
    return SentenceSegmenter(language: language).sentences(in: text).map {
        String(decoding: bytes[$0.range], as: UTF8.self)
    }
}

@Suite("Sentence segmentation")
struct SentenceSegmenterTests {
    @Test("Abbreviations, initials and numbers do not end a sentence")
    func abbreviations() {
        #expect(cut("Dr. Smith paid $5.50. He left.") == ["Dr. Smith paid $5.50.", "He left."])
        #expect(cut("Mr. J. K. Miller met Gen. Lee.").count == 1)
        #expect(cut("The meeting is at 10 p.m. He will come.").count == 2)
        #expect(cut("It sank, i.e. it went down, in ver. 2.3.1 of no. 7.").count == 1)
    }

    @Test("A German ordinal is no end, a page number is one")
    func germanOrdinals() {
        #expect(cut("Wir treffen uns am 3. Mai in Köln. Danach nicht.", .german).count == 2)
        #expect(cut("Das steht auf Seite 12. Dort kann man es lesen.", .german).count == 2)
    }

    @Test("Glued sentences are cut, names and addresses are not")
    func glued() {
        #expect(cut("It makes all the difference.NATO said so.") == ["It makes all the difference.", "NATO said so."])
        #expect(cut("She works hard.They do not.").count == 2)
        for whole in [
            "See www.Example.Com for Node.JS and report.PDF now", "Call System.Out.print(x) or use ver.2 of it",
            "Write to Jane.Doe@example.com at once", "The U.S.Navy sent J.C.Penney home",
        ] {
            #expect(cut(whole) == [whole])
        }
    }

    @Test("Quotation marks, brackets and footnote marks stay with their sentence")
    func closers() {
        #expect(cut("“This is great.” She left.") == ["“This is great.”", "She left."])
        #expect(cut("He died in 1805.[6] An heir came.") == ["He died in 1805.[6]", "An heir came."])
        #expect(cut("He left (it was late.) She stayed.").count == 2)
    }

    @Test("Scripts without capitals end at their own marks")
    func scripts() {
        #expect(cut("今天很好。我们去吗？好！", .chinese).count == 3)
        #expect(cut("यह घर है। वह बड़ा है।", .hindi).count == 2)
        #expect(cut("هل أنت هنا؟ نعم.", .arabic).count == 2)
        #expect(cut("彼は「はい。」と言った。次。", .japanese).count == 2)
    }

    @Test("A blank line always ends, a hard wrap does not")
    func lines() {
        #expect(cut("A heading\n\nSome text here.").count == 2)
        #expect(cut("It was a cold \nnight in the city.").count == 1)
        #expect(cut("First paragraph without end\nSecond paragraph here.").count == 2)
    }

    @Test("Kinds and paragraphs are set")
    func kinds() {
        let text = "A short heading\n\nProse here. More prose.\n\n- one item\n- another item\n"
        let sentences = SentenceSegmenter(language: .english).sentences(in: text)
        #expect(sentences.map(\.kind) == [.heading, .prose, .prose, .listItem, .listItem])
        #expect(sentences.map(\.paragraph) == [0, 1, 1, 2, 3])
    }

    @Test("No input is too strange")
    func hostile() {
        #expect(SentenceSegmenter().sentences(in: "").isEmpty)
        #expect(SentenceSegmenter().sentences(in: " \n\t ").isEmpty)
        for byte in UInt8.min...UInt8.max {
            let bytes = [UInt8](repeating: byte, count: 300)
            let sentences = SentenceSegmenter().sentences(in: bytes.span)
            #expect(sentences.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= 300 })
        }
    }
}
