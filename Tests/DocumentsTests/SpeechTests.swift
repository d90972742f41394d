import Documents
import Epitome
import Summarization
import TestSupport
import Testing
import TextProcessing

/// Subtitles, transcripts and chats are read as what is said, by whom, when.
@Suite("Speech") struct SpeechTests {
    private func blocks(_ content: String) -> [String] { SpeechReader.article(content).map(described) ?? ["none"] }

    @Test("Numbers, times and tags of SubRip go, also with Windows line ends", arguments: ["\n", "\r\n"])
    func subRip(lineEnd: String) {
        let lines = [
            "1", "00:00:01,000 --> 00:00:02,500", "{\\an8}The lock was <b>built</b>", "in 1911.", "", "2",
            "00:00:02,600 --> 00:00:04,000", "It leaks.", "", "3", "00:00:05,000 --> 00:00:06,000", "1911 [MUSIC]", "",
        ]
        let article = SpeechReader.article(lines.joined(separator: lineEnd))
        #expect(article?.text == "The lock was built in 1911. It leaks. 1911")
        #expect(article?.blocks.first?.time == "00:00:01")
    }

    @Test("Rolling captions say each line once")
    func rolling() {
        let content = """
            WEBVTT
            Kind: captions

            00:00.000 --> 00:02.000 align:start position:0%
            the<00:00:01.000><c> lock</c>

            00:02.000 --> 00:02.010 align:start
            the lock

            00:02.010 --> 00:04.000 align:start
            the lock
            was<00:00:03.000><c> built</c>
            """
        #expect(blocks(content) == ["the lock was built"])
    }

    @Test("Voices of WebVTT, names before a colon; dashes stay")
    func voices() {
        let voices = """
            WEBVTT

            00:01.000 --> 00:02.000
            <v Ann Weir>Has it come?

            00:02.000 --> 00:03.000
            <v.loud Bob>At noon.</v>

            00:03.000 --> 00:04.000
            <v.loud Bob>By boat.</v>
            """
        #expect(blocks(voices) == ["Ann Weir: Has it come?", "Bob: At noon. By boat."])
        let named =
            "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn: Has it come?\n\n00:02.000 --> 00:03.000\nBob: At noon.\n\n"
            + "00:03.000 --> 00:04.000\nAnn: Good.\n"
        #expect(blocks(named) == ["Ann: Has it come?", "Bob: At noon.", "Ann: Good."])
        let dashes = "1\n00:00:01,000 --> 00:00:02,000\n- Gone?\n- In two years.\n"
        #expect(blocks(dashes) == ["- Gone? - In two years."])
    }

    @Test(
        "Transcripts in the usual forms",
        arguments: [
            "[00:00:03] ANN: Has it come?\n[00:00:05] BOB: At noon.\n[00:00:07] ANN: Good.",
            "ANN: Has it come?\nBOB: At\nnoon.\nANN: Good.\n",
            "00:03 ANN: Has it come?\n00:05 BOB: At noon.\n00:06 ANN: Good.",
            "12/01/24, 10:02 - ANN: Has it come?\n12/01/24, 10:03 - BOB: At noon.\n12/01/24, 10:04 - ANN: Good.",
            "ANN (00:03): Has it come?\nBOB (00:05): At noon.\nANN (00:07): Good.",
            "ANN  0:03\nHas it come?\n\nBOB  0:05\nAt noon.\n\nANN  0:07\nGood.\n",
            "[ANN] 10:02:03\nHas it come?\n\n[BOB] 10:02:05\nAt noon.\n\n[ANN] 10:02:09\nGood.\n",
            "ANN  10:02 AM\nHas it come?\nBOB  10:03 AM\nAt noon.\nANN  10:05 AM\nGood.",
            "[10:02, 1/12/2024] ANN: Has it come?\n[10:03, 1/12/2024] BOB: At noon.\n[10:04, 1/12/2024] ANN: Good.",
        ])
    func transcripts(content: String) {
        let found = blocks(content).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(found == ["ANN: Has it come?", "BOB: At noon.", "ANN: Good."])
        // The text stays as it is, so that offsets point into it.
        #expect(SpeechReader.article(content)?.text == content)
    }

    @Test("Times are kept as they are written; questions and answers of courts")
    func times() {
        let chat = SpeechReader.article("ann  10:02 AM\nIt failed.\nbob  10:03 AM\nAgain?\nann  10:05 AM\nYes.")
        #expect(chat?.blocks.map(\.time) == ["10:02 AM", "10:03 AM", "10:05 AM"])
        let court = " 1  Q. Where were you?\n 2  A. At the lock.\n 3  Q. Alone?\n 4  A. With Mr.\n 5  Weir.\n"
        #expect(blocks(court).first == "Q: Where were you?" && blocks(court).count == 4)
    }

    @Test(
        "Other texts are none",
        arguments: [
            "1\nA list --> an end\n", "12\n\nDrums.\n", "a --> b: c\n",
            "From: a@b.c\nTo: d@e.f\nSubject: Rain\n\nIt rains.\n",
            "Note: it rains.\nWarning: it pours.\nTip: stay in.\n", "Ingredients: oats.\nMethod: boil.\n",
            "He said: yes. It was late.\nShe said nothing.\nNobody spoke at all.\nThe night was cold.\n",
            "Q: Why?\nA: It rained.\nQ: And then?\nA: It stopped.\n",
            "The match began at 10:02 AM\nand ended soon.\nNobody came.\nIt rained.\n", "",
        ])
    func others(content: String) { #expect(SpeechReader.article(content) == nil) }

    @Test("A summary names who speaks and leaves small talk out")
    func summary() {
        let talk = """
            [00:00:03] HOST: Welcome back to the Hour. I'm Dana Holt, and with me is Dr. Paul Reyes, who led the flood study.
            [00:00:11] REYES: Thanks for having me, Dana.
            [00:00:13] HOST: Let's start with the headline. The levee at Marlow failed twice in ten years. Why?
            [00:00:20] REYES: The levee was built on sand, so water under pressure carried the sand of the levee away.
            [00:00:37] HOST: And the county knew?
            [00:00:39] REYES: The county had three reports on the levee. Nobody acted.
            [00:00:49] HOST: Dr. Reyes, thank you.
            [00:00:52] REYES: Thank you.
            """
        let prepared = DocumentPipeline().prepare(Document(id: "a", content: .text(talk)))
        let summary = Summarizer(SummaryOptions(length: .sentences(2))).summarize(prepared.summarizationInput)
        let texts = prepared.texts(of: summary)
        #expect(texts.contains { $0.hasPrefix("REYES: The levee was built on sand") }, "\(texts)")
        let excluded = zip(prepared.sentences, prepared.exclusions).filter { $0.1 != nil }.map { sentence, _ in
            String(decoding: Array(talk.utf8)[sentence.range], as: UTF8.self)
        }
        for smallTalk in [
            "Thanks for having me, Dana.", "Dr. Reyes, thank you.", "Thank you.", "Let's start with the headline.",
        ] {
            #expect(excluded.contains(smallTalk), "\(excluded)")
        }
        // Names count against a length in words.
        for words in [8, 14, 20, 30, 60] {
            let short = Summarizer(SummaryOptions(length: .words(words))).summarize(prepared.summarizationInput)
            let printed = prepared.texts(of: short).joined(separator: " ").split(separator: " ").count
            #expect(printed <= words || short.reason != nil)
        }
    }

    @Test("Any bytes have a result", arguments: 0..<30)
    func mutated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for sample in [
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>x\n", "[00:03] A: x\n[00:04] B: y\nA: z\n",
            "A  0:03\nx\nB  0:04\ny\nA 0:05\nz",
        ] {
            var bytes = Array(sample.utf8)
            for _ in 0..<20 {
                bytes.mutate(using: &generator)
                let text = String(decoding: bytes, as: UTF8.self)
                guard let article = SpeechReader.article(text) else { continue }
                #expect(article.blocks.allSatisfy { $0.range.upperBound <= article.text.utf8.count })
            }
        }
    }
}
