/// Blocks of a page that lost the break between them, with no end mark: `Share this articleThe city of …`.
///
/// A small letter or a digit touches a capital. That is how names are written, too (`YouTube`, `McDonald`), so a cut
/// needs a reason: the word after it begins sentences, one of the two is a page's label, the line before is a byline,
/// or a whole word in small letters stands before a word that sets off like a sentence.
enum BlockJoint {
    /// How many joints of a text are settled by what else the text says; it keeps the time linear.
    static let lookUps = 24

    /// A token that goes on longer than this on either side is not looked at further.
    static let reach = 64

    /// Whether a sentence ends between the character before `index` and the capital at it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - index: Where the capital stands.
    ///   - sentence: Where the current sentence starts.
    ///   - profile: What is known of the language.
    ///   - lookUps: How many joints may still be settled by what else the text says.
    /// - Returns: Whether the character before `index` ends a sentence.
    static func isEnd(
        _ text: Span<UInt8>, at index: Int, sentence: Int, profile: LanguageProfile, lookUps: inout Int
    ) -> Bool {
        let left = Left(text, before: index, sentence: sentence)
        guard left.kind != .none else { return false }
        let right = Right(text, at: index)
        guard right.isWord, !isCode(text, from: left.token, at: index) else { return false }
        let isStarter = right.isStarter(text, profile: profile)
        switch left.kind {
        case .digits: return afterDigits(text, left, right, isStarter: isStarter)
        case .small: return afterSmall(text, left, right, isStarter: isStarter, profile: profile)
        case .capitalized:
            if afterCapitalized(text, left, right, isStarter: isStarter, profile: profile) { return true }
            guard lookUps > 0, mayStandApart(text, left, right) else { return false }
            lookUps -= 1
            return standsApart(text, left, right)
        case .none: return false
        }
    }

    /// `in 1998The`, `14 May 2024Share`; not `3D`, `20H00`, `26Al` or the footnote `2The` at the start of its text.
    private static func afterDigits(_ text: Span<UInt8>, _ left: Left, _ right: Right, isStarter: Bool) -> Bool {
        guard left.hasLettersBefore, left.isWholeToken else { return false }
        if left.isYear || left.isTime {
            if right.count == 1 { return isStarter && right.isBeforeSmallLetter }
            return right.isTitle && (isStarter || right.count >= 3)
        }
        guard right.isTitle else { return false }
        if BlockLabels.opens(text, right.range) { return right.count >= 4 }
        return isStarter && right.count >= 3 && right.isBeforeSmallLetter
    }

    /// `this articleThe`, `on gasworks siteMarden council`; not `eBay`, `easyJet`, nor the lost blank of `inTexas`.
    private static func afterSmall(
        _ text: Span<UInt8>, _ left: Left, _ right: Right, isStarter: Bool, profile: LanguageProfile
    ) -> Bool {
        guard left.count >= 2, left.startsToken, !NamePrefix.isParticle(text, left.word),
            !BlockLabels.isName(text, left.word.lowerBound..<right.range.upperBound)
        else { return false }
        if right.isElided || isStarter && right.isTitle && right.isFollowed {
            return left.count >= 3 || right.count >= 3
        }
        if isStarter, right.count == 1 {
            // `vitamin A`, but `À 20 heures`.
            return left.count >= 4 && (right.isBeforeSmallLetter || right.isFollowed && right.range.count > 1)
        }
        if BlockLabels.opens(text, right.range), right.isTitle { return true }
        guard right.isFollowed, right.count >= 2 else { return false }
        if BlockLabels.closes(text, left.word) { return true }
        // `theUnited`, `inTexas`: a blank was lost inside a sentence. `Sign in`, `Voir aussi` are labels.
        if profile.starters[WordHash.of(text, left.word)] > 0 { return right.isTitle && left.endsLabel(text) }
        guard left.count >= 3, left.hasLettersBefore, !NamePrefix.holds(text, left.word) else { return false }
        return right.isTitle || left.count >= 4 && !right.hasLower && right.isBeforeBlank
    }

    /// `By Ina RothThe`, `AdvertisementBuilding is`; not `YouTube`, `LinkedIn`, `ThyssenKrupp`.
    private static func afterCapitalized(
        _ text: Span<UInt8>, _ left: Left, _ right: Right, isStarter: Bool, profile: LanguageProfile
    ) -> Bool {
        guard left.count >= 2, left.startsToken, !NamePrefix.isParticle(text, left.word),
            !BlockLabels.isName(text, left.word.lowerBound..<right.range.upperBound)
        else { return false }
        let isWord = right.isTitle || right.isElided || right.count >= 2 && !right.hasLower || isStarter
        let isLabelled = left.isFirst ? BlockLabels.stands(text, left.word) : BlockLabels.signs(text, left.word)
        // Short starters end names, too: `LinkedIn`, `WorldCom`, `CapitalOne`, `StudentIn`.
        let endsName = NameEnding.holds(text, right.range) && !right.isBeforeDeterminer(text)
        if isWord, right.isFollowed, isLabelled && !endsName || left.endsByline(text) { return true }
        // `HeForShe`: a word with a further capital inside is a name.
        guard left.capitals == 1 else { return false }
        if isStarter, right.isTitle || right.isElided { return !endsName && right.isFollowed }
        guard left.count >= 3, right.isTitle, !NamePrefix.holds(text, left.word) else { return false }
        if BlockLabels.opensAfterName(text, right.range) {
            return right.isFollowed || right.isBeforeJoint || right.isLast
        }
        return false
    }

    /// Whether two capitalised words touch that may be the end of a headline and the start of a lead.
    private static func mayStandApart(_ text: Span<UInt8>, _ left: Left, _ right: Right) -> Bool {
        left.count >= 3 && left.capitals == 1 && left.startsToken && left.hasLettersBefore && right.isTitle
            && right.count >= 3 && right.isBeforeBlank && !NamePrefix.holds(text, left.word)
    }

    /// Whether both words stand apart elsewhere nearby, and never together again: the headline's last word and the lead's
    /// first are taken up by the article, while a name is written as it is each time.
    private static func standsApart(_ text: Span<UInt8>, _ left: Left, _ right: Right) -> Bool {
        let joint = right.range.lowerBound
        let window = max(0, joint - 512)..<min(text.count, joint + 4096)
        var (hasLeft, hasRight) = (false, false)
        var cursor = window.lowerBound
        while cursor < window.upperBound {
            let byte = text[cursor]
            let isLeft = byte == text[left.word.lowerBound] && cursor != left.word.lowerBound
            let isRight = byte == text[joint] && cursor != joint
            if isLeft || isRight, !isLetter(character(text, before: cursor).glyph) {
                if isLeft, matches(text, left.word.lowerBound..<right.range.upperBound, at: cursor) { return false }
                if isLeft, matches(text, left.word, at: cursor) { hasLeft = true }
                if isRight, matches(text, right.range, at: cursor) { hasRight = true }
            }
            cursor += 1
        }
        return hasLeft && hasRight
    }

    /// Whether the word in a range stands also at an offset.
    private static func matches(_ text: Span<UInt8>, _ word: Range<Int>, at offset: Int) -> Bool {
        guard offset + word.count <= text.count else { return false }
        for step in 0..<word.count where text[offset + step] != text[word.lowerBound + step] { return false }
        return !isLetter(character(text, at: offset + word.count).glyph)
    }

    /// Whether the token around a joint is an address, a path, a tag or code.
    private static func isCode(_ text: Span<UInt8>, from start: Int, at index: Int) -> Bool {
        var cursor = start
        var slashes = 0
        let limit = min(text.count, index + reach)
        while cursor < limit, text[cursor] > 0x20 {
            switch text[cursor] {
            case UInt8(ascii: "/"):
                // `Mendes/Reuters` is a credit; a path has more of them or a host.
                slashes += 1
                if slashes > 1 || cursor >= index || cursor == start { return true }
            case UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="),
                UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
                UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "~"):
                return true
            case UInt8(ascii: "("), UInt8(ascii: "["):
                // A call or an index, unless a bracket opens the token.
                if cursor > start { return true }
            case UInt8(ascii: "."), UInt8(ascii: ":"):
                let after = character(text, at: cursor + 1).glyph
                if after == .lower || after == .digit && !isDigit(text, before: cursor) { return true }
                // What follows the mark is a token of its own.
                if after == .upper, cursor > index { return false }
            default: break
            }
            cursor += 1
        }
        return false
    }

    private static func isDigit(_ text: Span<UInt8>, before index: Int) -> Bool {
        character(text, before: index).glyph == .digit
    }
}
