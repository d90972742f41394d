/// What the rules say of a candidate.
enum BoundaryVerdict: UInt8 {
    /// Surely an end.
    case end
    /// More likely an end than not.
    case likely
    /// More likely no end.
    case unlikely
    /// No end in careful writing: a small letter follows. Careless writers begin sentences so.
    case small
    /// Surely no end.
    case no

    /// The decision where nothing else is known.
    var isEnd: Bool { self == .end || self == .likely }

    /// What the rules add to the log-odds of the model, which was trained on careless writing only.
    ///
    /// Swept on EWT-dev, GUM-dev and the golden rules: with 0 everywhere EWT-dev is 0.6 points better, GUM-dev 0.4 and
    /// the golden rules 3.3 points worse; from twice these values on nothing gains. `evaluate-text sentences` measures.
    var leaning: Float {
        switch self {
        case .end, .likely: 3
        case .unlikely: -2.5
        case .small: -1.5
        case .no: -50
        }
    }

    /// What the model must overcome where no end mark stands: the price of a false cut in clean prose.
    static let bareLeaning: Float = -1.2
}

/// The rules for end marks inside a line.
enum BoundaryRules {
    /// Whether the sentence ends at the candidate.
    static func verdict(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, profile: LanguageProfile, sentence: Int, openBracket: Int
    ) -> BoundaryVerdict {
        // Marks of other scripts end a sentence glued or not.
        if candidate.fullStops > 0 { return afterFullStop(text, candidate) }
        if candidate.isGlued { return GluedSentences.verdict(text, candidate, profile: profile) }
        let first = character(text, at: candidate.next)
        // A pause or a further closing mark: the sentence goes on.
        let isLowQuote = first.value == 0x2C && character(text, at: candidate.next + 1).value == 0x2C
        if first.glyph == .pause && !isLowQuote || first.glyph == .closer { return .no }
        if first.glyph == .dash { return beforeDash(text, candidate, first, profile: profile) }
        // No sentence begins with `/` or `&`: "Com. & Adm.".
        if first.value == 0x2F || first.value == 0x26 { return .no }
        // Dutch and typists elsewhere open quotations with two commas.
        let word = skipOpeners(text, from: candidate.next + (isLowQuote ? 2 : 0))
        let opening = character(text, at: word)
        // "(who knows?) have": what was a remark in brackets goes on in small letters.
        if candidate.closesBracket, opening.glyph == .lower { return .no }
        if candidate.closesBracket, openBracket > sentence, isOneWord(text, from: openBracket + 1, to: candidate.mark) {
            return .no
        }
        if isInsideBracket(text, candidate, sentence: sentence, openBracket: openBracket) { return .no }
        if candidate.hasEmoticon { return opening.glyph == .lower ? .unlikely : .end }
        if candidate.questions + candidate.exclamations > 0 {
            if IntroducedSpeech.holds(text, candidate, sentence: sentence) { return .no }
            return afterQuestion(text, candidate, opening: opening, sentence: sentence, profile: profile)
        }
        if candidate.isEllipsis {
            if opening.glyph == .lower { return .small }
            // Three dots that stand apart are a pause; four, or three at the word, may be an end.
            let isPause = candidate.periods == 3 && isBlank(text, before: candidate.mark)
            return isPause ? .unlikely : .likely
        }
        return afterPeriod(text, candidate, word: word, opening: opening, profile: profile)
    }

    private static func afterFullStop(_ text: Span<UInt8>, _ candidate: MarkCandidate) -> BoundaryVerdict {
        let first = character(text, at: candidate.next)
        // “你来吗？”他问。 who speaks comes after the speech.
        if candidate.closesQuote || candidate.closesWideBracket, SpeechVerb.followsUnspaced(text, at: candidate.next) {
            return .no
        }
        if candidate.closesWideBracket {
            // 「…。」と言った: a quotation that the sentence goes on from, by a particle in hiragana.
            if (0x3041...0x309F).contains(first.value) { return .no }
            return first.glyph == .pause || first.glyph == .closer || first.glyph == .mark ? .no : .end
        }
        return first.glyph == .closer || first.glyph == .pause ? .no : .end
    }

    /// A dash after an end mark starts a list item or the next speaker, or the sentence goes on after a remark.
    private static func beforeDash(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ dash: ScannedCharacter, profile: LanguageProfile
    ) -> BoundaryVerdict {
        var cursor = candidate.next
        while character(text, at: cursor).glyph == .dash { cursor += character(text, at: cursor).length }
        let isOne = cursor == candidate.next + dash.length
        // “…” — Somebody: who said it. In English a dash opens no speech; the model knows lists.
        if profile.language == .english, candidate.closesQuote || dash.value >= 0x2013 { return .unlikely }
        let word = character(text, at: skipOpeners(text, from: skipBlanks(text, from: cursor)))
        if candidate.isSinglePeriod {
            let left = MarkedWord(text, before: candidate.mark)
            if left.isDotted || profile.abbreviations[WordHash.of(text, left.range)] != 0 { return .no }
            return isOne && !left.isNumber ? .likely : word.glyph == .upper ? .likely : .no
        }
        if candidate.isEllipsis { return isOne && (word.glyph == .digit || word.glyph == .upper) ? .likely : .no }
        return word.glyph == .upper ? .likely : .no
    }

    private static func afterQuestion(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, opening: ScannedCharacter, sentence: Int,
        profile: LanguageProfile
    ) -> BoundaryVerdict {
        switch opening.glyph {
        case .lower:
            if candidate.closesQuote { return .unlikely }
            // A name with a mark of its own: "at Yahoo! in the", "the film Shall We Dance? at".
            let left = MarkedWord(text, before: candidate.mark)
            if left.isCapitalized, left.range.lowerBound > sentence { return .no }
            if candidate.questions == 0 { return .small }
            // A question runs into a careless next sentence.
            return candidate.exclamations == 0 ? .likely : .unlikely
        case .upper, .letter:
            return candidate.closesQuote && SpeechVerb.follows(text, at: candidate.next, profile: profile) ? .no : .end
        default: return .likely
        }
    }

    /// Whether no blank stands between two places: "(ret.) Mark" holds an abbreviation, no sentence.
    private static func isOneWord(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start < end, end - start < 16 else { return false }
        for index in start..<end where text[index] <= 0x20 { return false }
        return true
    }

    /// A bracket opened inside the sentence and closed soon after holds a remark, and marks in it end nothing.
    private static func isInsideBracket(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, sentence: Int, openBracket: Int
    ) -> Bool {
        guard openBracket > sentence, candidate.mark - openBracket < 200, !candidate.closesBracket else { return false }
        var cursor = candidate.end
        let limit = min(text.count, cursor + 120)
        while cursor < limit {
            switch text[cursor] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"): return true
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\n"): return false
            default: break
            }
            cursor += 1
        }
        return false
    }

    private static func afterPeriod(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, word: Int, opening: ScannedCharacter, profile: LanguageProfile
    ) -> BoundaryVerdict {
        if candidate.hasNote { return opening.glyph == .lower ? .unlikely : .end }
        let left = MarkedWord(text, before: candidate.mark)
        let isQuoteOpened = word > candidate.next
        switch opening.glyph {
        case .lower:
            if candidate.closesQuote { return .unlikely }
            // A full stop that an abbreviation or a short number explains ends nothing before a small letter.
            let isExplained =
                left.isDotted || left.isSingleLetter || left.isConsonants || left.isNumber && left.range.count <= 2
                || profile.abbreviations[WordHash.of(text, left.range)] != 0
            if isExplained { return .no }
            return left.isLongWord(text, profile: profile) ? .likely : .small
        case .none: return .end
        default: break
        }
        if candidate.closesQuote || candidate.closesBracket {
            return opening.glyph == .digit || opening.glyph == .other ? .likely : .end
        }
        if left.range.isEmpty { return .likely }
        if let verdict = afterAbbreviation(text, candidate, left, word: word, opening: opening, profile: profile) {
            return verdict
        }
        if left.isSingleLetter {
            return afterInitial(text, left, word: word, opening: opening, profile: profile)
        }
        let isOrdinal = left.isNumber && profile.hasOrdinals && opening.glyph == .upper
        let isDoubtful = left.isDotted || isOrdinal || left.isConsonants && opening.glyph != .letter
        guard isDoubtful else { return opening.glyph == .upper || opening.glyph == .letter ? .end : .likely }
        // Years and page numbers end sentences; a day or an ordinal stands before its noun.
        if isOrdinal, left.range.count > 2 { return .likely }
        let startsSentence = StarterWord.isStarter(text, at: word, profile: profile)
        return startsSentence || left.isDotted && isQuoteOpened ? .likely : .unlikely
    }

    /// What an abbreviation before the full stop says; nil where the word is none.
    private static func afterAbbreviation(
        _ text: Span<UInt8>, _ candidate: MarkCandidate, _ left: MarkedWord, word: Int, opening: ScannedCharacter,
        profile: LanguageProfile
    ) -> BoundaryVerdict? {
        let kind = AbbreviationClass(rawValue: profile.abbreviations[WordHash.of(text, left.range)]) ?? .none
        // `Hauptstr. 5`: any street.
        if opening.glyph == .digit, profile.language == .german, left.endsInStreet(text) { return .no }
        let isStarter = StarterWord.isStarter(text, at: word, profile: profile)
        // `Hallam Tools Inc. ("Hallam")`, `Alvion Inc. (NASDAQ: ALVN)`: what the bracket says is said of the name.
        let isBracketed = text[candidate.next] == UInt8(ascii: "(") || text[candidate.next] == UInt8(ascii: "[")
        switch kind {
        case .none: return isBracketed && left.isDotted ? .no : nil
        case .leading: return isStarter && left.endsStreetName(text, profile: profile) ? .likely : .no
        case .numbered, .date: return opening.glyph == .digit ? .no : nil
        case .reference:
            guard left.isCapitalized else { return nil }
            let isSingle = opening.glyph == .upper && !isLetter(character(text, at: word + opening.length).glyph)
            return opening.glyph == .digit || isSingle ? .no : nil
        case .legal: return left.isCapitalized ? isStarter ? .likely : .no : nil
        case .closing where opening.glyph == .upper && !isBracketed:
            return TimeWord.isOne(text, at: word) ? .no : .likely
        case .trailing, .quantity, .closing:
            if isBracketed { return .no }
            return word > candidate.next || isStarter ? .likely : .unlikely
        case .capitalizedTrailing:
            guard left.isCapitalized else { return nil }
            return isStarter ? .likely : .unlikely
        }
    }

    private static func afterInitial(
        _ text: Span<UInt8>, _ left: MarkedWord, word: Int, opening: ScannedCharacter, profile: LanguageProfile
    ) -> BoundaryVerdict {
        // Another initial follows: "A. I. Miller".
        let second = word + opening.length
        if second < text.count, text[second] == UInt8(ascii: ".") { return .no }
        guard StarterWord.isStarter(text, at: word, profile: profile) else {
            return opening.glyph == .upper || opening.glyph == .letter ? .no : .unlikely
        }
        // "Malcolm X. The": an initial before a name is no end, the same letter before "The" mostly is.
        return .likely
    }
}
