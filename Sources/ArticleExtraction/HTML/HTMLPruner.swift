/// Rewrites a page into the small, regular part of HTML that article extraction reads, before libxml2 sees it.
///
/// Scripts, styles, drawings, comments and unknown attributes are most of a modern page's bytes; they are cut here in
/// one pass. The same pass is what keeps the parse linear on hostile pages: it caps nesting, attributes and their
/// length, for libxml2 takes quadratic time on a tag with very many attributes, and makes a `<` that opens nothing text.
///
/// - Complexity: linear in the number of bytes.
package struct HTMLPruner: Sendable {
    /// The rewritten page.
    package private(set) var output: [UInt8] = []
    /// Byte ranges of the input that hold JSON-LD, without the script element's tags.
    package private(set) var linkedData: [Range<Int>] = []

    /// Open elements beyond this many are dropped, their text kept.
    ///
    /// Real pages stay below 100.
    package static let maximumDepth = 400
    /// Attribute values are cut here; class lists and links of real pages are shorter.
    package static let maximumAttributeLength = 2048

    private var nesting: HTMLNesting
    /// Facts about the rest of the page that were found by a search that reached its end: no second search.
    private var missing: UInt32 = 0

    /// Rewrites a page.
    ///
    /// - Parameters:
    ///   - input: the page in UTF-8.
    ///   - closesAll: whether every element gets its end tag, for pages that were made to nest without end: libxml2 looks
    ///     through all open elements at each tag.
    package init(_ input: [UInt8], closesAll: Bool = false) {
        nesting = HTMLNesting(limit: HTMLPruner.maximumDepth, isStrict: closesAll)
        output.reserveCapacity(input.count / 2 + 64)
        input.withUnsafeBufferPointer { rewrite($0) }
    }

    private mutating func rewrite(_ input: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let end = input.count
        while index < end {
            let open = HTMLPruner.find(UInt8(ascii: "<"), in: input, from: index)
            appendText(input, index..<open)
            guard open < end else { return }
            index = open
            let next = open + 1 < end ? input[open + 1] : 0
            if HTMLPruner.isLetter(next) {
                index = startTag(input, open)
            } else if next == UInt8(ascii: "/") {
                index = endTag(input, open)
            } else if next == UInt8(ascii: "!") {
                index = declaration(input, open)
            } else if next == UInt8(ascii: "?") {
                index = min(HTMLPruner.find(UInt8(ascii: ">"), in: input, from: open) + 1, end)
            } else {
                append("&lt;")
                index = open + 1
            }
        }
    }

    /// Copies text without its NUL bytes and other control characters, which stop libxml2.
    private mutating func appendText(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var first = range.lowerBound
        for index in range where input[index] < 0x20 {
            let byte = input[index]
            if byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: input[first..<index]))
            output.append(0x20)
            first = index + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: input[first..<range.upperBound]))
    }

    private mutating func append(_ text: StaticString) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    // MARK: Tags

    private mutating func declaration(_ input: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int {
        let end = input.count
        if open + 3 < end, input[open + 2] == 0x2D, input[open + 3] == 0x2D {
            // `<!-->` and `<!--->` are whole comments.
            var index = open + 4
            if index < end, input[index] == 0x3E { return index + 1 }
            if index + 1 < end, input[index] == 0x2D, input[index + 1] == 0x3E { return index + 2 }
            guard missing & 1 == 0 else { return open + 4 }
            while index < end {
                index = HTMLPruner.find(0x3E, in: input, from: index)
                if index < end, input[index - 1] == 0x2D, input[index - 2] == 0x2D { return index + 1 }
                index += 1
            }
            // Never closed: the text after it is worth more than the rule that swallows it.
            missing |= 1
            return open + 4
        }
        if open + 8 < end, input[open + 2] == 0x5B {
            // `<![CDATA[` and `<![if`: the mark goes, what it encloses stays.
            // The `>` is looked for only up to the bracket, so that many marks without one stay linear.
            var index = open + 3
            while index < end, input[index] != 0x5B, input[index] != 0x3E { index += 1 }
            return min(index + 1, end)
        }
        return min(HTMLPruner.find(0x3E, in: input, from: open) + 1, end)
    }

    private mutating func endTag(_ input: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int {
        let end = input.count
        var index = open + 2
        guard index < end, HTMLPruner.isLetter(input[index]) else {
            return min(HTMLPruner.find(0x3E, in: input, from: open) + 1, end)
        }
        let first = output.count
        append("</")
        while index < end, HTMLPruner.isName(input[index]), index - open < 40 {
            output.append(HTMLPruner.lower(input[index]))
            index += 1
        }
        output.append(0x3E)
        let tag = output.withUnsafeBufferPointer {
            HTMLTag(name: UnsafeBufferPointer(rebasing: $0[(first + 2)..<($0.count - 1)]))
        }
        settle(nesting.end(tag), from: first)
        return min(HTMLPruner.find(0x3E, in: input, from: index) + 1, end)
    }

    private mutating func startTag(_ input: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int {
        let end = input.count
        let first = output.count
        output.append(0x3C)
        var index = open + 1
        while index < end, HTMLPruner.isName(input[index]), index - open < 40 {
            output.append(HTMLPruner.lower(input[index]))
            index += 1
        }
        let nameEnd = output.count
        let tag = output.withUnsafeBufferPointer { HTMLTag(name: UnsafeBufferPointer(rebasing: $0[(first + 1)...])) }
        let raw =
            tag == .unknown || tag == .template
            ? RawElement(name: Array(output[(first + 1)..<nameEnd])) : nil
        var isLinkedData = false
        guard let after = attributes(input, index, tag: tag, isLinkedData: &isLinkedData) else {
            // The tag never ends. Once it may be a stray `<` before a letter; after that the rest is no text, which
            // also keeps the pass linear.
            output.removeSubrange(first...)
            guard missing & 8 == 0 else { return end }
            missing |= 8
            append("&lt;")
            return open + 1
        }
        if let raw {
            output.removeSubrange(first...)
            // Content that is no text: skip to the end tag, or only the tag itself when there is none.
            guard missing & raw.bit == 0 else { return after }
            guard let close = raw.findEnd(in: input, from: after) else {
                missing |= raw.bit
                return after
            }
            if isLinkedData { linkedData.append(after..<close) }
            return min(HTMLPruner.find(0x3E, in: input, from: close) + 1, end)
        }
        output.append(0x3E)
        settle(nesting.start(tag), from: first)
        return after
    }

    /// Does with the tag at the end of the output what was decided.
    private mutating func settle(_ change: HTMLNesting.TagChange, from first: Int) {
        switch change {
        case .keep: break
        case .drop: output.removeSubrange(first...)
        case .keepBehind(let closed):
            let tag = Array(output[first...])
            output.removeSubrange(first...)
            for name in closed { output.append(contentsOf: "</\(name)>".utf8) }
            output.append(contentsOf: tag)
        }
    }

    /// Copies the attributes that extraction reads; returns the offset after `>`, or nil where there is none.
    private mutating func attributes(
        _ input: UnsafeBufferPointer<UInt8>, _ start: Int, tag: HTMLTag, isLinkedData: inout Bool
    ) -> Int? {
        let end = input.count
        var index = start
        var seen: UInt32 = 0
        while true {
            while index < end, input[index] <= 0x20 || input[index] == 0x2F { index += 1 }
            guard index < end else { return nil }
            if input[index] == 0x3E { return index + 1 }
            let nameStart = index
            index += 1
            while index < end, input[index] > 0x20, input[index] != 0x3D, input[index] != 0x3E, input[index] != 0x2F {
                // A new tag inside a tag: this one was never closed.
                if input[index] == 0x3C { break }
                index += 1
            }
            let name = UnsafeBufferPointer(rebasing: input[nameStart..<index])
            while index < end, input[index] <= 0x20 { index += 1 }
            var value = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            if index < end, input[index] == 0x3D {
                index += 1
                while index < end, input[index] <= 0x20 { index += 1 }
                guard index < end else { return nil }
                let quote = input[index]
                if quote == 0x22 || quote == 0x27 {
                    let bit: UInt32 = quote == 0x22 ? 2 : 4
                    let close = missing & bit != 0 ? end : HTMLPruner.find(quote, in: input, from: index + 1)
                    if close == end {
                        // No quote closes the value: it ends where the tag seems to end.
                        missing |= bit
                        index += 1
                        let first = index
                        while index < end, input[index] != 0x3E, input[index] > 0x20 { index += 1 }
                        value = UnsafeBufferPointer(rebasing: input[first..<index])
                    } else {
                        value = UnsafeBufferPointer(rebasing: input[(index + 1)..<close])
                        index = close + 1
                    }
                } else {
                    let first = index
                    while index < end, input[index] > 0x20, input[index] != 0x3E { index += 1 }
                    value = UnsafeBufferPointer(rebasing: input[first..<index])
                }
            }
            if let attribute = HTMLAttribute(name: name), seen & (1 << UInt32(attribute.rawValue)) == 0 {
                seen |= 1 << UInt32(attribute.rawValue)
                keep(attribute, value, tag: tag, isLinkedData: &isLinkedData)
            }
        }
    }

    private mutating func keep(
        _ attribute: HTMLAttribute, _ value: UnsafeBufferPointer<UInt8>, tag: HTMLTag, isLinkedData: inout Bool
    ) {
        switch attribute {
        case .type:
            isLinkedData = HTMLPruner.contains("ld+json", in: value)
            return
        case .style:
            // Only whether the element is shown matters.
            if HTMLPruner.contains("display:none", in: value) || HTMLPruner.contains("display: none", in: value) {
                append(" hidden=\"\"")
            }
            return
        case .href where tag != .a && tag != .link, .content where tag != .meta: return
        default: break
        }
        output.append(0x20)
        append(attribute.name)
        append("=\"")
        let limit = attribute == .content ? 4 * HTMLPruner.maximumAttributeLength : HTMLPruner.maximumAttributeLength
        var count = min(value.count, limit)
        // Never cut a character in two.
        while count < value.count, count > 0, value[count] & 0xC0 == 0x80 { count -= 1 }
        for byte in value[..<count] {
            switch byte {
            case 0x22: append("&quot;")
            case 0x3C: append("&lt;")
            case 0..<0x20: output.append(0x20)
            default: output.append(byte)
            }
        }
        output.append(0x22)
    }

    // MARK: Bytes

    private static func find(_ byte: UInt8, in input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let end = input.count
        while index < end, input[index] != byte { index += 1 }
        return min(index, end)
    }

    private static func contains(_ word: StaticString, in value: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = word.utf8CodeUnitCount
        guard value.count >= length else { return false }
        var start = 0
        let last = min(value.count, 512) - length
        while start <= last {
            var offset = 0
            while offset < length, lower(value[start + offset]) == word.utf8Start[offset] { offset += 1 }
            if offset == length { return true }
            start += 1
        }
        return false
    }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    static func isName(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }
    static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}

/// The attributes that extraction reads.
package enum HTMLAttribute: UInt8, Sendable {
    case `class`, id, itemprop, role, href, datetime, content, property, name, lang, hidden, style, rel, type, charset
    case testID, component, ariaLabel, ariaHidden, itemtype

    /// Finds the attribute for a name in any case.
    package init?(name: UnsafeBufferPointer<UInt8>) {
        guard name.count >= 2, name.count <= 14 else { return nil }
        func matches(_ word: StaticString) -> Bool {
            guard word.utf8CodeUnitCount == name.count else { return false }
            for index in 0..<name.count where HTMLPruner.lower(name[index]) != word.utf8Start[index] { return false }
            return true
        }
        let found: HTMLAttribute? =
            switch name[0] | 0x20 {
            case UInt8(ascii: "c"):
                matches("class") ? .class : matches("content") ? .content : matches("charset") ? .charset : nil
            case UInt8(ascii: "i"):
                matches("id") ? .id : matches("itemprop") ? .itemprop : matches("itemtype") ? .itemtype : nil
            case UInt8(ascii: "r"): matches("role") ? .role : matches("rel") ? .rel : nil
            case UInt8(ascii: "h"): matches("href") ? .href : matches("hidden") ? .hidden : nil
            case UInt8(ascii: "d"):
                matches("datetime")
                    ? .datetime : matches("data-testid") ? .testID : matches("data-component") ? .component : nil
            case UInt8(ascii: "p"): matches("property") ? .property : nil
            case UInt8(ascii: "n"): matches("name") ? .name : nil
            case UInt8(ascii: "l"): matches("lang") ? .lang : nil
            case UInt8(ascii: "s"): matches("style") ? .style : nil
            case UInt8(ascii: "t"): matches("type") ? .type : nil
            case UInt8(ascii: "a"):
                matches("aria-hidden") ? .ariaHidden : matches("aria-label") ? .ariaLabel : nil
            default: nil
            }
        guard let found else { return nil }
        self = found
    }

    /// The name as written in the rewritten page.
    package var name: StaticString {
        switch self {
        case .class: "class"
        case .id: "id"
        case .itemprop: "itemprop"
        case .role: "role"
        case .href: "href"
        case .datetime: "datetime"
        case .content: "content"
        case .property: "property"
        case .name: "name"
        case .lang: "lang"
        case .hidden: "hidden"
        case .style: "style"
        case .rel: "rel"
        case .type: "type"
        case .charset: "charset"
        case .testID: "data-testid"
        case .component: "data-component"
        case .ariaLabel: "aria-label"
        case .ariaHidden: "aria-hidden"
        case .itemtype: "itemtype"
        }
    }
}

/// An element whose content is skipped as a whole, since none of it is text of the page.
///
/// `noscript` is not among them: forums and pages built by scripts have their text there.
private enum RawElement: UInt8 {
    case script, style, template, svg, iframe, textarea, math, canvas, object

    init?(name: [UInt8]) {
        switch name.count {
        case 3 where name.elementsEqual("svg".utf8): self = .svg
        case 4 where name.elementsEqual("math".utf8): self = .math
        case 5 where name.elementsEqual("style".utf8): self = .style
        case 6 where name.elementsEqual("script".utf8): self = .script
        case 6 where name.elementsEqual("iframe".utf8): self = .iframe
        case 6 where name.elementsEqual("canvas".utf8): self = .canvas
        case 6 where name.elementsEqual("object".utf8): self = .object
        case 8 where name.elementsEqual("template".utf8): self = .template
        case 8 where name.elementsEqual("textarea".utf8): self = .textarea
        default: return nil
        }
    }

    var bit: UInt32 { 1 << (8 + UInt32(rawValue)) }

    private var name: StaticString {
        switch self {
        case .script: "script"
        case .style: "style"
        case .template: "template"
        case .svg: "svg"
        case .iframe: "iframe"
        case .textarea: "textarea"
        case .math: "math"
        case .canvas: "canvas"
        case .object: "object"
        }
    }

    /// The offset of the end tag, or nil.
    func findEnd(in input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let word = name
        let length = word.utf8CodeUnitCount
        var index = start
        let last = input.count - length - 2
        while index <= last {
            if input[index] == 0x3C, input[index + 1] == 0x2F {
                var offset = 0
                while offset < length, HTMLPruner.lower(input[index + 2 + offset]) == word.utf8Start[offset] {
                    offset += 1
                }
                if offset == length { return index }
            }
            index += 1
        }
        return nil
    }
}
