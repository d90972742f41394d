/// Finds what stands on a page for the sake of the page: running heads, feet, numbers.
///
/// A line in the upper or lower tenth of a page goes if its text, numbers apart, comes again at the same height on other pages, or
/// if it is but the number of its page; behind the first page also where it repeats the title, or stands apart from the text in type
/// that is no larger.
struct PageFurniture {
    private var found: [Set<Int>]

    /// The share of a page's height in which heads and feet stand.
    private static let margin = 0.1

    init(_ pages: [Page]) {
        found = Array(repeating: [], count: pages.count)
        var places: [String: [(page: Int, line: Int, height: Double)]] = [:]
        for (number, page) in pages.enumerated() {
            for line in page.lines.indices where Self.isAtEdge(page.lines[line], page) {
                let text = page.lines[line].plain
                if Self.isPageNumber(text) { found[number].insert(line) }
                places[Self.shape(text), default: []].append((number, line, page.lines[line].bottom))
            }
        }
        let needed = pages.count >= 8 ? 3 : 2
        for (_, group) in places {
            for (number, line, height) in group {
                // Even and odd pages may have heads of their own.
                let same = Set(group.filter { abs($0.height - height) < 3 }.map(\.page))
                if same.count >= needed { found[number].insert(line) }
            }
        }
        for (number, page) in pages.enumerated().dropFirst() {
            for line in page.lines.indices where Self.standsApart(line, of: page) { found[number].insert(line) }
        }
        let title = pages.first?.lines.max { $0.size < $1.size }.map { Self.shape($0.plain) } ?? ""
        for (number, page) in pages.enumerated().dropFirst() where title.utf8.count > 8 {
            for line in page.lines.indices where Self.isAtEdge(page.lines[line], page) {
                let shape = Self.shape(page.lines[line].plain)
                if shape.utf8.count > 8, title.hasPrefix(shape) || shape.contains(title) { found[number].insert(line) }
            }
        }
    }

    /// Whether a line of a page is of that kind.
    func holds(_ page: Int, _ line: Int) -> Bool { found[page].contains(line) }

    /// Whether a line is the highest or lowest of its page, with twice its size of white between it and the text, which is in type
    /// as large or larger.
    private static func standsApart(_ line: Int, of page: Page) -> Bool {
        let own = page.lines[line]
        guard own.plain.utf8.count <= 90, own.bottom > (1 - margin) * page.height || own.top < 0.07 * page.height else {
            return false
        }
        let others = page.lines.indices.filter { $0 != line && abs(page.lines[$0].bottom - own.bottom) > own.size }
        guard others.count >= 3, let height = others.map({ page.lines[$0].top }).max(),
            let depth = others.map({ page.lines[$0].bottom }).min(),
            let size = others.map({ page.lines[$0].size }).sorted().dropFirst(others.count / 2).first
        else { return false }
        return own.size <= size && (own.bottom - height > 2 * own.size || depth - own.top > 2 * own.size)
    }

    private static func isAtEdge(_ line: PageLine, _ page: Page) -> Bool {
        line.bottom > (1 - margin) * page.height || line.top < margin * page.height
    }

    /// A text in small letters, each number a `#`.
    private static func shape(_ text: String) -> String {
        var shape = ""
        for character in text.lowercased() {
            if character.isNumber {
                if shape.last != "#" { shape.append("#") }
            } else if character.isLetter {
                shape.append(character)
            }
        }
        return shape
    }

    /// `12`, `- 12 -`, `xii`, `Page 3 of 9`.
    private static func isPageNumber(_ text: String) -> Bool {
        guard text.utf8.count <= 24 else { return false }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !words.isEmpty, words.count <= 4 else { return false }
        return words.allSatisfy { word in
            word.allSatisfy(\.isNumber) || word.allSatisfy { "ivxlc".contains($0) }
                || ["page", "seite", "of", "von", "p", "s", "sur", "de", "página"].contains(word)
        } && words.contains { $0.allSatisfy { $0.isNumber || "ivxlc".contains($0) } }
    }
}
