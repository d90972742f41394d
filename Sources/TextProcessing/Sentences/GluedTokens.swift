/// What stands on both sides of a mark that the next word touches.
extension GluedSentences {
    /// The characters between the blanks around a candidate.
    struct MarkedToken {
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
                    guard index + 1 < end, text[index + 1] != UInt8(ascii: "."), text[index + 1] != UInt8(ascii: "-")
                    else {
                        break
                    }
                    // `friends.U.S. officials`: initials at the start of the next sentence.
                    if index == candidate.next + 1, index + 3 == end, text[index + 2] == UInt8(ascii: "."),
                        text[index - 1] >= 0x41, text[index - 1] <= 0x5A
                    {
                        break
                    }
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

        private static let hosts = WordValues([
            ("com org net info news eu uk de fr es it nl be ch at pt br ca au ie", 1)
        ])
    }

    /// The word after the mark.
    struct Word {
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
        private static let suffixes = WordValues([
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

        /// Whether it is written in capitals as places are where a report begins: `LONDON, England`, `SAN DIEGO`,
        /// `PARIS --`; or as a short name before small letters.
        func isPlace(_ text: Span<UInt8>, beforeSmallLetters: Bool) -> Bool {
            guard !hasLower, count >= 2 else { return false }
            let mark = character(text, at: range.upperBound)
            guard mark.value == 0x2C || mark.glyph == .blank else { return false }
            let after = skipBlanks(text, from: range.upperBound + mark.length)
            switch character(text, at: after).glyph {
            case .lower, .opener: return beforeSmallLetters
            case .dash: return true
            case .upper: return mark.value == 0x2C || character(text, at: after + 1).glyph == .upper
            default: return false
            }
        }

        /// Whether it is a region in capitals that is also the ending of hosts: `UK airports are`.
        func isRegion(_ text: Span<UInt8>) -> Bool { !hasLower && count == 2 && isBeforeSmallLetter(text) }

        /// Whether it is the French preposition without its accent: `A Paris`.
        func isPreposition(_ text: Span<UInt8>) -> Bool {
            count == 1 && text[range.lowerBound] == UInt8(ascii: "A") && isBeforeProse(text)
        }

        /// Whether it begins initials: `U.S. officials`.
        func isInitials(_ text: Span<UInt8>) -> Bool {
            let end = range.upperBound
            guard count == 1, end + 3 < text.count else { return false }
            return text[end] == UInt8(ascii: ".") && character(text, at: end + 1).glyph == .upper
                && text[end + 2] == UInt8(ascii: ".") && text[end + 3] == UInt8(ascii: " ")
        }

        /// Whether it is a title before a name: `Mr. Smith`, `Dr. Weber`.
        func isAbbreviatedTitle(_ text: Span<UInt8>, profile: LanguageProfile) -> Bool {
            let end = range.upperBound
            guard count >= 2, hasLower, end + 2 < text.count, text[end] == UInt8(ascii: "."),
                text[end + 1] == UInt8(ascii: " "), character(text, at: end + 2).glyph == .upper
            else { return false }
            return profile.abbreviations[WordHash.of(text, range)] == AbbreviationClass.leading.rawValue
        }

        /// Whether it is the French title before a name: `M. Hawit`.
        func isTitle(_ text: Span<UInt8>) -> Bool {
            guard count == 1, text[range.lowerBound] == UInt8(ascii: "M"), range.upperBound + 2 < text.count else {
                return false
            }
            return text[range.upperBound] == UInt8(ascii: ".") && text[range.upperBound + 1] == UInt8(ascii: " ")
                && character(text, at: range.upperBound + 2).glyph == .upper
        }

        func isSuffix(_ text: Span<UInt8>) -> Bool { Self.suffixes[WordHash.of(text, range)] > 0 }
    }
}
