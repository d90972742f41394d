/// Speech that its sentence introduces: `called out, "The Queen! The Queen!" and fell`.
///
/// A question or exclamation mark inside such speech is no end, nor is the closing mark before a bracketed remark. A full
/// stop inside is one: speech may run over many sentences.
enum IntroducedSpeech {
    /// How far back the opening and how far on the closing quotation mark is looked for, in bytes.
    private static let reach = 240

    /// Whether the candidate stands in speech, or at its end before a bracketed remark, that the sentence introduces.
    static func holds(_ text: Span<UInt8>, _ candidate: MarkCandidate, sentence: Int) -> Bool {
        if candidate.closesQuote {
            guard candidate.next < text.count, text[candidate.next] == UInt8(ascii: "(") else { return false }
            return opening(text, before: candidate.mark, sentence: sentence) != nil
        }
        guard let quote = opening(text, before: candidate.mark, sentence: sentence) else { return false }
        return closes(text, quote, from: candidate.end)
    }

    /// The quotation mark that opens the speech around `index`, if a comma, a colon or a word stands before it.
    private static func opening(_ text: Span<UInt8>, before index: Int, sentence: Int) -> UInt32? {
        var cursor = index
        let limit = max(sentence + 3, index - reach)
        while cursor > limit {
            let found = character(text, before: cursor)
            let start = cursor - max(1, found.length)
            switch found.value {
            case 0x22, 0x27, 0x2018, 0x201C:
                let before = character(text, before: start)
                if before.glyph == .blank {
                    let lead = character(text, before: start - before.length)
                    return lead.glyph == .pause || lead.glyph == .lower ? found.value : nil
                }
                if !isLetter(character(text, at: cursor).glyph) { return nil }
            case 0x2019, 0x201D:
                if !isLetter(character(text, at: cursor).glyph) { return nil }
            default: break
            }
            cursor = start
        }
        return nil
    }

    /// Whether the speech that `quote` opens closes soon after `index`.
    private static func closes(_ text: Span<UInt8>, _ quote: UInt32, from index: Int) -> Bool {
        let closing: UInt32 = quote == 0x2018 ? 0x2019 : quote == 0x201C ? 0x201D : quote
        var cursor = index
        let limit = min(text.count, index + reach)
        while cursor < limit {
            let found = character(text, at: cursor)
            let next = cursor + max(1, found.length)
            if found.glyph == .lineBreak { return false }
            if found.value == closing {
                // An apostrophe inside a word closes nothing.
                if !isLetter(character(text, at: next).glyph) { return character(text, before: cursor).glyph != .blank }
            }
            cursor = next
        }
        return false
    }
}

/// The words that say who speaks, after the speech.
///
/// `“Is she here?” Betty asked.` is one sentence.
enum SpeechVerb {
    private static let verbs = WordValues([
        (
            """
            said says say asked asks ask cried cries cry called calls shouted shouts whispered whispers replied replies \
            answered answers howled yelled screamed exclaimed muttered murmured laughed sighed added snapped demanded \
            inquired wondered wrote tweeted posted joked insisted warned explained argued noted recalled announced \
            declared read reads began started continued responded told thought
            """, 1
        )
    ])

    /// Whether a pronoun or a name of up to four words, titles among them, and a verb of saying stand at `index`:
    /// `Betty asked`, `Sir Waylon asked`, `Dr. Harlan said`.
    static func follows(_ text: Span<UInt8>, at index: Int, profile: LanguageProfile) -> Bool {
        var start = index
        for words in 0..<5 {
            var cursor = start
            while cursor < text.count, cursor - start < 24, isWordByte(text[cursor]) { cursor += 1 }
            guard cursor > start else { return false }
            if words > 0, verbs[WordHash.of(text, start..<cursor)] > 0 { return true }
            guard character(text, at: start).glyph != .lower else { return false }
            if cursor < text.count, text[cursor] == UInt8(ascii: ".") {
                guard profile.abbreviations[WordHash.of(text, start..<cursor)] == AbbreviationClass.leading.rawValue
                else { return false }
                cursor += 1
            }
            guard cursor < text.count, text[cursor] == UInt8(ascii: " ") else { return false }
            start = cursor + 1
        }
        return false
    }

    /// Verbs of saying of Chinese and Japanese, by their last character.
    private static let unspacedVerbs: Set<UInt32> = [
        0x8BF4, 0x8AAA, 0x95EE, 0x554F, 0x9053, 0x7B54, 0x558A, 0x53EB, 0x7B11, 0x60F3, 0x53F9, 0x5606,
    ]

    /// Whether who speaks and a verb of saying stand at `index` in a text without blanks.
    ///
    /// Examples: 他问。 她笑着说，
    static func followsUnspaced(_ text: Span<UInt8>, at index: Int) -> Bool {
        var cursor = index
        var last: UInt32 = 0
        for count in 0..<10 {
            let found = character(text, at: cursor)
            if found.glyph == .mark || found.glyph == .pause || found.value == 0xFF0C {
                return count >= 2 && unspacedVerbs.contains(last)
            }
            guard found.glyph == .letter, found.value >= 0x3040 else { return false }
            last = found.value
            cursor += found.length
        }
        return false
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
    }
}
