import Documents
import TestSupport
import Testing
import TextProcessing

/// The blocks of a document, each as its kind and its text.
func described(_ article: Article) -> [String] {
    let utf8 = Array(article.text.utf8)
    return article.blocks.map { block in
        let text = String(decoding: utf8[block.range], as: UTF8.self)
        return switch block.kind {
        case .paragraph: block.speaker.map { "\($0): \(text)" } ?? text
        case .heading(let level): "h\(level) \(text)"
        case .listItem(let depth, let ordered): "\(String(repeating: ordered ? "#" : "*", count: depth)) \(text)"
        case .tableRow: "| \(text)"
        case .footnote: "note \(text)"
        case .quote: "> \(text)"
        case .code: "code \(text)"
        case .caption: "caption \(text)"
        }
    }
}

/// The code of the error of a reading, or "read".
func outcome(_ bytes: [UInt8], _ format: DocumentFormat) -> String {
    do throws(DocumentError) {
        _ = try DocumentReader().read(bytes, as: format)
        return "read"
    } catch {
        return error.code.rawValue
    }
}

@Suite("Word processors' files") struct OfficeReaderTests {
    private static let rest = ["| year | flour", "| 1911 | 40 tons", "note Measured in May."]

    @Test("Word: styles, lists, tables, notes; deleted text, codes and contents lists go; text boxes once")
    func word() throws {
        let article = try DocumentReader().read(SampleDocuments.word, as: .docx)
        #expect(
            described(article) == [
                "h1 Repairs", "The wheel turns again. It is <old>.", "Open daily.", "* oak", "## iron",
            ] + Self.rest)
        #expect(article.title == "The mill at Carlow" && article.author == "Ada Weir")
        #expect(article.date == "2026-03-01T10:00:00Z" && article.language == .english)
        #expect(
            article.markdown
                == "# Repairs\n\nThe wheel turns again. It is \\<old\\>.\n\nOpen daily.\n\n- oak\n    1. iron\n"
                + "| year | flour |\n| --- | --- |\n| 1911 | 40 tons |\n\n\\* Measured in May.\n")
    }

    @Test("OpenDocument gives the same")
    func openDocument() throws {
        let article = try DocumentReader().read(SampleDocuments.openDocument, as: .odt)
        #expect(
            described(article) == [
                "h1 Repairs", "The wheel turns again. It is <old>.", "Open daily.", "* oak", "## iron",
            ] + Self.rest)
        #expect(article.title == "The mill at Carlow" && article.author == "Ada Weir" && article.language == .english)
    }

    @Test("Rich text: code pages by font, escapes and their substitutes, styles, notes, boxes, tables, binary data")
    func richText() throws {
        let article = try DocumentReader().read(SampleDocuments.richText, as: .rtf)
        #expect(
            described(article) == [
                "h1 Repairs", "Open daily.",
                "The wheel turns again. It is \u{2039}old\u{203A}, \u{2014}café, мир, \u{1F600}.", "* oak", "** iron",
            ] + Self.rest)
        #expect(article.title == "The mill at Carlow" && article.author == "Ada Weir" && article.date == "2026-03-01")
    }

    @Test("Books: the spine's order, names with escapes and dots, no contents list, no marks of notes")
    func book() throws {
        let article = try DocumentReader().read(SampleDocuments.book, as: .epub)
        #expect(described(article) == ["h1 One", "The wheel turns again.", "h1 Two", "It is old.", "* oak"])
        #expect(article.title == "The mill at Carlow" && article.author == "Ada Weir" && article.language == .english)
    }

    @Test("What an archive holds decides, whatever its name says")
    func misnamed() throws {
        #expect(try DocumentReader().read(SampleDocuments.book, as: .docx).title == "The mill at Carlow")
        #expect(DocumentFormat(ofHead: SampleDocuments.openDocument, name: "a.docx") == .odt)
        #expect(DocumentFormat(ofHead: SampleDocuments.richText, name: "a.docx") == .rtf)
        #expect(DocumentFormat(ofHead: Array("just text".utf8), name: "a.docx") == nil)
        #expect(outcome(ZipFile.archive([("xl/workbook.xml", "<a/>")]), .docx) == "unsupported")
    }
}

@Suite("Hostile documents") struct HostileDocumentTests {
    private static let samples: [(DocumentFormat, [UInt8])] = [
        (.docx, SampleDocuments.word), (.odt, SampleDocuments.openDocument), (.epub, SampleDocuments.book),
        (.rtf, SampleDocuments.richText),
    ]

    @Test("Empty and cut files are errors; of rich text what is there is read", arguments: DocumentFormat.allCases)
    func cut(format: DocumentFormat) {
        guard let sample = Self.samples.first(where: { $0.0 == format })?.1 else { return }
        #expect(outcome([], format) == "damaged")
        for length in stride(from: 1, to: sample.count, by: max(1, sample.count / 97)) {
            let found = outcome(Array(sample[..<length]), format)
            #expect(found == "damaged" || format == .rtf && found == "read")
        }
    }

    @Test("Damaged files of every kind give an error or a text, never a crash", arguments: 0..<40)
    func mutated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for (format, sample) in Self.samples {
            for _ in 0..<25 {
                var bytes = sample
                for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.mutate(using: &generator) }
                #expect(
                    ["read", "damaged", "unsupported", "encrypted", "too-large"].contains(outcome(bytes, format)),
                    "seed \(seed)")
            }
        }
    }

    @Test("Mutations inside the compressed XML reach the readers", arguments: 0..<40)
    func mutatedInside(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 1_000)
        for (format, sample) in Self.samples where format != .rtf {
            var file = ZipFile()
            let archive = try ZipArchive(sample, maximumBytes: 1 << 20)
            for member in archive.members {
                var content = try archive.content(of: member)
                if Bool.random(using: &generator) { content.mutate(using: &generator) }
                file.add(member.name, content)
            }
            #expect(
                ["read", "damaged", "unsupported", "encrypted"].contains(outcome(file.bytes, format)), "seed \(seed)")
        }
    }

    @Test("Bombs are refused: content that grows too far, lies about its length, nests, or expands")
    func bombs() {
        let zeros = [UInt8](repeating: 0x20, count: 40 << 20)
        var grown = ZipFile()
        grown.add("word/document.xml", zeros)
        #expect(outcome(grown.bytes, .docx) == "too-large")
        var lying = ZipFile()
        lying.add("word/document.xml", zeros, statedSize: 1_000)
        #expect(outcome(lying.bytes, .docx) == "damaged")
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        let nested = String(repeating: "<w:p>", count: 5_000)
        #expect(
            outcome(ZipFile.archive([("word/document.xml", "<w:x xmlns:w=\"\(space)\">\(nested)")]), .docx) == "damaged"
        )
        let entities = (1..<30).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);&e\($0 - 1);\">" }.joined()
        let laughs =
            "<!DOCTYPE x [<!ENTITY e0 \"ha\">\(entities)]><w:p xmlns:w=\"\(space)\"><w:r><w:t>&e29;</w:t></w:r></w:p>"
        #expect(["read", "damaged"].contains(outcome(ZipFile.archive([("word/document.xml", laughs)]), .docx)))
        #expect(outcome(Array(("{\\rtf1" + String(repeating: "{", count: 100_000)).utf8), .rtf) == "too-large")
    }

    @Test("A locked file says so")
    func locked() {
        var file = ZipFile()
        file.add("word/document.xml", Array("<a/>".utf8), isEncrypted: true)
        #expect(outcome(file.bytes, .docx) == "encrypted")
        let odt = ZipFile.archive([
            ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"), ("content.xml", "x"),
        ])
        #expect(outcome(odt, .odt) == "encrypted")
    }

    @Test("Styles and lists that stand on themselves end")
    func cycles() throws {
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        let file = ZipFile.archive([
            (
                "word/styles.xml",
                "<w:styles \(space)><w:style w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"
            ),
            (
                "word/document.xml",
                "<w:p \(space)><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>Still read.</w:t></w:r></w:p>"
            ),
        ])
        #expect(described(try DocumentReader().read(file, as: .docx)) == ["Still read."])
    }
}
