internal import CXML2

/// What the builder reads of an element's attributes.
extension HTMLPageBuilder {
    /// `time` elements beyond this many are not read.
    private static let maximumStatements = 400

    /// Notes flags, words and label of an element; gives the target of a link.
    func read(
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, into node: inout HTMLPage.Node
    ) -> Range<Int32> {
        var target = Int32(0)..<0
        var index = 0
        while let name = attributes[index] {
            defer { index += 2 }
            guard let attribute = HTMLAttribute(name: HTMLPageBuilder.string(name)) else { continue }
            let value = attributes[index + 1].map(HTMLPageBuilder.string) ?? UnsafeBufferPointer(start: nil, count: 0)
            switch attribute {
            case .hidden: node.flags.insert(.hidden)
            case .ariaHidden: if value.elementsEqual("true".utf8) { node.flags.insert(.hidden) }
            case .lang where node.tag == .html || node.tag == .body:
                if page.language.isEmpty { page.language = String(decoding: value, as: UTF8.self) }
            case .href:
                let start = Int32(page.attributes.count)
                page.attributes.append(contentsOf: value)
                target = start..<Int32(page.attributes.count)
            case .class, .id, .itemprop, .role, .testID, .component, .ariaLabel, .itemtype, .property:
                node.flags.formUnion(HTMLPageBuilder.flags(attribute, value))
                let start = Int32(page.attributes.count)
                page.attributes.append(contentsOf: value)
                page.attributes.append(0x20)
                if attribute == .class || attribute == .id {
                    if node.label.isEmpty {
                        node.label = start..<Int32(page.attributes.count)
                    } else if node.label.upperBound == start {
                        node.label = node.label.lowerBound..<Int32(page.attributes.count)
                    }
                }
                node.words |= PageWords.shared.groups(in: value)
            default: break
            }
        }
        return target
    }

    private static func flags(
        _ attribute: HTMLAttribute, _ value: UnsafeBufferPointer<UInt8>
    ) -> HTMLPage.NodeFlags {
        switch attribute {
        case .itemtype: .record
        case .itemprop where value.elementsEqual("articleBody".utf8): .statedBody
        case .role where value.elementsEqual("article".utf8) || value.elementsEqual("main".utf8): .statedBody
        default: []
        }
    }

    /// Notes what a `meta`, `link` or `time` element says.
    func state(_ tag: HTMLTag, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard let attributes, page.statements.count < HTMLPageBuilder.maximumStatements else { return }
        var name: String?
        var value: String?
        var index = 0
        while let key = attributes[index] {
            defer { index += 2 }
            guard let attribute = HTMLAttribute(name: HTMLPageBuilder.string(key)),
                let bytes = attributes[index + 1].map(HTMLPageBuilder.string)
            else { continue }
            switch attribute {
            case .name, .property, .itemprop, .rel:
                if name == nil { name = String(decoding: bytes, as: UTF8.self).lowercased() }
            case .content, .datetime: value = String(decoding: bytes, as: UTF8.self)
            case .href where tag == .link: value = String(decoding: bytes, as: UTF8.self)
            default: break
            }
        }
        guard let value, !value.isEmpty else { return }
        if tag == .time { name = "time" + (name.map { ":" + $0 } ?? "") }
        guard let name else { return }
        page.statements.append(HTMLPage.Statement(name: name, value: value))
    }

    /// The bytes of a string that ends with a NUL.
    static func string(_ bytes: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        while bytes[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: bytes, count: count)
    }
}
