/// Cuts text into words, numbers, addresses and tags, with byte offsets.
///
/// Words are those of ``WordScanner`` under the same ``WordRules``; on top of that, the words of an address, a mail
/// address, a hashtag or a mention become one token.
///
/// ```swift
/// let tokenizer = Tokenizer()
/// for token in tokenizer.tokens(in: "Mail jo@example.org about #Swift 6.2!") {
///     print(token.kind, token.range)
/// }
/// // word 0..<4, mail 5..<19, word 20..<25, hashtag 26..<32, number 33..<36
/// ```
public struct Tokenizer: Sendable {
    /// What is one word.
    public let rules: WordRules

    /// Creates a tokenizer.
    public init(rules: WordRules = .standard) {
        self.rules = rules
    }

    /// Creates a tokenizer with the rules for a language.
    public init(language: Language) {
        rules = WordRules(language: language)
    }

    /// The tokens of a text in order.
    ///
    /// - Complexity: O(bytes).
    public func tokens(in text: String) -> [Token] {
        var text = text
        return text.withUTF8 { tokens(in: $0) }
    }

    /// The tokens of UTF-8 bytes in order; ill-formed bytes separate.
    public func tokens(in utf8: Span<UInt8>) -> [Token] {
        utf8.withUnsafeBufferPointer { tokens(in: $0) }
    }

    /// The tokens of UTF-8 bytes in order, and for each a number that a function gives the folded word it ends with.
    ///
    /// The words of an address are joined after they have been numbered: only the numbers of words and of single tokens
    /// mean anything.
    package func tokens(
        in utf8: Span<UInt8>, numbering number: (UnsafeBufferPointer<UInt8>) -> UInt32
    ) -> (tokens: [Token], numbers: [UInt32]) {
        utf8.withUnsafeBufferPointer { text in
            var builder = TokenBuilder(text: text)
            var numbers: [UInt32] = []
            WordScanner(rules: rules).forEachWord(in: text) { word, range in
                let isNew = builder.append(
                    range, digitFirst: word[0] &- UInt8(ascii: "0") < 10, multibyte: word[0] >= 0x80)
                guard isNew else { return }
                // A mail address takes the place of the words before it.
                numbers.removeLast(numbers.count - (builder.tokens.count - 1))
                numbers.append(number(word))
            }
            return (builder.tokens, numbers)
        }
    }

    /// The folded words of a text in order: lower case, apostrophes as `'`.
    ///
    /// This is the plain form of what ``WordScanner`` streams; addresses and tags come as their words.
    public func words(in text: String) -> [String] {
        var text = text
        var words: [String] = []
        text.withUTF8 { bytes in
            WordScanner(rules: rules).forEachWord(in: bytes) { word, _ in
                words.append(String(decoding: word, as: UTF8.self))
            }
        }
        return words
    }

    private func tokens(in text: UnsafeBufferPointer<UInt8>) -> [Token] {
        var builder = TokenBuilder(text: text)
        // English prose has a word every 6 bytes; room for one every 5 spares the array from growing.
        builder.tokens.reserveCapacity(text.count / 5 + 4)
        WordScanner(rules: rules).forEachWord(in: text) { word, range in
            builder.append(range, digitFirst: word[0] &- UInt8(ascii: "0") < 10, multibyte: word[0] >= 0x80)
        }
        return builder.tokens
    }
}

/// Joins the words of addresses and tags as they come in.
private struct TokenBuilder {
    let text: UnsafeBufferPointer<UInt8>
    var tokens: [Token] = []
    /// Words that start before this offset belong to the address found last.
    var covered = 0
    /// Where the last stretch without a blank that was looked at for `@` ends, so that none is looked at twice.
    var localStart = 0

    init(text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Adds a word; gives false if it belongs to the address found last.
    @inline(__always) @discardableResult
    mutating func append(_ range: Range<Int>, digitFirst: Bool, multibyte: Bool) -> Bool {
        if range.lowerBound < covered { return false }
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0x20
        let after = range.upperBound < text.count ? text[range.upperBound] : 0x20
        // '#', '@' and ':' are rare: one table look-up for both neighbours decides.
        if isTrigger(before) || isTrigger(after) || after == UInt8(ascii: ".") {
            if appendSpecial(range, before: before, after: after) { return true }
        }
        var kind = Token.Kind.word
        if digitFirst {
            kind = isNumber(range) ? .number : .word
        } else if multibyte {
            kind = multibyteKind(range)
        }
        tokens.append(Token(range: range, kind: kind))
        return true
    }

    @inline(__always)
    private func isTrigger(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ":")
    }

    private func isNumber(_ range: Range<Int>) -> Bool {
        for i in range {
            let byte = text[i]
            if byte &- UInt8(ascii: "0") >= 10 && byte != UInt8(ascii: ".") && byte != UInt8(ascii: ",") {
                return false
            }
        }
        return true
    }

    private func multibyteKind(_ range: Range<Int>) -> Token.Kind {
        switch WordPart(ofScalarAt: range.lowerBound, in: text) {
        case .ideograph, .unspaced: .unspaced
        case .digit: isDigits(range) ? .number : .word
        default: .word
        }
    }

    private func isDigits(_ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        while at < range.upperBound {
            switch WordPart(ofScalarAt: at, in: text) {
            case .digit, .numberPoint, .mark, .format: break
            default:
                if text[at] != UInt8(ascii: ".") && text[at] != UInt8(ascii: ",") { return false }
            }
            at += 1
            while at < range.upperBound && text[at] & 0xC0 == 0x80 { at += 1 }
        }
        return true
    }

    // MARK: Addresses and tags

    @inline(never)
    private mutating func appendSpecial(_ range: Range<Int>, before: UInt8, after: UInt8) -> Bool {
        if after == UInt8(ascii: ":"), let end = urlEnd(scheme: range) {
            return cover(range.lowerBound..<end, .url)
        }
        if after == UInt8(ascii: "."), let end = webEnd(range) {
            return cover(range.lowerBound..<end, .url)
        }
        if after == UInt8(ascii: "@"), let whole = mail(local: range) {
            while let last = tokens.last, last.range.lowerBound >= whole.lowerBound { tokens.removeLast() }
            return cover(whole, .mail)
        }
        guard before == UInt8(ascii: "#") || before == UInt8(ascii: "@") else { return false }
        let mark = range.lowerBound - 1
        // Glued to something on its left it is neither a tag nor a mention: "C#", "a@b", "##".
        if mark > 0 && !isOpening(text[mark - 1]) { return false }
        return cover(mark..<range.upperBound, before == UInt8(ascii: "#") ? .hashtag : .mention)
    }

    private mutating func cover(_ range: Range<Int>, _ kind: Token.Kind) -> Bool {
        tokens.append(Token(range: range, kind: kind))
        covered = range.upperBound
        return true
    }

    private func isOpening(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"):
            true
        default: byte >= 0x80
        }
    }

    /// The end of `scheme://…`, or nil.
    private func urlEnd(scheme: Range<Int>) -> Int? {
        guard scheme.count <= 16, isLetters(scheme), matches("://", at: scheme.upperBound) else { return nil }
        let start = scheme.upperBound + 3
        let end = addressEnd(from: start)
        return end > start ? end : nil
    }

    /// The end of `www.…`, or nil.
    private func webEnd(_ range: Range<Int>) -> Int? {
        guard range.count == 3 else { return nil }
        for i in range where text[i] | 0x20 != UInt8(ascii: "w") { return nil }
        let end = addressEnd(from: range.upperBound + 1)
        return end > range.upperBound + 1 ? end : nil
    }

    /// An address runs to a blank, a control, a quote or an angle bracket; closing punctuation at its end is left off,
    /// and a bracket too unless it was opened inside.
    private func addressEnd(from start: Int) -> Int {
        var end = start
        var open = 0
        var close = 0
        while end < text.count {
            let byte = text[end]
            if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<")
                || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "`")
            {
                break
            }
            // Of what lies beyond ASCII, General Punctuation (dashes, quotes) and CJK punctuation end an address.
            if byte == 0xE2 && end + 1 < text.count && text[end + 1] == 0x80 { break }
            if byte == 0xE3 && end + 1 < text.count && text[end + 1] == 0x80 { break }
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { close += 1 }
            end += 1
        }
        while end > start {
            switch text[end - 1] {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                end -= 1
            case UInt8(ascii: ")") where close > open:
                end -= 1
                close -= 1
            default: return end
            }
        }
        return end
    }

    /// The range of `local@domain` around the word before the `@`, or nil.
    private mutating func mail(local: Range<Int>) -> Range<Int>? {
        let at = local.upperBound
        var end = at + 1
        var lastDot = 0
        while end < text.count {
            let byte = text[end]
            if isAlphanumeric(byte) || byte == UInt8(ascii: "-") {
                end += 1
            } else if byte == UInt8(ascii: "."), end + 1 < text.count, end > at + 1, isAlphanumeric(text[end + 1]) {
                lastDot = end
                end += 1
            } else {
                break
            }
        }
        while end > at + 1 && text[end - 1] == UInt8(ascii: "-") { end -= 1 }
        // A domain has a dot and ends in two letters or more.
        guard lastDot > 0, end - lastDot > 2, isLetters(lastDot + 1..<end) else { return nil }
        var start = local.lowerBound
        // A local part is at most 64 bytes long (RFC 5321, section 4.5.3.1.1), which also bounds the walk.
        while start > covered && start > at - 64 {
            let byte = text[start - 1]
            guard
                isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
            else { break }
            start -= 1
        }
        while start < local.lowerBound && !isAlphanumeric(text[start]) { start += 1 }
        for token in tokens.reversed() {
            if token.range.upperBound <= start { break }
            // Never half of a token: the local part then starts after it.
            if token.range.lowerBound < start { start = token.range.upperBound }
        }
        while start < local.lowerBound && !isAlphanumeric(text[start]) { start += 1 }
        return start..<end
    }

    private func matches(_ literal: StaticString, at offset: Int) -> Bool {
        guard offset + literal.utf8CodeUnitCount <= text.count else { return false }
        for i in 0..<literal.utf8CodeUnitCount where text[offset + i] != literal.utf8Start[i] { return false }
        return true
    }

    private func isLetters(_ range: Range<Int>) -> Bool {
        for i in range where (text[i] | 0x20) &- UInt8(ascii: "a") >= 26 { return false }
        return true
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
}
