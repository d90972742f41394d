/// A line of a page of a PDF as it is set: its text, where it stands, how large its type is.
struct PageLine {
    /// The text; a tab stands where a gap is so wide that cells of a table lie on its sides.
    var text: String
    /// The edges in points; `bottom` and `top` count from the bottom of the page.
    var left: Double
    var right: Double
    var bottom: Double
    var top: Double
    /// The size of most of its type in points.
    var size: Double
    /// Whether it ends with a hyphen.
    var endsWithHyphen = false

    /// The text with every gap a blank.
    var plain: String { TextGatherer.line(text) }
}

/// A page of a PDF: its lines in the order of the file, which is that of reading in what typesetting programs write.
struct Page {
    var width: Double
    var height: Double
    var lines: [PageLine]
}

extension Page {
    /// The page with its lines in the order of reading, where a program gives them from left to right over two columns: between
    /// the lines that cross its middle, first those on the left of it.
    ///
    /// - Complexity: O(*n* log *n*) for *n* lines.
    var inReadingOrder: Page {
        let middle = width / 2
        let right = lines.count { $0.left > middle - 5 }
        // A page of one column has hardly a line on the right half alone.
        guard right >= 5, right * 5 >= lines.count else { return self }
        var ordered: [PageLine] = []
        var band: (left: [PageLine], right: [PageLine]) = ([], [])
        for line in lines.sorted(by: { ($0.top, -$0.left) > ($1.top, -$1.left) }) {
            if line.left > middle - 5 {
                band.right.append(line)
            } else if line.right < middle + 5 {
                band.left.append(line)
            } else {
                ordered += band.left + band.right + [line]
                band = ([], [])
            }
        }
        var page = self
        page.lines = ordered + band.left + band.right
        return page
    }
}

/// Gathers the characters of one line.
struct LineBuilder {
    private var text = String.UnicodeScalarView()
    private var edges: (left: Double, right: Double, bottom: Double, top: Double)?
    private var sizes: [Int: Int] = [:]
    private var endsWithHyphen = false
    /// The type before a note's mark, until it is known that it is one.
    private var last: (height: Double, bottom: Double, scalar: Unicode.Scalar)?
    private var isMark = false

    /// Type is about so much of the height of its box, which reaches from the lowest to the highest letter.
    private static let typeShare = 0.86

    /// A gap of so many times the type's size lies between cells, not words.
    private static let cellGap = 1.8

    /// Adds a character by the edges of its box.
    ///
    /// The raised number of a note behind a mark or a word goes: it is none of the word's letters.
    mutating func add(_ scalar: Unicode.Scalar, left: Double, right: Double, bottom: Double, top: Double) {
        // A damaged file may put a letter anywhere.
        guard [left, right, bottom, top].allSatisfy({ abs($0) < 100_000 }) else { return }
        let size = Self.typeShare * (top - bottom)
        if let last {
            let isRaised = top - bottom < 0.8 * last.height && bottom > last.bottom + 0.12 * last.height
            if isRaised, (0x30...0x39).contains(scalar.value) || scalar == ",", isMark || followsWord(last.scalar) {
                isMark = true
                return
            }
        }
        isMark = false
        last = (top - bottom, bottom, scalar)
        if let edges, left - edges.right > Self.cellGap * max(4, size), !text.isEmpty {
            while text.last == " " { text.removeLast() }
            text.append("\t")
        }
        // A hyphen that the line's end has brought; those inside words stay what they are.
        endsWithHyphen =
            scalar == "-" || scalar == "\u{2010}" || scalar == "\u{AD}" || scalar.value == 2 || scalar.value == 0xFFFE
        Self.plain(scalar) { text.append($0) }
        let old = edges ?? (left, right, bottom, top)
        edges = (min(old.left, left), max(old.right, right), min(old.bottom, bottom), max(old.top, top))
        sizes[Int((size * 10).rounded()), default: 0] += 1
    }

    /// Whether what stands before a raised number is a mark of punctuation or a word of three letters or a year, not a unit or a formula.
    private func followsWord(_ before: Unicode.Scalar) -> Bool {
        if ".,;:!?)]\"'\u{201D}\u{2019}\u{BB}".unicodeScalars.contains(before) { return true }
        if text.suffix(4).count == 4, text.suffix(4).allSatisfy({ (0x30...0x39).contains($0.value) }) { return true }
        return text.suffix(3).count == 3 && text.suffix(3).allSatisfy { $0.properties.isAlphabetic }
    }

    /// Adds a hyphen that ends the line.
    mutating func addHyphen() {
        text.append("-")
        endsWithHyphen = true
    }

    /// Adds a blank that stands between words.
    mutating func addBlank() { if let last = text.last, last != " ", last != "\t" { text.append(" ") } }

    /// The line, if there is one; the next begins.
    mutating func take() -> PageLine? {
        defer { self = LineBuilder() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        guard let edges, !text.isEmpty else { return nil }
        let size = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { Double($0.key) / 10 } ?? 0
        return PageLine(
            text: String(text), left: edges.left, right: edges.right, bottom: edges.bottom, top: edges.top, size: size,
            endsWithHyphen: endsWithHyphen)
    }

    /// A character as text has it: ligatures apart, hyphens one, what is no character left out.
    static func plain(_ scalar: Unicode.Scalar, _ append: (Unicode.Scalar) -> Void) {
        switch scalar.value {
        case 0xFB00: for letter in "ff".unicodeScalars { append(letter) }
        case 0xFB01: for letter in "fi".unicodeScalars { append(letter) }
        case 0xFB02: for letter in "fl".unicodeScalars { append(letter) }
        case 0xFB03: for letter in "ffi".unicodeScalars { append(letter) }
        case 0xFB04: for letter in "ffl".unicodeScalars { append(letter) }
        case 0xFB05, 0xFB06: for letter in "st".unicodeScalars { append(letter) }
        case 2, 0xFFFE, 0xAD, 0x2010, 0x2011: append("-")
        case 0..<0x20, 0x7F, 0xFFFF, 0xFEFF, 0x200B: break
        case 0xA0: append(" ")
        default: append(scalar)
        }
    }
}
