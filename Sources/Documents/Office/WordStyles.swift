internal import ArticleExtraction

/// What the styles of a Word document say of its paragraphs, and which lists are numbered.
final class WordStyles: XMLEventReceiver {
    static let prefixes = [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    ]

    private struct WordStyle {
        var name = ""
        var parent: String?
        var outline: Int?
        var list: (id: String, level: Int)?
    }

    private var styles: [String: WordStyle] = [:]
    private var current: String?
    /// For each abstract list the levels that have bullets; and the abstract list of each list.
    private var bullets: [String: Set<Int>] = [:]
    private var lists: [String: String] = [:]
    private var abstract: String?
    private var list: String?
    private var level = 0

    /// Reads `styles.xml` and `numbering.xml`; what cannot be read says nothing.
    init(styles: [UInt8]?, numbering: [UInt8]?) {
        for bytes in [styles, numbering] {
            if let bytes { _ = XMLEvents.parse(bytes, prefixes: Self.prefixes, recovers: true, to: self) }
        }
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "w:style":
            current = attributes["w:styleId"]
            if let current { styles[current] = WordStyle() }
        case "w:name" where current != nil: change { $0.name = attributes["w:val"] ?? "" }
        case "w:basedOn": change { $0.parent = attributes["w:val"] }
        case "w:outlineLvl": change { $0.outline = attributes["w:val"].flatMap { Int($0) } }
        case "w:numId": change { $0.list = (attributes["w:val"] ?? "0", $0.list?.level ?? 0) }
        case "w:ilvl" where current != nil:
            change { $0.list = ($0.list?.id ?? "0", min(8, max(0, attributes["w:val"].flatMap { Int($0) } ?? 0))) }
        case "w:abstractNum": abstract = attributes["w:abstractNumId"]
        case "w:num": list = attributes["w:numId"]
        case "w:abstractNumId": if let list { lists[list] = attributes["w:val"] }
        case "w:lvl": level = attributes["w:ilvl"].flatMap { Int($0) } ?? 0
        case "w:numFmt":
            if let abstract, let format = attributes["w:val"], format == "bullet" || format == "none" {
                bullets[abstract, default: []].insert(level)
            }
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "w:style": current = nil
        case "w:abstractNum": abstract = nil
        case "w:num": list = nil
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private func change(_ body: (inout WordStyle) -> Void) {
        guard let current, var style = styles[current] else { return }
        body(&style)
        styles[current] = style
    }

    /// Finds what a paragraph is.
    ///
    /// - Parameters:
    ///   - style: The identifier of its style.
    ///   - outline: The level of its own in the outline, from 0.
    ///   - list: The list and the level of its own.
    /// - Returns: What it is by the first style that says so.
    func role(style: String?, outline: Int?, list: (id: String, level: Int)?) -> OfficeBody.Role {
        var name = style
        // A level alone is one of the list that the style names.
        let ownLevel = list?.id.isEmpty == true ? list?.level : nil
        var list = ownLevel == nil ? list : nil
        var found: OfficeBody.Role?
        var outline = outline
        // A style may stand on itself by mistake; twelve steps reach every honest one.
        for _ in 0..<12 {
            guard let id = name else { break }
            let style = styles[id]
            if found == nil { found = OfficeBody.Role(styleName: style?.name ?? id) }
            if outline == nil { outline = style?.outline }
            if list == nil { list = style?.list }
            name = style?.parent
        }
        if let ownLevel { list?.level = ownLevel }
        if let found {
            if case .listItem(let depth, let ordered) = found, let list, list.id != "0" {
                return .listItem(depth: max(depth, list.level + 1), ordered: isOrdered(list) ?? ordered)
            }
            return found
        }
        if let outline, (0..<6).contains(outline) { return .heading(level: outline + 1) }
        if let list, list.id != "0" { return .listItem(depth: list.level + 1, ordered: isOrdered(list) ?? false) }
        return .body
    }

    private func isOrdered(_ list: (id: String, level: Int)) -> Bool? {
        lists[list.id].map { bullets[$0]?.contains(list.level) != true }
    }
}
