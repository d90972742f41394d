internal import Foundations

/// The HTML elements that matter for reading a page; every other name is ``unknown``.
package enum HTMLTag: UInt8, Sendable {
    case unknown = 0
    case html, head, body, title, meta, link, base
    case article, section, main, header, footer, nav, aside, div, center, form, fieldset, details, summary, dialog
    case p, h1, h2, h3, h4, h5, h6, hr, br, pre, blockquote, figure, figcaption, address
    case ul, ol, li, dl, dt, dd, menu
    case table, caption, thead, tbody, tfoot, tr, td, th
    case a, b, strong, em, i, u, s, code, kbd, samp, tt, cite, q, span, font, small, sub, sup, time, label, abbr, mark
    case button, select, option, input, img, picture, video, audio, noscript, template

    /// Finds the tag for a name in lower case.
    package init(name: UnsafeBufferPointer<UInt8>) {
        var key: UInt64 = 0
        guard name.count <= 8 else {
            // Only two names that matter are longer than eight bytes.
            if name.elementsEqual("blockquote".utf8) {
                self = .blockquote
            } else if name.elementsEqual("figcaption".utf8) {
                self = .figcaption
            } else {
                self = .unknown
            }
            return
        }
        for byte in name { key = key << 8 | UInt64(byte) }
        self = HTMLTag.shortNames.tag(for: key)
    }

    /// Whether the element begins and ends a block of text.
    package var isBlock: Bool { HTMLTag.blockBits & (1 << UInt128(rawValue)) != 0 }

    /// Whether the element has no content and no end tag.
    package var isVoid: Bool {
        switch self {
        case .br, .hr, .img, .input, .meta, .link, .base: true
        default: false
        }
    }

    /// The level of a heading, or 0.
    package var headingLevel: Int {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: 0
        }
    }

    private static let blockBits: UInt128 = {
        let tags: [HTMLTag] = [
            .html, .body, .article, .section, .main, .header, .footer, .nav, .aside, .div, .center, .form, .fieldset,
            .details, .summary, .dialog, .p, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .pre, .blockquote, .figure,
            .figcaption, .address, .ul, .ol, .li, .dl, .dt, .dd, .menu, .table, .caption, .thead, .tbody, .tfoot, .tr,
            .td, .th, .option, .button, .select, .video, .audio, .title, .head, .noscript,
        ]
        return tags.reduce(into: UInt128(0)) { $0 |= 1 << UInt128($1.rawValue) }
    }()

    private static let shortNames = ShortNames()

    /// Open-addressed table from a name packed into eight bytes to its tag.
    private struct ShortNames: Sendable {
        private var keys = [UInt64](repeating: 0, count: 512)
        private var tags = [HTMLTag](repeating: .unknown, count: 512)

        init() {
            let last = HTMLTag.template.rawValue
            for raw in 1...last {
                guard let tag = HTMLTag(rawValue: raw) else { continue }
                var key: UInt64 = 0
                let name = "\(tag)".utf8
                if name.count > 8 { continue }
                for byte in name { key = key << 8 | UInt64(byte) }
                var slot = ShortNames.slot(key)
                while keys[slot] != 0 { slot = (slot + 1) & 511 }
                keys[slot] = key
                tags[slot] = tag
            }
        }

        func tag(for key: UInt64) -> HTMLTag {
            var slot = ShortNames.slot(key)
            while keys[slot] != 0 {
                if keys[slot] == key { return tags[slot] }
                slot = (slot + 1) & 511
            }
            return .unknown
        }

        private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* GoldenRatio.bits) >> 55) }
    }
}
