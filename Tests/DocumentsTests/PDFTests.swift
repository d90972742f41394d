import Documents
import TestSupport
import Testing
import TextProcessing

/// Pages of two columns with heads, feet, broken words, notes and captions.
@Suite("PDF", .enabled(if: FormatSupport.all[1].library != nil, "neither PDFium nor pdftotext is installed"))
struct PDFTests {
    private static let left = 60, right = 320

    /// A paper of two pages: two columns of lines, a word broken over columns, a paragraph over the page's end.
    private static func paper() -> [UInt8] {
        var file = PDFFile()
        var first: [PDFFile.Line] = [(150, 740, 20, "The Mills of the Lower Valley")]
        let one = [
            "The first mill of the valley was built", "of oak in 1911, and it ground the corn",
            "of nine villages until the river was di-",
            "verted. Nobody had asked the millers,", "and the well-", "known wheel stood still for years.",
        ]
        let two = [
            "Since then the diverted river has run", "beside the road. A well-known plan of",
            "the county would bring it back, if the",
            "farmers agree to give up two meadows", "that they have used for a long time, and",
        ]
        for (number, line) in one.enumerated() { first.append((left, 680 - 14 * number, 10, line)) }
        for (number, line) in two.enumerated() { first.append((right, 680 - 14 * number, 10, line)) }
        first.append((left, 90, 8, "1 Letters of the county, box 4."))
        first.append((295, 30, 10, "1"))
        file.addPage(first)
        for page in 2...3 {
            var lines: [PDFFile.Line] = [(60, 770, 9, "Journal of Mills, vol. \(page)")]
            if page == 2 {
                lines.append((left, 700, 10, "that none of them would sell. The county"))
                lines.append((left, 686, 10, "will decide in spring."))
                lines.append((left, 640, 14, "2 What is left"))
                lines.append((left, 600, 10, "The wheel itself was kept in a barn and"))
                lines.append((left, 586, 10, "could turn again within a year or two."))
                lines.append((left, 560, 10, "Figure 1: The wheel in its barn."))
            } else {
                lines.append((left, 700, 10, "Its axle is of iron, and the miller's family"))
                lines.append((left, 686, 10, "has painted it every spring since then."))
            }
            lines.append((295, 30, 10, "\(page)"))
            file.addPage(lines)
        }
        return file.bytes
    }

    @Test("Columns in order, words whole, paragraphs over pages; heads and numbers go; title, heading, caption, note")
    func columns() throws {
        let article = try DocumentReader().read(Self.paper(), as: .pdf)
        #expect(article.title == "The Mills of the Lower Valley")
        let found = described(article)
        let text = found.joined(separator: "\n")
        #expect(text.contains("until the river was diverted. Nobody had asked"), "\(text)")
        #expect(text.contains("and the well-known wheel stood still"), "\(text)")
        #expect(text.contains("for a long time, and that none of them would sell."), "\(text)")
        #expect(found.contains { $0.hasPrefix("h") && $0.hasSuffix("2 What is left") }, "\(text)")
        #expect(found.contains("caption Figure 1: The wheel in its barn."), "\(text)")
        #expect(found.contains("note 1 Letters of the county, box 4."), "\(text)")
        #expect(!text.contains("Journal of Mills"))
        #expect(!found.contains("1") && !found.contains("2") && !found.contains("3"))
    }

    @Test("A file without text, a locked one, a cut one, none")
    func defined() {
        var pictures = PDFFile()
        pictures.addPage([])
        #expect(outcome(pictures.bytes, .pdf) == "no-text")
        let paper = Self.paper()
        for length in [0, 5, 40, 300] { #expect(outcome(Array(paper[..<length]), .pdf) == "damaged") }
    }

    @Test("Damaged files give an error or a text", arguments: 0..<8)
    func mutated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<4 {
            var bytes = Self.paper()
            for _ in 0..<Int.random(in: 1...6, using: &generator) { bytes.mutate(using: &generator) }
            #expect(
                ["read", "damaged", "no-text", "encrypted", "too-large"].contains(outcome(bytes, .pdf)), "seed \(seed)")
        }
    }
}
