/// Sentences with no blank between them: `makes the difference.NATO said`.
enum GluedSentences {
    /// Whether a sentence ends at a candidate that the next word touches.
    static func verdict(_ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile) -> Verdict {
        let following = character(text, at: candidate.next)
        guard isLetter(following.glyph) || following.glyph == .opener || following.glyph == .digit else { return .no }
        let token = Token(text, around: candidate)
        if token.isCode { return .no }
        if token.isAddress { return afterAddress(text, candidate) }
        let left = MarkedWord(text, before: candidate.mark)
        if candidate.closesQuote, following.glyph == .upper { return .likely }
        if candidate.isEllipsis {
            guard following.glyph == .upper, candidate.periods != 2 else { return .no }
            let isStarter = StarterWord.isStarter(text, at: candidate.next, profile: profile)
            return isStarter && profile.language != .english ? .likely : .unlikely
        }
        let opening = character(text, at: skipOpeners(text, from: candidate.next))
        // French sets a blank before some marks, and so do pages that end a link before the full stop.
        let isApart = left.range.isEmpty && character(text, before: candidate.mark).glyph == .blank
        if following.glyph == .opener {
            // `le sait"."Mais` and `en 2021."Il`: what stands before need not be a word, but no initial.
            let isBracket = following.value == 0x28 || following.value == 0x5B || following.value == 0x7B
            let canEnd = left.range.isEmpty || !left.isDotted || left.isNumber
            guard opening.glyph == .upper, !left.isSingleLetter, isBracket ? left.isPlainWord || isApart : canEnd else {
                return .no
            }
            let kind = AbbreviationClass(rawValue: profile.abbreviations[WordHash.of(text, left.range)]) ?? .none
            // `sun` and `mar` in small letters are words.
            return kind == .none || kind == .date && !left.isCapitalized ? .likely : .no
        }
        if candidate.questions + candidate.exclamations > 0 {
            guard left.range.count >= 2 || isApart else { return .no }
            if following.glyph == .upper { return .likely }
            return candidate.questions > 0 && following.glyph == .lower && left.isPlainWord ? .likely : .no
        }
        guard following.glyph == .upper, candidate.isSinglePeriod else { return .no }
        if token.marks > 1 { return afterDots(text, candidate, profile: profile) }
        if candidate.closesBracket { return .likely }
        return afterPeriod(text, candidate, left, profile: profile)
    }

    /// A full stop after a mail address or a handle: `write to tips@example.org.The council`.
    private static func afterAddress(_ text: Span<UInt8>, _ candidate: MarkCandidate) -> Verdict {
        guard candidate.isSinglePeriod, character(text, at: candidate.next).glyph == .upper else { return .no }
        let right = Word(text, at: candidate.next)
        let isProse = right.hasLower && right.count >= 2 && right.isWholeWord && right.isBeforeProse(text)
        // `It` is an ending of hosts, but in small letters.
        return isProse && (right.count == 2 || !right.isSuffix(text)) ? .likely : .no
    }

    /// A full stop after a letter, an abbreviation or a host: `on Facebook and X.But`, `in the U.S.The`.
    ///
    /// Initials stand before names and parts of code before code, so only a word that begins sentences ends them.
    private static func afterDots(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile
    ) -> Verdict {
        let right = Word(text, at: candidate.next)
        guard right.isWholeWord, right.count >= 2, right.hasLower else { return .no }
        let isStarter = StarterWord.isStarter(text, at: candidate.next, profile: profile)
        return isStarter && right.isBeforeProse(text) ? .likely : .no
    }

    /// A full stop between a word, a number or a closing mark and a capitalised word.
    private static func afterPeriod(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, profile: LanguageProfile
    ) -> Verdict {
        let right = Word(text, at: candidate.next)
        guard right.isWholeWord else { return .no }
        if left.isSingleLetter || left.isDotted { return afterDots(text, candidate, profile: profile) }
        // "hurt.A hospital", "on Saturday.A crowd", but not "Martin.A." or "Plan.A".
        let isArticle =
            right.count == 1 && right.isBeforeProse(text) && left.isPlainWord
            && left.range.count >= (left.isCapitalized ? 5 : 3)
        let isStarter =
            (right.count >= 2 && right.hasLower || right.isElided
                || isArticle)
            && StarterWord.isStarter(text, at: candidate.next, profile: profile)
        if left.range.isEmpty {
            // `…".Then`, `(57 %).Then`: the mark stands after a closing mark.
            let before = character(text, before: candidate.mark)
            let isClosed = before.glyph == .closer || before.glyph == .opener && before.value != 0x28
            if before.glyph == .blank {
                // "Continue reading .The minister", but not "the .Net framework".
                let isProse = right.count >= 3 && right.hasLower && right.isBeforeProse(text)
                return !right.isSuffix(text) && (isStarter || isProse) ? .likely : .no
            }
            return isClosed && (isStarter || right.count >= 3 && right.hasLower) ? .likely : .no
        }
        let kind = AbbreviationClass(rawValue: profile.abbreviations[WordHash.of(text, left.range)]) ?? .none
        switch kind {
        case .none: break
        case .date where isStarter && !left.isCapitalized: return .likely
        default: return .no
        }
        // The ending of a file or a host; `It` and `De` are also words, and then they begin the sentence.
        if right.isSuffix(text), !isStarter || left.isCapitalized && !right.isBeforeProse(text) { return .no }
        // A number, or one with its unit: `à 17h.Pour`.
        let startsWithDigit = character(text, at: left.range.lowerBound).glyph == .digit
        if startsWithDigit, !left.isNumber { return isStarter ? .likely : .no }
        if left.isNumber {
            // `2.Weltkrieg` is an ordinal without its blank, `10.15.Beta` a version.
            let isDoubtful = profile.hasOrdinals && left.range.count <= 2 || left.hasDots
            return isStarter || !isDoubtful && right.hasLower && right.count >= 2 ? .likely : .no
        }
        guard left.isPlainWord else { return .no }
        if left.isCapitalized {
            if isStarter { return .likely }
            // A name before a word that prose follows; in English so many products are written so (`System.Text for`)
            // that a second name or a comma has to follow: `Lisbon.Maria Duarte`, `Friday.Duarte, the mayor`.
            let isProse = right.count >= 3 && right.hasLower && right.isBeforeProse(text)
            let isName = right.isBeforeName(text) || profile.language != .english
            return isProse && isName && left.range.count >= 3 ? .likely : .no
        }
        return right.count >= 2 || isStarter ? .likely : .no
    }

    /// The characters between the blanks around a candidate.
    private struct Token {
        /// Whether it is a path or code.
        var isCode = false
        /// Whether a mail address or a handle stands before the mark.
        var isAddress = false
        /// How many runs of full stops it has inside.
        var marks = 0

        /// A token longer than this on either side is not looked at further.
        private static let reach = 64

        init(_ text: Span<UInt8>, around candidate: MarkCandidate) {
            var start = candidate.mark
            while start > 0, candidate.mark - start < Self.reach, text[start - 1] > 0x20 { start -= 1 }
            var end = candidate.next
            while end < text.count, end - candidate.next < Self.reach, text[end] > 0x20 { end += 1 }
            func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
            for index in start..<end {
                switch text[index] {
                case UInt8(ascii: "@"):
                    if index < candidate.mark { isAddress = true } else { isCode = true }
                case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="),
                    UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
                    UInt8(ascii: "&"):
                    isCode = true
                case UInt8(ascii: "("):
                    // A call: System.Out.print( or file.Close(.
                    if index > candidate.next, text[index - 1] > 0x20 { isCode = true }
                case UInt8(ascii: "."):
                    // The mark that ends the token is punctuation, those between digits belong to a number.
                    guard index + 1 < end, text[index + 1] != UInt8(ascii: ".") else { break }
                    let isInNumber = index > start && isDigit(text[index - 1]) && isDigit(text[index + 1])
                    if !isInNumber { marks += 1 }
                default: break
                }
            }
            if start + 4 < text.count, text[start] | 0x20 == 0x77, text[start + 1] | 0x20 == 0x77,
                text[start + 2] | 0x20 == 0x77, text[start + 3] == UInt8(ascii: ".")
            {
                isCode = true
            }
        }
    }

    /// The word after the mark.
    private struct Word {
        let range: Range<Int>
        private(set) var count = 0
        private(set) var hasLower = false
        /// Whether the word is followed by a blank or by punctuation, not by a further part of a name or of code.
        let isWholeWord: Bool
        /// Whether it is one or two letters before an apostrophe and a letter: `L'image`, `Qu'il`.
        let isElided: Bool

        init(_ text: Span<UInt8>, at index: Int) {
            var cursor = index
            while cursor < text.count, cursor - index < 64 {
                let found = character(text, at: cursor)
                guard isLetter(found.glyph) else { break }
                if found.glyph == .lower { hasLower = true }
                count += 1
                cursor += found.length
            }
            range = index..<cursor
            let mark = character(text, at: cursor)
            isElided =
                count <= 2 && (mark.value == 0x27 || mark.value == 0x2019)
                && isLetter(character(text, at: cursor + mark.length).glyph)
            switch mark.glyph {
            case .digit, .other: isWholeWord = false
            default: isWholeWord = true
            }
        }

        /// Endings of hosts and files that are written with a capital or in capitals at times.
        private static let suffixes = WordTable([
            (
                """
                com net org edu gov info biz io ai co uk de fr es it nl eu ru tv me app dev html htm php asp aspx js ts py \
                rb go rs cpp swift java json xml yml yaml csv tsv txt pdf doc docx xls xlsx ppt pptx zip gz tar exe dll \
                jpg jpeg png gif svg mp mp3 mp4 mov avi wav md sh bat ini log sql db
                """, 1
            )
        ])

        /// Whether a further word follows, after a blank, a comma or an elision's apostrophe, as in a sentence.
        func isBeforeProse(_ text: Span<UInt8>) -> Bool {
            let after = character(text, at: range.upperBound)
            guard after.glyph == .blank || after.value == 0x2C || after.value == 0x27 || after.value == 0x2019 else {
                return false
            }
            let next = character(text, at: skipBlanks(text, from: range.upperBound + after.length))
            switch next.glyph {
            case .lower, .upper, .digit, .opener: return true
            default: return Self.currencySigns.contains(next.value)
            }
        }

        /// Whether a comma, or a blank and a capital follow, as after the first word of a name.
        func isBeforeName(_ text: Span<UInt8>) -> Bool {
            let after = character(text, at: range.upperBound)
            return after.value == 0x2C
                || after.glyph == .blank && character(text, at: range.upperBound + after.length).glyph == .upper
        }

        /// $, £, ¥ and €: "A £60,000 study".
        private static let currencySigns: Set<UInt32> = [0x24, 0xA3, 0xA5, 0x20AC]

        func isSuffix(_ text: Span<UInt8>) -> Bool { Self.suffixes[WordHash.of(text, range)] > 0 }
    }
}
