import TestSupport
import Testing
import TextProcessing

private func tokens(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return Tokenizer().tokens(in: text).map { "\($0.kind):\(String(decoding: bytes[$0.range], as: UTF8.self))" }
}

@Suite struct TokenKindTests {
    @Test(arguments: [
        (
            "Mail jo@example.org about #Swift 6.2!",
            ["word:Mail", "mail:jo@example.org", "word:about", "hashtag:#Swift", "number:6.2"]
        ),
        ("See https://example.org/a_(b)?q=1, ok", ["word:See", "url:https://example.org/a_(b)?q=1", "word:ok"]),
        ("(www.example.org/x).", ["url:www.example.org/x"]),
        ("first.last+tag@mail.example.co.uk.", ["mail:first.last+tag@mail.example.co.uk"]),
        ("@jo and @jo_b", ["mention:@jo", "word:and", "mention:@jo_b"]),
        ("C# a@b #1", ["word:C", "word:a", "word:b", "hashtag:#1"]),
        ("It's 4th at 10:30", ["word:It's", "word:4th", "word:at", "number:10", "number:30"]),
        ("東京 2020", ["unspaced:東京", "number:2020"]),
        ("٣٫١٤", ["number:٣٫١٤"]),
        ("http:// www. @ #", ["word:http", "word:www"]),
        ("e.g. note: this", ["word:e.g", "word:note", "word:this"]),
        ("<a href=\"http://x.org\">y</a>", ["word:a", "word:href", "url:http://x.org", "word:y", "word:a"]),
        ("siehe http://x.org/über… dann", ["word:siehe", "url:http://x.org/über", "word:dann"]),
    ]) func kindsFollowTheRules(text: String, expected: [String]) {
        #expect(tokens(text) == expected)
    }

    @Test(arguments: 0..<8) func tokensAscendAndLieInTheText(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pool = [
            "a", "B", "1", ".", "@", "#", ":", "//", "www.", "http", " ", "é", "’", "-", "_", "(", ")", "org", "漢", ",",
        ]
        for _ in 0..<150 {
            let text = (0..<60).compactMap { _ in pool.randomElement(using: &random) }.joined()
            let bytes = Array(text.utf8)
            var end = 0
            for token in Tokenizer(rules: WordRules(unspacedScripts: .runs)).tokens(in: text) {
                #expect(
                    token.range.lowerBound >= end && token.range.upperBound <= bytes.count && !token.range.isEmpty,
                    "\(text)")
                #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
                end = token.range.upperBound
            }
        }
    }
}
