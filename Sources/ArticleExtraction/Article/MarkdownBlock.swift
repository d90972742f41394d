internal import TextProcessing

/// Writes one block of an article as Markdown.
enum MarkdownBlock {
    /// Appends a block; `content` holds inline marks already and, in code, none.
    static func append(
        _ kind: Article.Block.Kind, _ content: [UInt8], to output: inout [UInt8], startsTable: Bool = false
    ) {
        switch kind {
        case .paragraph: append(lines: content, first: [], rest: [], to: &output)
        case .heading(let level):
            output.append(contentsOf: [UInt8](repeating: 0x23, count: max(1, min(6, level))))
            output.append(0x20)
            for byte in content { output.append(byte == 0x0A ? 0x20 : byte) }
        case .listItem(let depth, let ordered):
            let indent = [UInt8](repeating: 0x20, count: 4 * (max(1, min(depth, 8)) - 1))
            append(
                lines: content, first: indent + Array((ordered ? "1. " : "- ").utf8), rest: indent + [0x20, 0x20],
                to: &output)
        case .quote: append(lines: content, first: [0x3E, 0x20], rest: [0x3E, 0x20], to: &output)
        case .code:
            let fence = [UInt8](repeating: 0x60, count: max(3, longestRun(of: 0x60, in: content) + 1))
            output.append(contentsOf: fence)
            output.append(0x0A)
            output.append(contentsOf: content)
            output.append(0x0A)
            output.append(contentsOf: fence)
        case .tableRow:
            output.append(contentsOf: "| ".utf8)
            output.append(contentsOf: content)
            output.append(contentsOf: " |".utf8)
            if startsTable {
                output.append(0x0A)
                var cells = 1
                var index = 0
                while index + 2 < content.count {
                    if content[index] == 0x20, content[index + 1] == 0x7C, content[index + 2] == 0x20 { cells += 1 }
                    index += 1
                }
                for _ in 0..<cells { output.append(contentsOf: "| --- ".utf8) }
                output.append(0x7C)
            }
        case .footnote: append(lines: content, first: Array("\\* ".utf8), rest: [], to: &output)
        case .caption:
            output.append(0x2A)
            for byte in content { output.append(byte == 0x0A ? 0x20 : byte) }
            output.append(0x2A)
        }
    }

    private static func append(lines: [UInt8], first: [UInt8], rest: [UInt8], to output: inout [UInt8]) {
        output.append(contentsOf: first)
        for byte in lines {
            if byte == 0x0A {
                // Two blanks keep the line break.
                output.append(contentsOf: [0x20, 0x20, 0x0A])
                output.append(contentsOf: rest)
            } else {
                output.append(byte)
            }
        }
    }

    private static func longestRun(of byte: UInt8, in content: [UInt8]) -> Int {
        var (longest, run) = (0, 0)
        for other in content {
            run = other == byte ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

/// The inline marks of a page by block, for writing links and emphasis.
struct MarkTable {
    private let page: HTMLPage
    private let marks: [HTMLPage.Mark]

    init(_ page: HTMLPage) {
        self.page = page
        marks = page.marks.sorted {
            ($0.text.lowerBound, -$0.text.upperBound, $0.kind.rawValue)
                < ($1.text.lowerBound, -$1.text.upperBound, $1.kind.rawValue)
        }
    }

    /// The text of a block with its inline marks, what Markdown would read as a mark escaped.
    func markdown(_ row: Int, code: Bool) -> [UInt8] {
        let range = page.blocks[row].range
        guard !code else { return Array(page.text[range]) }
        var output = [UInt8]()
        output.reserveCapacity(range.count + 32)
        var open: [HTMLPage.Mark] = []
        var next = firstMark(from: range.lowerBound)
        var index = range.lowerBound
        while index <= range.upperBound {
            while let mark = open.last, Int(mark.text.upperBound) <= index {
                close(mark, &output)
                open.removeLast()
            }
            guard index < range.upperBound else { break }
            while next < marks.count, Int(marks[next].text.lowerBound) == index {
                let mark = marks[next]
                next += 1
                // Marks nest; one that crosses the end of another, repeats it or leaves the block is left out.
                guard Int(mark.text.upperBound) <= range.upperBound,
                    open.last.map({ mark.text.upperBound <= $0.text.upperBound }) ?? true,
                    !open.contains(where: { $0.kind == mark.kind || $0.kind == .code }), open.count < 6
                else { continue }
                if mark.kind == .link, mark.target.isEmpty || !isHarmless(mark.target) { continue }
                start(mark, &output)
                open.append(mark)
            }
            // A mark that began before this byte and was skipped must not stop the ones after it.
            while next < marks.count, Int(marks[next].text.lowerBound) < index + 1 { next += 1 }
            let byte = page.text[index]
            if open.last?.kind != .code {
                let isListMark = byte == 0x2E || byte == 0x29
                let beginsList =
                    isListMark && index > range.lowerBound
                    && page.text[range.lowerBound..<index].allSatisfy { $0 &- 0x30 < 10 }
                if beginsList || MarkTable.needsEscape(byte, atStart: index == range.lowerBound) { output.append(0x5C) }
            }
            output.append(byte)
            index += 1
        }
        return output
    }

    private func firstMark(from start: Int) -> Int {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(marks[middle].text.lowerBound) < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func start(_ mark: HTMLPage.Mark, _ output: inout [UInt8]) {
        switch mark.kind {
        case .link: output.append(0x5B)
        case .strong: output.append(contentsOf: "**".utf8)
        case .emphasis: output.append(0x2A)
        case .code: output.append(0x60)
        }
    }

    private func close(_ mark: HTMLPage.Mark, _ output: inout [UInt8]) {
        switch mark.kind {
        case .link:
            output.append(contentsOf: "](".utf8)
            for byte in page.attributes[Int(mark.target.lowerBound)..<Int(mark.target.upperBound)] {
                switch byte {
                case 0x20: output.append(contentsOf: "%20".utf8)
                case 0x28: output.append(contentsOf: "%28".utf8)
                case 0x29: output.append(contentsOf: "%29".utf8)
                case 0x3C: output.append(contentsOf: "%3C".utf8)
                case 0x3E: output.append(contentsOf: "%3E".utf8)
                case 0x5C: output.append(contentsOf: "%5C".utf8)
                case 0..<0x20: break
                default: output.append(byte)
                }
            }
            output.append(0x29)
        case .strong: output.append(contentsOf: "**".utf8)
        case .emphasis: output.append(0x2A)
        case .code: output.append(0x60)
        }
    }

    /// Whether an address leads somewhere, and is no program or document in itself, which a reader's click would run.
    ///
    /// Blanks and control characters are passed over, as browsers do (WHATWG URL, section 4.4).
    private func isHarmless(_ target: Range<Int32>) -> Bool {
        var scheme: [UInt8] = []
        for byte in page.attributes[Int(target.lowerBound)..<Int(target.upperBound)] where byte > 0x20 {
            if byte == 0x3A { return !["javascript", "data", "vbscript"].contains { $0.utf8.elementsEqual(scheme) } }
            scheme.append(HTMLPruner.lower(byte))
            if scheme.count > 10 { break }
        }
        return true
    }

    private static func needsEscape(_ byte: UInt8, atStart: Bool) -> Bool {
        switch byte {
        case 0x2A, 0x5F, 0x60, 0x5B, 0x5D, 0x5C, 0x3C, 0x7C, 0x7E: true
        case 0x23, 0x3E, 0x2D, 0x2B, 0x3D: atStart
        default: false
        }
    }
}
