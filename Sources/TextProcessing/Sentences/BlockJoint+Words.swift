/// What stands on both sides of a joint.
extension BlockJoint {
    /// The word before the joint.
    struct Left {
        enum Kind {
            case none
            case digits
            case small
            case capitalized
        }

        private(set) var kind = Kind.none
        /// Letters and digits up to the joint.
        private(set) var word = 0..<0
        /// Where the token starts, and the sentence.
        private(set) var token = 0
        private(set) var sentence = 0
        /// The letters of the word, and the capitals among them.
        private(set) var count = 0
        private(set) var capitals = 0
        /// Whether the word opens its token, brackets, quotation marks, hyphens and elisions aside.
        private(set) var startsToken = false
        /// Whether it is the first word of the sentence.
        var isFirst: Bool { token == sentence }
        /// Whether the sentence holds another word before the token.
        private(set) var hasLettersBefore = false
        /// Whether the token up to the joint is digits, points and colons only.
        private(set) var isWholeToken = false
        private(set) var isYear = false
        private(set) var isTime = false

        init(_ text: Span<UInt8>, before index: Int, sentence: Int) {
            let last = character(text, before: index)
            guard last.glyph == .lower || last.glyph == .digit || last.glyph == .letter else { return }
            self.sentence = sentence
            var start = index
            var first = Glyph.none
            while start > sentence, index - start < BlockJoint.reach {
                let found = character(text, before: start)
                guard isLetter(found.glyph) || found.glyph == .digit else { break }
                if found.glyph == .upper { capitals += 1 }
                first = found.glyph
                count += 1
                start -= found.length
            }
            word = start..<index
            token = start
            while token > sentence, index - token < BlockJoint.reach, text[token - 1] > 0x20 { token -= 1 }
            guard index - token < BlockJoint.reach else { return }
            startsToken = Self.opensToken(text, token, start)
            hasLettersBefore = token > sentence
            if last.glyph == .digit {
                readDigits(text)
                kind = .digits
            } else if first == .upper {
                kind = .capitalized
            } else if first == .lower, capitals == 0 {
                kind = .small
            }
        }

        private static func opensToken(_ text: Span<UInt8>, _ token: Int, _ start: Int) -> Bool {
            guard token < start else { return true }
            switch character(text, before: start).glyph {
            case .opener, .dash, .closer: return true
            // `Mendes/Reuters`.
            case .other: return text[start - 1] == UInt8(ascii: "/")
            default: return false
            }
        }

        private mutating func readDigits(_ text: Span<UInt8>) {
            var digits = 0
            var value = 0
            var colons = 0
            for place in token..<word.upperBound {
                switch text[place] {
                case 0x30...0x39:
                    digits += 1
                    value = min(99_999, value * 10 + Int(text[place] - 0x30))
                case UInt8(ascii: ":"): colons += 1
                case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"): break
                default: return
                }
            }
            isWholeToken = true
            isYear = digits == 4 && (1900...2100).contains(value) || digits >= 6 && value > 1000
            isTime = colons == 1 && digits >= 3
        }

        /// Whether the sentence so far is short and begins as labels do: `Sign in`, `Voir aussi`, `Leia mais`.
        func endsLabel(_ text: Span<UInt8>) -> Bool {
            guard word.upperBound - sentence < 40 else { return false }
            var cursor = sentence
            while cursor < word.upperBound, isLetter(character(text, at: cursor).glyph) {
                cursor += character(text, at: cursor).length
            }
            return cursor > sentence && BlockLabels.opens(text, sentence..<cursor)
        }

        /// Whether the sentence so far names an author: `By Ina Roth and Ben Okri`, `Von Ina Roth`.
        func endsByline(_ text: Span<UInt8>) -> Bool {
            guard kind == .capitalized, word.upperBound - sentence < 96, token > sentence else { return false }
            var cursor = sentence
            while cursor < word.upperBound, text[cursor] > 0x20, text[cursor] != UInt8(ascii: ":") { cursor += 1 }
            guard BlockLabels.bylines[WordHash.of(text, sentence..<cursor)] > 0 else { return false }
            if cursor < text.count, text[cursor] == UInt8(ascii: ":") { cursor += 1 }
            // Only names follow, two at least, and words that join them: `By HealthDay` is one.
            var names = 0
            while cursor < token {
                cursor = skipBlanks(text, from: cursor)
                var end = cursor
                while end < token, text[end] > 0x20 { end += 1 }
                guard cursor < token else { break }
                if character(text, at: cursor).glyph != .upper,
                    BlockLabels.joining[WordHash.of(text, cursor..<end)] == 0
                {
                    return false
                }
                names += 1
                cursor = end
            }
            return names > 0
        }
    }

    /// The word that begins at the joint.
    struct Right {
        private(set) var range = 0..<0
        /// The letters.
        private(set) var count = 0
        private(set) var hasLower = false
        /// Whether it is a capital and small letters after it.
        var isTitle: Bool { count >= 2 && hasLower }
        /// Whether an elision: `L'usine`.
        private(set) var isElided = false
        /// Whether it is letters up to a blank, a comma, a further joint or the like, and no part of a code or formula.
        private(set) var isWord = false
        /// Whether a blank, a comma or an elided word follows, as in a sentence.
        private(set) var isFollowed = false
        private(set) var isBeforeSmallLetter = false
        private(set) var isBeforeBlank = false
        private(set) var isBeforeJoint = false
        private(set) var isLast = false

        init(_ text: Span<UInt8>, at index: Int) {
            var cursor = index
            var isMixed = false
            while cursor < text.count, cursor - index < BlockJoint.reach {
                let found = character(text, at: cursor)
                guard isLetter(found.glyph) else { break }
                if found.glyph == .upper, hasLower {
                    isBeforeJoint = true
                    break
                }
                // `HTTPServer`: capitals before small letters.
                if found.glyph == .lower, count >= 2, !hasLower { isMixed = true }
                if found.glyph == .lower { hasLower = true }
                count += 1
                cursor += found.length
            }
            range = index..<cursor
            guard count > 0, !isMixed else { return }
            let after = character(text, at: cursor)
            switch after.glyph {
            case .blank, .lineBreak:
                isFollowed = true
                isBeforeBlank = true
                isWord = true
                let next = skipOpeners(text, from: skipBlanks(text, from: cursor))
                isBeforeSmallLetter = character(text, at: next).glyph == .lower
                isLast = next >= text.count
            case .pause, .dash, .mark, .closer:
                isWord = true
                // `mediaType:` is a field; a label's colon is asked for nowhere.
                isFollowed =
                    after.glyph != .mark && after.value != 0x3A
                    && character(text, at: cursor + after.length).glyph != .none
                let beyond = character(text, at: cursor + after.length).glyph
                isElided = after.value == 0x2019 && isLetter(beyond)
                isLast = cursor + after.length >= text.count
            case .opener:
                isElided = after.value == 0x27 && isLetter(character(text, at: cursor + 1).glyph)
                isWord = isElided || after.value != 0x28 && after.value != 0x5B
                isFollowed = isElided
            case .none:
                isWord = true
                isLast = true
            case .upper: isWord = isBeforeJoint
            case .digit: isWord = hasLower && count >= 3
            default: isWord = false
            }
        }

        /// Whether it begins sentences in the language.
        func isStarter(_ text: Span<UInt8>, profile: LanguageProfile) -> Bool {
            if isElided { return StarterWord.isStarter(text, at: range.lowerBound, profile: profile) }
            return profile.starters[WordHash.of(text, range)] > 0
        }

        /// Whether an article or the like follows in small letters, as at the start of a sentence: `In the`, `One of`.
        func isBeforeDeterminer(_ text: Span<UInt8>) -> Bool {
            guard isBeforeSmallLetter else { return false }
            let start = skipBlanks(text, from: range.upperBound)
            var end = start
            while end < text.count, end - start < 24, isLetter(character(text, at: end).glyph) {
                end += character(text, at: end).length
            }
            return end > start && Self.determiners[WordHash.of(text, start..<end)] > 0
        }

        private static let determiners = WordValues([
            (
                """
                the a an this that these those his her their our its my your some every each any of der die das den dem des \
                ein eine einen einem einer diesem dieser dieses la le les un une des los las el una il lo gli uno het een o os \
                as um uma este esta ce cette
                """, 1
            )
        ])
    }
}
