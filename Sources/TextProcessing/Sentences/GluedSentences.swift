/// Sentences with no blank between them: `makes the difference.NATO said`.
enum GluedSentences {
    /// Whether a sentence ends at a candidate that the next word touches.
    static func verdict(_ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile) -> BoundaryVerdict {
        let following = character(text, at: candidate.next)
        guard isLetter(following.glyph) || following.glyph == .opener || following.glyph == .digit else { return .no }
        let token = MarkedToken(text, around: candidate)
        let left = MarkedWord(text, before: candidate.mark)
        if following.value == 0x28, !left.isSingleLetter, Self.isAgency(text, at: candidate.next) {
            return .likely
        }
        if following.glyph == .letter { return betweenCaseless(text, candidate, left, profile: profile) }
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
        if following.glyph == .digit { return beforeNumber(text, candidate, left, profile: profile) }
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
            guard left.range.count >= 2 || isApart || !left.isCapitalized && left.isWord(text) else { return .no }
            if following.glyph == .upper { return .likely }
            return candidate.questions > 0 && following.glyph == .lower && left.isPlainWord ? .likely : .no
        }
        guard following.glyph == .upper, candidate.isSinglePeriod else { return .no }
        if candidate.closesBracket { return .likely }
        return afterPeriod(text, candidate, left, profile: profile)
    }

    /// A mark of ASCII between letters of scripts without capitals, as in Arabic, Korean or Chinese that lost its blanks or
    /// was typed with a Latin keyboard: words on both sides, no initials.
    private static func betweenCaseless(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, profile: LanguageProfile
    ) -> BoundaryVerdict {
        let before = character(text, before: candidate.mark)
        let second = candidate.next + character(text, at: candidate.next).length
        guard before.glyph == .letter, !left.isSingleLetter, !left.isDotted, !candidate.isEllipsis,
            profile.abbreviations[WordHash.of(text, left.range)] == 0,
            character(text, at: second).glyph != .mark
        else { return .no }
        return .likely
    }

    /// A full stop after an address, a host, a path or a dotted abbreviation, before a word that may begin a sentence:
    /// `to news@example.org.The council`, `until 6 p.m.The show`.
    private static func afterAddress(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, isAddress: Bool, profile: LanguageProfile
    ) -> BoundaryVerdict {
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

    /// Whether the name of an agency in brackets stands at an offset, as reports begin: `(CNN)`, `(AFP)`.
    private static func isAgency(_ text: Span<UInt8>, at index: Int) -> Bool {
        var cursor = index + 1
        while cursor < text.count, cursor - index < 10, text[cursor] >= 0x41, text[cursor] <= 0x5A { cursor += 1 }
        guard cursor - index >= 3, cursor < text.count, text[cursor] == UInt8(ascii: ")") else { return false }
        switch character(text, at: skipBlanks(text, from: cursor + 1)).glyph {
        case .upper, .dash, .opener: return true
        default: return false
        }
    }

    /// A mark before a number that begins a sentence: `is closed.21,000 people`, `for all.1860 kam`.
    ///
    /// One or two digits are a footnote, and after a short word or a name they belong to it (`No.5`, `Windows.98`).
    private static func beforeNumber(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, profile: LanguageProfile
    ) -> BoundaryVerdict {
        guard left.isPlainWord, left.range.count >= 4, !left.isCapitalized || profile.language == .german,
            candidate.isSinglePeriod || candidate.questions + candidate.exclamations > 0,
            profile.abbreviations[WordHash.of(text, left.range)] == 0
        else {
            return .no
        }
        var cursor = candidate.next
        var digits = 0
        while cursor < text.count, cursor - candidate.next < 16 {
            let isDigit = text[cursor] >= 0x30 && text[cursor] <= 0x39
            let isSeparator = text[cursor] == UInt8(ascii: ",") || text[cursor] == UInt8(ascii: ".")
            guard isDigit || isSeparator && character(text, at: cursor + 1).glyph == .digit else { break }
            if isDigit { digits += 1 }
            cursor += 1
        }
        let isPercentage = cursor < text.count && text[cursor] == UInt8(ascii: "%")
        if isPercentage { cursor += 1 }
        // A name of software or a year after capitals may hold three digits: `system.386 device`.
        let isLong = digits > 3 || digits == 3 && profile.language != .english
        guard isLong && left.hasSmallLetters(text) || isPercentage, character(text, at: cursor).glyph == .blank else {
            return .no
        }
        return isLetter(character(text, at: skipBlanks(text, from: cursor)).glyph) ? .likely : .no
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
            case .digit:
                // `on 3 May`.
                return end - start <= 2
            default: return false
            }
        }
        return false
    }

    private static let phraseOpeners = WordValues([
        ("of in on at to by from for with via and or the our your a an this every until till next last per near", 1)
    ])

    /// A full stop between a word, a number or a closing mark and a capitalised word.
    private static func afterPeriod(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, profile: LanguageProfile
    ) -> BoundaryVerdict {
        // `$5.5m.The`: a number with its unit is no abbreviation.
        let first = character(text, at: left.range.lowerBound)
        let isAmount =
            first.glyph == .other && character(text, at: left.range.lowerBound + first.length).glyph == .digit
        let startsWithDigit = first.glyph == .digit || isAmount
        guard !left.isDotted || startsWithDigit else { return .no }
        let right = Word(text, at: candidate.next)
        guard right.isWholeWord else { return .no }
        if left.isSingleLetter {
            // `the reader's.The`, `voor u.De`, `on X.The`; not the initials of a name.
            guard left.isWord(text), right.count >= 2,
                StarterWord.isStarter(text, at: candidate.next, profile: profile)
                    || !left.isCapitalized && right.hasLower
            else {
                return .no
            }
            return left.isCapitalized
                ? right.isBeforeSmallLetter(text) ? .likely : .no
                : right.isBeforeProse(text) ? .likely : .no
        }
        // `in March.Related: Ten bridges`: a page's label and its colon.
        if left.range.count >= 3, right.count >= 3, BlockLabels.opens(text, right.range),
            character(text, at: right.range.upperBound).value == 0x3A,
            character(text, at: right.range.upperBound + 1).glyph == .blank
        {
            return .likely
        }
        if left.isPlainWord, left.range.count >= 3,
            profile.language == .french && (right.isTitle(text) || right.isPreposition(text))
                || !left.isCapitalized && right.isInitials(text) || right.isAbbreviatedTitle(text, profile: profile)
        {
            return .likely
        }
        // "hurt.A hospital", "on Saturday.A crowd", but not "Martin.A." or "Plan.A".
        let isArticle =
            right.count == 1 && startsWithDigit && left.range.count >= 2
            && right.isBeforeSmallLetter(text)
            || right.count == 1 && right.isBeforeProse(text) && left.isPlainWord
                && (left.range.count >= (left.isCapitalized ? 5 : 3)
                    || left.range.count == 2 && !left.isCapitalized && right.isBeforeSmallLetter(text))
        // Names in capitals begin reports (`LONDON, England`), and files end so (`CONFIG.SYS shell`).
        let isProminent =
            right.hasLower
            || right.isPlace(text, beforeSmallLetters: profile.language != .english) && left.hasSmallLetters(text)
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
            return isClosed && (isStarter || right.count >= 3 && isProminent) ? .likely : .no
        }
        let kind = AbbreviationClass(rawValue: profile.abbreviations[WordHash.of(text, left.range)]) ?? .none
        switch kind {
        case .none: break
        case .date where isStarter && !left.isCapitalized: return .likely
        // `on 3 May.Labour and the others`.
        case .date where right.count >= 3 && right.hasLower && right.isBeforeProse(text) && endsPhrase(text, left):
            return .likely
        default: return .no
        }
        // The ending of a file or a host; `It` and `De` are also words, and then they begin the sentence.
        if right.isSuffix(text), !isStarter || left.isCapitalized && !right.isBeforeProse(text),
            !right.isRegion(text) || left.isCapitalized
        {
            return .no
        }
        // A number, or one with its unit: `à 17h.Pour`.
        if startsWithDigit, !left.isNumber { return isStarter ? .likely : .no }
        if left.isNumber {
            // `2.Weltkrieg` is an ordinal without its blank, `10.15.Beta` a version.
            let isDoubtful = profile.hasOrdinals && left.range.count <= 2 || left.hasDots
            return isStarter || !isDoubtful && isProminent && right.count >= 2 ? .likely : .no
        }
        // `for 5 €.The`, `the G20.The`, `sign-ups via X2.The`.
        guard left.isPlainWord else {
            return isStarter && !left.hasDots && right.isBeforeSmallLetter(text) ? .likely : .no
        }
        if left.isCapitalized {
            if isStarter { return .likely }
            // A name before a common word that prose follows; in English too many products are written so.
            let isProse = right.count >= 3 && isProminent && right.isBeforeProse(text)
            guard isProse, left.range.count >= 3 else { return .no }
            return profile.language != .english || endsPhrase(text, left) ? .likely : .no
        }
        return right.count >= 2 || isStarter ? .likely : .no
    }
}
