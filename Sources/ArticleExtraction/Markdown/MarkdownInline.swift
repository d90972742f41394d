/// Strips the marks inside one block of Markdown: emphasis, code spans, links, images, tags, escapes, references.
struct MarkdownInline {
    /// A run of `*`, `_` or `~` in the output, and how much of it belongs to pairs.
    private struct Delimiter {
        var mark: UInt8
        var start: Int
        var length: Int
        var paired = 0
        var canOpen: Bool
        var canClose: Bool
    }

    /// A code span or a tag longer than this is taken as text: it bounds the look-ahead.
    private static let reach = 2_000

    private var output: [UInt8] = []
    private var delimiters: [Delimiter] = []
    /// The place of the closing bracket or parenthesis for that of each opening one.
    private var closings: [Int: Int] = [:]
    /// The next `>` from where it was last looked for, so that many `<` cost one walk.
    private var nextAngle = 0

    /// The plain text; line breaks inside the block become blanks.
    mutating func plainText(of text: Span<UInt8>) -> [UInt8] {
        output.removeAll(keepingCapacity: true)
        delimiters.removeAll(keepingCapacity: true)
        nextAngle = 0
        matchBrackets(text)
        scan(text)
        pairDelimiters()
        return withoutMarks()
    }

    // MARK: Scanning

    private mutating func scan(_ text: Span<UInt8>) {
        var at = 0
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "\\") where at + 1 < text.count && isPunctuation(text[at + 1]):
                output.append(text[at + 1])
                at += 2
            case UInt8(ascii: "`"): at = codeSpan(text, at)
            case UInt8(ascii: "!") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "["):
                at = image(text, at)
            case UInt8(ascii: "["): at = link(text, at)
            case UInt8(ascii: "]"): at = linkEnd(text, at)
            case UInt8(ascii: "<"): at = tag(text, at)
            case UInt8(ascii: "&"): at = entity(text, at)
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): at = delimiter(text, at)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: " "):
                if output.last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
                at += 1
            default:
                output.append(text[at])
                at += 1
            }
        }
    }

    private mutating func codeSpan(_ text: Span<UInt8>, _ start: Int) -> Int {
        var length = 0
        while start + length < text.count && text[start + length] == UInt8(ascii: "`") { length += 1 }
        var at = start + length
        let limit = min(text.count, at + Self.reach)
        while at < limit {
            guard text[at] == UInt8(ascii: "`") else {
                at += 1
                continue
            }
            var run = 0
            while at + run < text.count && text[at + run] == UInt8(ascii: "`") { run += 1 }
            if run == length {
                for i in (start + length)..<at { output.append(text[i] == UInt8(ascii: "\n") ? 0x20 : text[i]) }
                return at + run
            }
            at += run
        }
        for _ in 0..<length { output.append(UInt8(ascii: "`")) }
        return start + length
    }

    /// Finds the partner of every bracket and parenthesis in one pass, each kind for itself.
    private mutating func matchBrackets(_ text: Span<UInt8>) {
        closings.removeAll(keepingCapacity: true)
        var brackets: [Int] = []
        var parentheses: [Int] = []
        var at = 0
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "["): brackets.append(at)
            case UInt8(ascii: "]"): if let open = brackets.popLast() { closings[open] = at }
            case UInt8(ascii: "(") where at > 0 && text[at - 1] == UInt8(ascii: "]"): parentheses.append(at)
            case UInt8(ascii: "(") where !parentheses.isEmpty: parentheses.append(at)
            case UInt8(ascii: ")"): if let open = parentheses.popLast() { closings[open] = at }
            default: break
            }
            at += 1
        }
    }

    /// Where the address or reference after a link's text ends.
    private func addressEnd(_ text: Span<UInt8>, after bracket: Int) -> Int? {
        guard bracket + 1 < text.count else { return nil }
        switch text[bracket + 1] {
        case UInt8(ascii: "("), UInt8(ascii: "["): return closings[bracket + 1].map { $0 + 1 }
        default: return nil
        }
    }

    /// An image says nothing in a plain text; its alternative text is a caption at best.
    private func image(_ text: Span<UInt8>, _ start: Int) -> Int {
        guard let bracket = closings[start + 1] else { return start + 2 }
        return addressEnd(text, after: bracket) ?? bracket + 1
    }

    /// Opens a link, or drops a footnote mark.
    ///
    /// The text of the link is read by the loop, for it has marks of its own.
    private mutating func link(_ text: Span<UInt8>, _ start: Int) -> Int {
        if start + 1 < text.count, text[start + 1] == UInt8(ascii: "^"),
            let bracket = closings[start]
        {
            let isDefinition = start == 0 && bracket + 1 < text.count && text[bracket + 1] == UInt8(ascii: ":")
            return bracket + (isDefinition ? 2 : 1)
        }
        guard let bracket = closings[start],
            addressEnd(text, after: bracket) != nil
        else {
            output.append(UInt8(ascii: "["))
            return start + 1
        }
        return start + 1
    }

    /// The end of a link's text takes its address with it.
    private mutating func linkEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        if let end = addressEnd(text, after: start) { return end }
        output.append(UInt8(ascii: "]"))
        return start + 1
    }

    private mutating func tag(_ text: Span<UInt8>, _ start: Int) -> Int {
        if nextAngle <= start {
            nextAngle = start + 1
            while nextAngle < text.count && text[nextAngle] != UInt8(ascii: ">") { nextAngle += 1 }
        }
        let limit = min(text.count, start + Self.reach)
        var at = start + 1
        guard nextAngle < limit, isLetter(text[at]) || text[at] == UInt8(ascii: "/") || text[at] == UInt8(ascii: "!")
        else {
            output.append(UInt8(ascii: "<"))
            return start + 1
        }
        var isAddress = false
        while at < limit && text[at] != UInt8(ascii: ">") {
            if text[at] == UInt8(ascii: ":") || text[at] == UInt8(ascii: "@") { isAddress = true }
            if text[at] == UInt8(ascii: " ") { break }
            at += 1
        }
        let bare = at < limit && text[at] == UInt8(ascii: ">")
        if bare && isAddress {
            for i in (start + 1)..<at { output.append(text[i]) }
            return at + 1
        }
        while at < limit && text[at] != UInt8(ascii: ">") { at += 1 }
        if at < limit { return at + 1 }
        output.append(UInt8(ascii: "<"))
        return start + 1
    }

    private mutating func entity(_ text: Span<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < min(text.count, start + 10)
            && (isLetter(text[end]) || text[end] &- UInt8(ascii: "0") < 10
                || text[end] == UInt8(ascii: "#"))
        {
            end += 1
        }
        guard end < text.count, text[end] == UInt8(ascii: ";"), end > start + 1 else {
            output.append(UInt8(ascii: "&"))
            return start + 1
        }
        let name = text.extracting((start + 1)..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let scalar = Self.scalar(named: name) else {
            output.append(UInt8(ascii: "&"))
            return start + 1
        }
        output.append(contentsOf: String(Character(scalar)).utf8)
        return end + 1
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
        return switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case "nbsp": "\u{A0}"
        case "copy": "\u{A9}"
        case "ndash": "\u{2013}"
        case "mdash": "\u{2014}"
        case "lsquo": "\u{2018}"
        case "rsquo": "\u{2019}"
        case "ldquo": "\u{201C}"
        case "rdquo": "\u{201D}"
        case "hellip": "\u{2026}"
        default: nil
        }
    }

    // MARK: Emphasis

    private mutating func delimiter(_ text: Span<UInt8>, _ start: Int) -> Int {
        let mark = text[start]
        var end = start
        while end < text.count && text[end] == mark { end += 1 }
        let before = start > 0 ? text[start - 1] : 0x20
        let after = end < text.count ? text[end] : 0x20
        // Left- and right-flanking runs (CommonMark, section 6.2), with every byte beyond ASCII taken as a letter.
        let left = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before))
        let right = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after))
        let isUnderscore = mark == UInt8(ascii: "_")
        let isTilde = mark == UInt8(ascii: "~")
        if !isTilde || end - start == 2 {
            delimiters.append(
                Delimiter(
                    mark: mark, start: output.count, length: end - start,
                    canOpen: left && (!isUnderscore || !right || isPunctuation(before)),
                    canClose: right && (!isUnderscore || !left || isPunctuation(after))))
        }
        for _ in start..<end { output.append(mark) }
        return end
    }

    /// Pairs closers with the openers before them, the last first, each mark for itself.
    private mutating func pairDelimiters() {
        var openers: [UInt8: [Int]] = [:]
        for index in delimiters.indices {
            let mark = delimiters[index].mark
            if delimiters[index].canClose {
                while delimiters[index].paired < delimiters[index].length, let opener = openers[mark]?.last {
                    let count = min(
                        delimiters[index].length - delimiters[index].paired,
                        delimiters[opener].length - delimiters[opener].paired)
                    delimiters[index].paired += count
                    delimiters[opener].paired += count
                    if delimiters[opener].paired == delimiters[opener].length { openers[mark]?.removeLast() }
                }
            }
            if delimiters[index].canOpen && delimiters[index].paired < delimiters[index].length {
                openers[mark, default: []].append(index)
            }
        }
    }

    private func withoutMarks() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(output.count)
        var done = 0
        for delimiter in delimiters where delimiter.paired > 0 {
            result.append(contentsOf: output[done..<delimiter.start])
            done = delimiter.start + delimiter.paired
        }
        result.append(contentsOf: output[done...])
        while result.last == UInt8(ascii: " ") { result.removeLast() }
        let start = result.firstIndex { $0 != UInt8(ascii: " ") } ?? result.count
        return start == 0 ? result : Array(result[start...])
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !isLetter(byte) && byte &- UInt8(ascii: "0") >= 10
    }
}
