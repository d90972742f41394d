import Boilerplate
import TestSupport
import Testing
import TextProcessing

@Suite("Boilerplate in plain text")
struct BoilerplateFilterTests {
    static let paragraphs = [
        "The harbour of Lind was closed on Monday after a crane fell into the water.",
        "Engineers said the crane had been checked in March and had shown no faults. The port authority will hold an inquiry.",
        "Two ships wait outside the harbour, and a third was sent to Olden. The owners of the crane declined to comment.",
        "The harbour handles a third of the region's grain. Farmers fear that the inquiry will delay the harvest.",
    ]

    private func judged(_ text: String) -> [(String, BoilerplateFilter.Verdict)] {
        let sentences = SentenceSegmenter(language: .english).sentences(in: text)
        let verdicts = BoilerplateFilter().verdicts(for: sentences, in: text)
        let bytes = Array(text.utf8)
        return zip(sentences, verdicts).map { (String(decoding: bytes[$0.range], as: UTF8.self), $1) }
    }

    @Test(
        "A mail's signature goes with its disclaimer, up to the quoted mail",
        arguments: ["-- ", "--", "--\r"], ["", "\n> On Friday Ravi wrote:\n> The council has confirmed the closure.\n"])
    func signature(_ mark: String, _ quote: String) {
        let body = Self.paragraphs.joined(separator: "\n\n")
        let signature = "Katarzyna Mroz\nHead of Planning\n\nThis mail is meant for the addressee alone."
        for (sentence, verdict) in judged("\(body)\n\n\(mark)\n\(signature)\n\(quote)") {
            let isSignature = signature.contains(sentence) || sentence.hasPrefix("--")
            #expect((verdict.kind == .boilerplate(.signature)) == isSignature, "\(sentence): \(verdict)")
        }
    }

    @Test("Two hyphens in front of the text, or of a long part of it, divide no signature off")
    func dividingLines() {
        let body = Self.paragraphs.joined(separator: "\n\n")
        let long = Array(repeating: body, count: 6).joined(separator: "\n\n")
        for text in ["--\n\(body)", "\(body)\n\n--\n\n\(long)", "\(body)\n--", "\(body) -- \(body)", "--", "\n--\n>"] {
            #expect(judged(text).allSatisfy { $1.kind != .boilerplate(.signature) })
        }
    }

    @Test("A clean article stays whole")
    func clean() {
        for (sentence, verdict) in judged(Self.paragraphs.joined(separator: "\n\n")) {
            #expect(verdict.isKept, "\(sentence)")
        }
    }

    @Test(
        "Notices go, wherever they stand",
        arguments: [
            "Please support our reporters with a small gift. Your donation keeps this site free for everyone.",
            "Sign up for our newsletter and get the best stories in your inbox every morning.",
            "We use cookies to improve this site. By continuing you agree to our privacy policy.",
            "Follow us on Facebook and Instagram for more news.",
        ], [0, 2, 4])
    func notices(_ notice: String, _ place: Int) {
        var paragraphs = Self.paragraphs
        paragraphs.insert(notice, at: place)
        for (sentence, verdict) in judged(paragraphs.joined(separator: "\n\n")) {
            #expect(verdict.isKept != notice.contains(sentence), "\(sentence): \(verdict)")
        }
    }

    @Test("A standfirst before the first sentence is a heading, a lead without its full stop is none")
    func standfirst() {
        let standfirst = "A new wall kept the highest tide of a century out, but the water found another way"
        let body = """
            The highest tide in a century was held out of the city of Lind by its new sea wall on Monday night.

            Rescue crews brought 146 people down from roofs and upper floors in the villages to the north.

            "The wall did what it was built to do," said the city's chief engineer, Ruth Hale.

            Trains between the city and the north will not run before Thursday.
            """
        let verdicts = judged(standfirst + "\n\n" + body)
        #expect(verdicts.first?.1.kind == .heading)
        #expect(verdicts.dropFirst().prefix(3).allSatisfy { $0.1.isKept })
        let glued = judged("Your gift makes all the difference." + standfirst + " round on Monday\n\n" + body)
        #expect(glued.contains { $0.0.hasPrefix("A new wall") && $0.1.isKept })
    }

    @Test("Never everything is dropped")
    func never() {
        let text = "Sign up for our newsletter.\n\nFollow us on Facebook.\n\nDonate today."
        #expect(judged(text).contains { $0.1.isKept })
        #expect(judged("").isEmpty)
        #expect(judged("Subscribe now!").map(\.1.isKept) == [true])
    }

    @Test("Every input has verdicts, one for each sentence")
    func total() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<50 {
            let scalars = (0..<200).map { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) ?? " "
            }
            let text = String(String.UnicodeScalarView(scalars))
            let sentences = SentenceSegmenter().sentences(in: text)
            #expect(BoilerplateFilter().verdicts(for: sentences, in: text).count == sentences.count)
        }
        for unit in ["a", ".", "\n", "you ", "Donate. "] {
            let text = String(repeating: unit, count: 20_000)
            let sentences = SentenceSegmenter().sentences(in: text)
            #expect(BoilerplateFilter().verdicts(for: sentences, in: text).count == sentences.count)
        }
    }

    @Test("The article that started this project comes out free of its donation box")
    func seedArticle() throws {
        // The public part of the case, in our own words: the box speaks of reporters, elections and climate as the
        // articles of its paper do, and the article's first sentence is glued to its last.
        let text = """
            Port sets terms for talks on crane safety
            The head of the port of Lind sets terms for talks with the crane makers on their new safety plan
            Your gift helps us report
            From elections to climate change to Big Tech, The Courier is on the ground when the story develops. Whether \
            it's following the money of a candidate or making our newest documentary, we know how important it is to \
            sort out the facts from the noise.
            At such a critical moment, we need reporters on the ground. Your donation allows us to keep sending \
            journalists to both sides of the story.
            The Courier is trusted by people across the whole political spectrum. And unlike many other papers, we \
            choose not to lock readers out of our reporting with paywalls. Good journalism should be available to \
            everyone, paid for by those who can afford it.
            Your gift makes all the difference.Port chief Jan Stolt on Friday set terms for talks with crane makers on \
            their new safety plan and offered to work with them should they help to ease fears in Lind
            The makers have submitted draft plans for safety checks they want to agree with the port and its partners. \
            No details have emerged, but the makers say that an envoy stands ready to leave for talks.
            Stolt said that the port had received the plans, and that any talks would need to address the port's \
            concerns about the makers' cranes.
            He added that the port's partners would strengthen checks should the makers take concrete steps.
            """
        for (sentence, verdict) in judged(text) {
            let isBox = ["gift", "Courier", "donation", "documentary", "reporters", "paywalls", "journalism"]
                .contains { sentence.contains($0) }
            if isBox { #expect(!verdict.isKept, "\(sentence): \(verdict)") }
            if sentence.contains("Stolt ") { #expect(verdict.isKept, "\(sentence): \(verdict)") }
        }
    }
}
