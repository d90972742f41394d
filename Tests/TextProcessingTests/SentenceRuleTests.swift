import Testing
import TextProcessing

/// Rules for abbreviations, speech and texts without blanks, by kind and language; `|` marks the ends.
@Suite struct SentenceRuleTests {
    @Test(
        "A company's name, its bracket, counted things and times of day",
        arguments: [
            "The buyer is Norwell Pumps Inc. (“Norwell”) of Tulsa.",
            "Norwell Corp. (NYSE: NWL) and Hale & Co. (London) rose.",
            "They sell rope, nets, etc.|Bait costs more.",
            "The gate shuts at 6 p.m.|Come in time.",
            "The call is at 6 p.m. Eastern and 3 p.m. Pacific.",
            "It starts at 8 a.m. Monday in the hall.",
            "Turn left on Mill St.|The shop is red.",
            "He prayed in St. Jude's chapel.",
        ])
    func endings(marked: String) { expectCuts(marked) }

    @Test(
        "References and citations",
        arguments: [
            "See Sect. 4 and App. C for more.|Tab. 2 has the rest.",
            "Roe v. Dorn, 12 Fed. Appx. 31 (2d Cir. 2001), is cited.",
            "He moved under Fed. R. Civ. P. 12(b).|It was denied.",
            "Write to Lam. & Sons at once.",
        ])
    func references(marked: String) { expectCuts(marked) }

    @Test(
        "Who speaks belongs to the speech",
        arguments: [
            "“Is it far?” Aunt Mabel asked.|Nobody knew.", "“Stop!” Dr. Orne said.|We stopped.",
            "“Is it far?”|He did not answer.",
        ])
    func speech(marked: String) { expectCuts(marked) }

    @Test("Streets of Germany, low quotation marks of the Netherlands, titles of India")
    func others() {
        expectCuts("Sie wohnt in der Lindenstr. 7 in Bonn.|Er auch.", .german)
        expectCuts("Het regende.|,,Kom binnen,, zei ze.", .dutch)
        expectCuts("डॉ. राव आए।|श्री. मेहता गए।", Language(rawValue: "hi"))
    }

    @Test(
        "Sentences of scripts without capitals that touch",
        arguments: [
            ("ar", "فاز الفريق يوم الجمعة.", "وعاد إلى المدينة."), ("ar", "أين ذهبوا؟", "لا أحد يعلم."),
            ("he", "הם ניצחו ביום שישי.", "אחר כך חזרו הביתה."), ("ko", "팀이 이겼다.", "도시는 기뻐했다."),
            ("ja", "勝ったのですか?", "はい、勝ちました。"), ("zh", "球队赢了.", "全城都很高兴."),
        ])
    func touching(language: String, first: String, second: String) {
        #expect(cut(first + second, Language(rawValue: language)) == [first, second])
    }

    @Test("Numbers, initials and names in such scripts hold together")
    func caselessWhole() {
        #expect(cut("价格是3.5元。", .chinese).count == 1)
        #expect(cut("قال د.أحمد ذلك.", .arabic).count == 1)
        #expect(cut("Yahoo!ニュースを見た。", .japanese).count == 1)
    }

    @Test("Chinese speech and who speaks are one sentence")
    func chineseSpeech() {
        #expect(cut("“去吗？”他问。“不去。”她笑着说。", .chinese) == ["“去吗？”他问。", "“不去。”她笑着说。"])
    }

    @Test("An amount with its unit may touch the sentence before")
    func glued() {
        #expect(cut("The pier cost $2.4m.The town paid half.") == ["The pier cost $2.4m.", "The town paid half."])
    }
}
