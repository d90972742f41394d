/// Sentences with no blank between them: `makes the difference.NATO said`.
enum GluedSentences {
    /// Whether a sentence ends at a candidate that the next word touches.
    static func verdict(_ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile) -> Verdict {
        let following = character(text, at: candidate.next)
        guard isLetter(following.glyph) || following.glyph == .opener || following.glyph == .digit else { return .no }
        let token = Token(text, around: candidate)
        let left = MarkedWord(text, before: candidate.mark)
        if token.isCode || token.marks > 1 {
            guard token.isPlainAfter, candidate.isSinglePeriod || candidate.questions + candidate.exclamations > 0
            else {
                return .no
            }
            return afterAddress(text, candidate, left, isAddress: token.isAddress, profile: profile)
        }
        if candidate.closesQuote, following.glyph == .upper { return .likely }
        if candidate.isEllipsis {
            guard following.glyph == .upper, candidate.periods != 2 else { return .no }
            let isStarter = StarterWord.isStarter(text, at: candidate.next, profile: profile)
            return isStarter && profile.language != .english ? .likely : .unlikely
        }
        let opening = character(text, at: skipOpeners(text, from: candidate.next))
        // French sets a blank before some marks, and so do pages on which a link ends before the full stop.
        let isApart = left.range.isEmpty && character(text, before: candidate.mark).glyph == .blank
        if following.glyph == .opener {
            // `le sait"."Mais` and `en 2021."Il`: what stands before need not be a word, but no initial.
            let isBracket = following.value == 0x28 || following.value == 0x5B || following.value == 0x7B
            let canEnd =
                left.range.isEmpty
                ? !isApart || candidate.questions + candidate.exclamations > 0 : !left.isDotted || left.isNumber
            guard opening.glyph == .upper, !left.isSingleLetter,
                isBracket ? left.isPlainWord || left.isNumber && !left.hasDots : canEnd
            else {
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
        if candidate.closesBracket { return .likely }
        return afterPeriod(text, candidate, left, profile: profile)
    }

    /// A full stop after an address, a host, a path or a dotted abbreviation, before a word that may begin a sentence:
    /// `to news@example.org.The council`, `until 6 p.m.The show`.
    private static func afterAddress(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, isAddress: Bool, profile: LanguageProfile
    ) -> Verdict {
        let right = Word(text, at: skipOpeners(text, from: candidate.next))
        guard right.isWholeWord, !left.range.isEmpty, !left.isSingleLetter else { return .no }
        let isStarter = StarterWord.isStarter(text, at: right.range.lowerBound, profile: profile)
        let isElidedStarter = isStarter && right.isElided
        guard right.isBeforeProse(text) || isElidedStarter else { return .no }
        if left.isDotted {
            // `J.A.Will Smith` is a name; after `U.S.The` and `p.m.The` the sentence goes on in small letters.
            var next = skipBlanks(text, from: right.range.upperBound)
            if character(text, at: next).glyph == .pause { next = skipBlanks(text, from: next + 1) }
            let isLong = right.count >= (left.isCapitalized ? 3 : 2)
            return isStarter && isLong && character(text, at: next).glyph == .lower ? .likely : .no
        }
        if right.isSuffix(text), !isStarter || left.isCapitalized { return .no }
        if isElidedStarter || isStarter && (right.count >= 2 || right.isBeforeSmallLetter(text)) { return .likely }
        // Another word only after what is surely an address: `java.io.File is` is none.
        return isAddress && right.count >= 3 && right.hasLower ? .likely : .no
    }

    /// Whether a sentence may end in this name: one of several words (`in New York`), or one after a preposition.
    ///
    /// `Call System.Text for it` is neither.
    private static func endsPhrase(_ text: Span<UInt8>, _ name: MarkedWord) -> Bool {
        var start = name.range.lowerBound
        for words in 0..<4 {
            guard start > 1, text[start - 1] == UInt8(ascii: " ") else { return false }
            let end = start - 1
            start = end
            while start > 0, end - start < 24, text[start - 1] > 0x20 { start -= 1 }
            switch character(text, at: start).glyph {
            case .upper: continue
            case .lower:
                return words > 0 ? start > 0 : phraseOpeners[WordHash.of(text, start..<end)] > 0
            default: return false
            }
        }
        return false
    }

    private static let phraseOpeners = WordTable([
        ("of in on at to by from for with via and or the our your a an this every until till next last per near", 1)
    ])

    /// A full stop between a word, a number or a closing mark and a capitalised word.
    private static func afterPeriod(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, profile: LanguageProfile
    ) -> Verdict {
        guard !left.isSingleLetter, !left.isDotted else { return .no }
        let right = Word(text, at: candidate.next)
        guard right.isWholeWord else { return .no }
        // "hurt.A hospital", "on Saturday.A crowd", but not "Martin.A." or "Plan.A".
        let isArticle =
            right.count == 1 && right.isBeforeProse(text) && left.isPlainWord
            && (left.range.count >= (left.isCapitalized ? 5 : 3)
                || left.range.count == 2 && !left.isCapitalized && right.isBeforeSmallLetter(text))
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
        // `for 5 €.The`, `the G20.The`, `sign-ups via X2.The`.
        guard left.isPlainWord else {
            return isStarter && !left.hasDots && right.isBeforeSmallLetter(text) ? .likely : .no
        }
        if left.isCapitalized {
            if isStarter { return .likely }
            // A name before a common word that prose follows; in English too many products are written so.
            let isProse = right.count >= 3 && right.hasLower && right.isBeforeProse(text)
            guard isProse, left.range.count >= 3 else { return .no }
            return profile.language != .english || endsPhrase(text, left) ? .likely : .no
        }
        return right.count >= 2 || isStarter ? .likely : .no
    }

    /// The characters between the blanks around a candidate.
    private struct Token {
        /// Whether it is an address, a path or code.
        var isCode = false
        /// Whether what stands before the mark is an address: a mailbox, a page, a host or a path.
        var isAddress = false
        /// Whether nothing after the mark is code, so that a sentence may begin there.
        var isPlainAfter = true
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
                case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="),
                    UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
                    UInt8(ascii: "&"):
                    if index < candidate.mark, text[index] == UInt8(ascii: "@") || text[index] == UInt8(ascii: "/") {
                        isAddress = true
                    }
                    if index >= candidate.next { isPlainAfter = false }
                    isCode = true
                case UInt8(ascii: "("):
                    // A call: System.Out.print( or file.Close(.
                    if index > candidate.next, text[index - 1] > 0x20 {
                        isCode = true
                        isPlainAfter = false
                    }
                case UInt8(ascii: "."):
                    // The mark that ends the token is punctuation, those between digits belong to a number.
                    guard index + 1 < end, text[index + 1] != UInt8(ascii: ".") else { break }
                    let isInNumber = index > start && isDigit(text[index - 1]) && isDigit(text[index + 1])
                    if !isInNumber {
                        marks += 1
                        if index >= candidate.next { isPlainAfter = false }
                    }
                default: break
                }
            }
            if start + 4 < text.count, text[start] | 0x20 == 0x77, text[start + 1] | 0x20 == 0x77,
                text[start + 2] | 0x20 == 0x77, text[start + 3] == UInt8(ascii: ".")
            {
                isCode = true
                // `www.Example.com` goes on; after `www.example.com.` a sentence may begin.
                if candidate.mark > start + 3 { isAddress = true } else { isPlainAfter = false }
            }
            if !isAddress, !isCode, marks > 1 { isAddress = Self.isHost(text, start..<candidate.mark) }
        }

        /// Whether the range is small letters, digits and hyphens with full stops, the last part one of a host.
        private static func isHost(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
            var last = range.upperBound
            while last > range.lowerBound, text[last - 1] != UInt8(ascii: ".") { last -= 1 }
            return last > range.lowerBound + 1 && hosts[WordHash.of(text, last..<range.upperBound)] > 0
        }

        private static let hosts = WordTable([
            ("com org net info news eu uk de fr es it nl be ch at pt br ca au ie", 1)
        ])
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
            switch character(text, at: skipBlanks(text, from: range.upperBound + after.length)).glyph {
            case .lower, .upper, .digit, .opener: return true
            default: return false
            }
        }

        /// Whether a blank and a small letter follow.
        func isBeforeSmallLetter(_ text: Span<UInt8>) -> Bool {
            let after = character(text, at: range.upperBound)
            return after.glyph == .blank && character(text, at: range.upperBound + after.length).glyph == .lower
        }

        func isSuffix(_ text: Span<UInt8>) -> Bool { Self.suffixes[WordHash.of(text, range)] > 0 }
    }
}
