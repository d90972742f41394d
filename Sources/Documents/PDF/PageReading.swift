internal import ArticleExtraction
internal import TextProcessing

/// Puts the lines of a PDF's pages together: paragraphs over columns and pages, headings, captions, tables, notes; running heads
/// and numbers of pages go.
struct PageReading {
    private var pages: [Page]
    /// The size of most of the type.
    private let bodySize: Double
    private var words: BrokenWords
    private var builder = ArticleBuilder()
    private var notes: [String] = []
    private var dropped: [Article.DroppedBlock] = []

    init(_ pages: [Page]) {
        let furniture = PageFurniture(pages)
        self.pages = pages
        for number in pages.indices {
            let lines = pages[number].lines
            self.pages[number].lines = Self.bulleted(
                lines.indices.filter { !furniture.holds(number, $0) }.map { lines[$0] })
            for line in lines.indices where furniture.holds(number, line) {
                dropped.append(Article.DroppedBlock(text: lines[line].plain, reason: .footer, probability: 0))
            }
        }
        var sizes: [Int: Int] = [:]
        for page in self.pages {
            for line in page.lines { sizes[Int(line.size * 2), default: 0] += line.text.utf8.count }
        }
        bodySize = Double(sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 20) / 2
        words = BrokenWords(self.pages)
    }

    /// Lines with the marks of lists, which typesetting programs draw apart, before what they mark.
    private static func bulleted(_ lines: [PageLine]) -> [PageLine] {
        let bullets = lines.filter { isBullet($0.text) }
        guard !bullets.isEmpty else { return lines }
        return lines.compactMap { line in
            if isBullet(line.text) { return nil }
            var line = line
            let isMarked = bullets.contains {
                abs($0.bottom - line.bottom) < 0.35 * line.size && $0.right <= line.left + 1
                    && line.left - $0.right < 4 * line.size
            }
            if isMarked { line.text = "\u{2022} " + line.text }
            return line
        }
    }

    private static func isBullet(_ text: String) -> Bool {
        text.unicodeScalars.count == 1 && "\u{2022}\u{25E6}\u{25AA}\u{2013}\u{25CF}\u{25CB}\u{B7}".contains(text)
    }

    /// What a run of lines is.
    private enum Kind: Equatable { case body, heading, caption, row, note, contents }

    private struct Run {
        var kind: Kind
        var lines: [PageLine]
    }

    consuming func article() -> Article {
        let title = takeTitle()
        var open: Run?
        for page in pages {
            let margins = Margins(page.lines, bodySize)
            for (number, line) in page.lines.enumerated() {
                let next = number + 1 < page.lines.count ? page.lines[number + 1] : nil
                let previous = number > 0 ? page.lines[number - 1] : nil
                let kind = kind(of: line, previous, next, on: page, after: open?.kind)
                if var run = open, run.kind == kind, let last = run.lines.last,
                    continues(last, line, kind, isSamePage: previous != nil, margins)
                {
                    run.lines.append(line)
                    open = run
                } else if kind == .note || open?.kind == .note, var run = open, run.kind == .note, kind == .note {
                    run.lines.append(line)
                    open = run
                } else if kind == .body, let run = open, run.kind == .note || run.kind == .caption || run.kind == .row {
                    // Notes and figures stand between the halves of a paragraph.
                    end(run)
                    open = Run(kind: kind, lines: [line])
                } else {
                    if let open { end(open) }
                    open = Run(kind: kind, lines: [line])
                }
            }
        }
        if let open { end(open) }
        flush()
        for note in notes { builder.append(.footnote, note) }
        var article = builder.article
        article.title = title
        article.dropped = dropped
        return article
    }

    // MARK: Blocks

    /// A paragraph whose end is not known: a figure or a page's end may have cut it.
    private var pending = ""

    private mutating func flush() {
        if !pending.isEmpty { builder.append(.paragraph, pending) }
        pending = ""
    }

    private mutating func end(_ run: Run) {
        let text = words.joined(run.lines)
        switch run.kind {
        case .body:
            if !pending.isEmpty, !Self.isWhole(pending), text.first.map({ $0.isLowercase }) ?? false {
                pending = words.joined(pending, text)
                return
            }
            flush()
            if let item = Self.listItem(text) {
                builder.append(.listItem(depth: 1, ordered: item.isOrdered), item.text)
            } else {
                pending = text
            }
        case .heading:
            flush()
            builder.append(.heading(level: level(of: run.lines[0])), text)
        case .caption:
            if Self.isWhole(pending) { flush() }
            captions.append(text)
            if pending.isEmpty { flushCaptions() }
        case .row:
            flush()
            for line in run.lines {
                builder.append(
                    .tableRow,
                    line.text.split(separator: "\t").map { TextGatherer.line(String($0)) }.joined(separator: " | "))
            }
        case .note: notes.append(text)
        case .contents: dropped.append(Article.DroppedBlock(text: text, reason: .navigation, probability: 0))
        }
        if pending.isEmpty { flushCaptions() }
    }

    /// Captions that stand inside a paragraph, until it has ended.
    private var captions: [String] = []

    private mutating func flushCaptions() {
        for caption in captions { builder.append(.caption, caption) }
        captions = []
    }

    /// Whether a paragraph has come to its end.
    private static func isWhole(_ text: String) -> Bool {
        guard let last = text.last(where: { !"\"'\u{201D}\u{2019})]".contains($0) }) else { return true }
        return ".!?:\u{2026}\u{3002}".contains(last)
    }

    /// The text of a list's item behind its mark.
    private static func listItem(_ text: String) -> (isOrdered: Bool, text: String)? {
        for mark in ["\u{2022} ", "\u{2013} ", "- ", "\u{25AA} ", "\u{25E6} "] where text.hasPrefix(mark) {
            return (false, String(text.dropFirst(mark.count)))
        }
        return nil
    }

    private func level(of line: PageLine) -> Int {
        let number = line.plain.prefix { $0.isNumber || $0 == "." }.split(separator: ".").count
        if number > 0 { return min(6, number + 1) }
        return line.size >= 1.35 * bodySize ? 2 : 3
    }

    // MARK: What a line is

    private func kind(
        of line: PageLine, _ previous: PageLine?, _ next: PageLine?, on page: Page, after open: Kind?
    ) -> Kind {
        let text = line.plain
        if Self.hasLeader(text) { return .contents }
        if line.text.contains("\t"), next?.text.contains("\t") == true || previous?.text.contains("\t") == true {
            return .row
        }
        let isSmall = line.size <= 0.93 * bodySize
        if isSmall, line.top < 0.45 * page.height {
            if open == .note, let previous, previous.size <= 0.93 * bodySize, previous.bottom > line.bottom {
                return .note
            }
            let begins = text.first.map { $0.isNumber || "*\u{2020}\u{2021}\u{A7}".contains($0) } ?? false
            let isApart = previous.map { $0.bottom - line.top > 0.3 * bodySize || $0.bottom < line.bottom } ?? true
            if begins, isApart || open == .note { return .note }
        }
        if Self.isCaption(text) { return .caption }
        if open == .caption, let previous, previous.bottom - line.top < 0.6 * bodySize, previous.bottom > line.bottom,
            abs(previous.size - line.size) < 0.5
        {
            return .caption
        }
        return isHeading(line, previous, next) ? .heading : .body
    }

    /// The dots between an entry of a contents list and its page.
    private static func hasLeader(_ text: String) -> Bool {
        text.last?.isNumber == true && (text.contains(". . . .") || text.contains("....."))
    }

    private static func isCaption(_ text: String) -> Bool {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count >= 2,
            [
                "Figure", "Fig.", "Table", "Abbildung", "Abb.", "Tabelle", "Tableau", "Figura", "Tabla", "Listing",
                "Algorithm",
            ]
            .contains(String(words[0]))
        else { return false }
        let number = words[1].dropLast()
        return [":", "."].contains(words[1].last.map(String.init) ?? "") && !number.isEmpty
            && number.allSatisfy { $0.isNumber || $0.isLetter || $0 == "." }
    }

    /// A line in larger type, or a short numbered one that stands apart from what is above it.
    private func isHeading(_ line: PageLine, _ previous: PageLine?, _ next: PageLine?) -> Bool {
        let text = line.plain
        guard text.utf8.count <= 160, text.contains(where: \.isLetter) else { return false }
        if line.size >= 1.12 * bodySize { return text.utf8.count > 1 }
        let isApart = previous.map { $0.bottom - line.top > 0.55 * bodySize || $0.bottom < line.bottom } ?? true
        guard isApart, text.utf8.count <= 90, let last = text.last, !".,;:-".contains(last) else { return false }
        if [
            "abstract", "references", "acknowledgements", "acknowledgments", "bibliography", "introduction",
            "conclusion",
            "conclusions", "appendix", "zusammenfassung", "literatur",
        ].contains(text.lowercased()) {
            return true
        }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].first?.isNumber == true, parts[0].allSatisfy({ $0.isNumber || $0 == "." }),
            parts[0].utf8.count <= 8, parts[1].first?.isUppercase == true
        else { return false }
        return next.map { line.bottom - $0.top > 0.1 * bodySize || $0.bottom > line.bottom } ?? true
    }

    // MARK: Paragraphs

    /// The left and right edges of the columns of a page.
    private struct Margins {
        private var right: [Int: Double] = [:]
        private var left: [Int: Double] = [:]

        init(_ lines: [PageLine], _ size: Double) {
            // Lines that begin within half a column's width of each other belong together.
            for line in lines where line.right - line.left > 8 * size {
                let column = Int(line.left / 150)
                right[column] = max(right[column] ?? 0, line.right)
                left[column] = min(left[column] ?? .infinity, line.left)
            }
        }

        func right(of line: PageLine) -> Double { right[Int(line.left / 150)] ?? line.right }
        func left(of line: PageLine) -> Double { left[Int(line.left / 150)] ?? line.left }
    }

    /// Whether a line goes on with the run that ends with another.
    private func continues(
        _ last: PageLine, _ line: PageLine, _ kind: Kind, isSamePage: Bool, _ margins: Margins
    ) -> Bool {
        if kind == .row { return isSamePage }
        guard abs(last.size - line.size) < 0.15 * max(last.size, line.size) else { return false }
        let step = last.bottom - line.bottom
        let text = line.plain
        if kind == .body, Self.listItem(text) != nil { return false }
        guard isSamePage, step > 0 else {
            // A new column or page: the paragraph goes on unless its end shows.
            guard kind == .body else { return false }
            let isShort = last.right < margins.right(of: last) - 2 * bodySize && isSamePage
            return last.endsWithHyphen || !isShort && !Self.isWhole(last.plain) || text.first?.isLowercase == true
        }
        if step > 1.75 * max(bodySize, line.size) { return false }
        guard kind == .body else { return true }
        let isIndented = line.left > last.left + 0.7 * bodySize && line.left < last.left + 6 * bodySize
        let endsShort = last.right < margins.right(of: last) - 1.5 * bodySize
        if isIndented, line.left > margins.left(of: line) + 0.5 * bodySize, Self.isWhole(last.plain) || endsShort {
            return false
        }
        return !(endsShort && Self.isWhole(last.plain))
    }

    // MARK: Title

    /// The lines in the largest type on the upper half of the first page, if it is larger than the rest.
    private mutating func takeTitle() -> String? {
        guard let first = pages.first else { return nil }
        let upper = first.lines.indices.filter {
            first.lines[$0].bottom > 0.45 * first.height && first.lines[$0].plain.utf8.count > 2
        }
        guard let largest = upper.map({ first.lines[$0].size }).max(), largest >= 1.2 * bodySize,
            let start = upper.first(where: { first.lines[$0].size > 0.97 * largest })
        else { return nil }
        var end = start
        while end < first.lines.count, end - start < 5, first.lines[end].size > 0.97 * largest,
            end == start || first.lines[end - 1].bottom - first.lines[end].bottom < 2.2 * largest
        { end += 1 }
        let title = words.joined(Array(first.lines[start..<end]))
        guard title.contains(where: \.isLetter), title.utf8.count <= 400 else { return nil }
        pages[0].lines.removeSubrange(start..<end)
        return title
    }
}
