internal import CXML2

/// Builds an ``HTMLPage`` from libxml2's SAX events: no tree of C nodes is made, and each byte of text is copied once.
package final class HTMLPageBuilder {
    var page = HTMLPage()

    /// Blocks beyond this many are not read.
    private static let maximumBlocks = 200_000

    private var stack: [Int32] = []
    private var blockNodes: [Int32] = []
    private var blockStart: Int32 = 0
    private var pendingSpace = false
    private var pendingBreaks = 0
    private var skipDepth = 0
    private var linkDepth = 0
    private var boldDepth = 0
    private var italicDepth = 0
    private var preDepth = 0
    private var linkBytes: Int32 = 0
    private var links: Int32 = 0
    private var boldBytes: Int32 = 0
    private var italicBytes: Int32 = 0
    private var words: Int32 = 0
    private var inWord = false
    private var afterMedia = false
    private var afterBreak = false
    private var inTitle = false
    private var openMarks: [(node: Int32, mark: HTMLPage.Mark)] = []
    /// Where the text of the superscript begins that is open.
    private var superscript: Int?

    /// Whether records for machines are left out, and whether there were any.
    private let skipsRecords: Bool
    private var hasSkippedRecord = false
    /// Whether the parse was given up since elements nest too deep.
    private var isTooDeep = false
    private var context: htmlParserCtxtPtr?

    init(capacity: Int, skipsRecords: Bool) {
        self.skipsRecords = skipsRecords
        page.text.reserveCapacity(capacity / 2)
        page.nodes.reserveCapacity(capacity / 64)
        page.attributes.reserveCapacity(capacity / 8)
    }

    /// Pages with less text than this outside records for machines are read with them: a script may show them.
    private static let minimumText = 200

    /// Parses a page.
    ///
    /// - Parameter bytes: the page in UTF-8, as ``HTMLPruner`` rewrites it.
    /// - Returns: the page; empty where there is nothing to read.
    package static func parse(_ bytes: [UInt8]) -> HTMLPage { parse(bytes, skipsRecords: true) }

    /// Elements that libxml2 may have open: what ``HTMLPruner`` lets through, and those it leaves to libxml2 to close.
    private static let maximumDepth = 2 * HTMLPruner.maximumDepth
    private static func parse(_ bytes: [UInt8], skipsRecords: Bool) -> HTMLPage {
        let builder = read(bytes, skipsRecords: skipsRecords)
        if builder.isTooDeep {
            // The page was made to nest: now every end tag is written, and libxml2 cannot be misled.
            let closed = HTMLPruner(bytes, closesAll: true).output
            return read(closed, skipsRecords: skipsRecords).page
        }
        if builder.hasSkippedRecord, builder.page.text.count < minimumText { return parse(bytes, skipsRecords: false) }
        return builder.page
    }

    private static func read(_ bytes: [UInt8], skipsRecords: Bool) -> HTMLPageBuilder {
        let builder = HTMLPageBuilder(capacity: bytes.count, skipsRecords: skipsRecords)
        guard !bytes.isEmpty, bytes.count < Int(Int32.max), LibXML2.isSetUp, let context = htmlNewParserCtxt() else {
            return builder
        }
        builder.context = context
        defer { htmlFreeParserCtxt(context) }
        guard let handler = context.pointee.sax else { return builder }
        handler.pointee = htmlSAXHandler()
        handler.pointee.startElement = { context, name, attributes in
            guard let context, let name else { return }
            HTMLPageBuilder.from(context).start(name, attributes)
        }
        handler.pointee.endElement = { context, name in
            guard let context, let name else { return }
            HTMLPageBuilder.from(context).end(name)
        }
        handler.pointee.characters = { context, text, count in
            guard let context, let text else { return }
            HTMLPageBuilder.from(context).characters(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        handler.pointee.ignorableWhitespace = handler.pointee.characters
        handler.pointee.cdataBlock = handler.pointee.characters
        // The builder outlives the parse: it is held by this function.
        context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_COMPACT.rawValue
        bytes.withUnsafeBytes { buffer in
            let document = htmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
                Int32(options))
            if let document { xmlFreeDoc(document) }
        }
        builder.finish()
        return builder
    }

    private static func from(_ context: UnsafeMutableRawPointer) -> HTMLPageBuilder {
        Unmanaged<HTMLPageBuilder>.fromOpaque(context).takeUnretainedValue()
    }

    private func finish() {
        flush()
        while let node = stack.popLast() { page.nodes[Int(node)].endBlock = Int32(page.blocks.count) }
    }

    // MARK: Events

    private func start(
        _ name: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard !isTooDeep else { return }
        if let context, Int(context.pointee.nameNr) > HTMLPageBuilder.maximumDepth {
            isTooDeep = true
            xmlStopParser(context)
            return
        }
        let tag = HTMLTag(name: HTMLPageBuilder.string(name))
        switch tag {
        case .meta, .link:
            state(tag, attributes)
            return
        case .base, .input: return
        case .br:
            breakLine()
            return
        case .img:
            afterMedia = true
            return
        default: break
        }
        if tag.isBlock { flush() }
        if tag == .hr { return }
        if tag == .picture || tag == .video || tag == .audio { afterMedia = true }
        let index = Int32(page.nodes.count)
        var node = HTMLPage.Node(
            tag: tag, parent: stack.last ?? -1, depth: UInt16(clamping: stack.count), words: 0,
            label: Int32(page.attributes.count)..<Int32(page.attributes.count), firstBlock: Int32(page.blocks.count),
            endBlock: Int32(page.blocks.count), flags: [])
        var target = Int32(0)..<0
        if let attributes { target = read(attributes, into: &node) }
        page.nodes.append(node)
        stack.append(index)
        if tag.isBlock { blockNodes.append(index) }
        switch tag {
        case .title:
            if page.title.isEmpty { inTitle = true } else { skipDepth += 1 }
        case .select, .video, .audio: skipDepth += 1
        case .div where isForMachines(node):
            skipDepth += 1
            hasSkippedRecord = true
        case .pre: preDepth += 1
        case .a:
            linkDepth += 1
            if target.isEmpty == false || linkDepth == 1 { open(.link, index, target) }
            links += 1
        case .b, .strong:
            boldDepth += 1
            open(.strong, index)
        case .i, .em, .cite:
            italicDepth += 1
            open(.emphasis, index)
        case .code, .kbd, .samp, .tt: if preDepth == 0 { open(.code, index) }
        case .sup: superscript = pendingSpace || pendingBreaks > 0 ? nil : page.text.count
        case .time: state(tag, attributes)
        default: break
        }
    }

    private func end(_ name: UnsafePointer<xmlChar>) {
        let tag = HTMLTag(name: HTMLPageBuilder.string(name))
        if tag.isVoid { return }
        // libxml2 reports every end, implied ones too, in order; the check keeps a mismatch from emptying the stack.
        guard let index = stack.last, page.nodes[Int(index)].tag == tag else { return }
        if tag.isBlock {
            flush()
            blockNodes.removeLast()
        }
        stack.removeLast()
        page.nodes[Int(index)].endBlock = Int32(page.blocks.count)
        switch tag {
        case .title:
            if inTitle { inTitle = false } else { skipDepth -= 1 }
        case .select, .video, .audio: skipDepth -= 1
        case .div where isForMachines(page.nodes[Int(index)]): skipDepth -= 1
        case .pre: preDepth -= 1
        case .a: linkDepth -= 1
        case .b, .strong: boldDepth -= 1
        case .i, .em, .cite: italicDepth -= 1
        default: break
        }
        while let last = openMarks.last, last.node == index {
            close(last.mark)
            openMarks.removeLast()
        }
        if tag == .sup { raise() }
    }

    /// Writes the digits of a superscript that touches a word as superscript digits: 10³ is not 103, and the mark of a
    /// note is no part of a year.
    private func raise() {
        defer { superscript = nil }
        guard let start = superscript, start > Int(blockStart), start < page.text.count else { return }
        let raised = Superscript.raised(page.text[start...])
        guard !raised.isEmpty else { return }
        page.text.replaceSubrange(start..., with: raised)
        let end = Int32(page.text.count)
        // The links of notes lie inside.
        for index in page.marks.indices.reversed() {
            guard page.marks[index].text.upperBound > Int32(start) else { break }
            page.marks[index].text = min(page.marks[index].text.lowerBound, Int32(start))..<end
        }
    }

    /// Whether an element holds what readers are not shown: the article once more as a record in microdata.
    private func isForMachines(_ node: HTMLPage.Node) -> Bool {
        skipsRecords && node.flags.isSuperset(of: [.hidden, .record])
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if inTitle {
            page.title += String(decoding: bytes, as: UTF8.self)
            return
        }
        guard skipDepth == 0, page.blocks.count < HTMLPageBuilder.maximumBlocks else { return }
        let before = page.text.count
        if preDepth > 0 { appendVerbatim(bytes) } else { appendFolded(bytes) }
        let added = Int32(page.text.count - before)
        if linkDepth > 0 { linkBytes += added }
        if boldDepth > 0 { boldBytes += added }
        if italicDepth > 0 { italicBytes += added }
    }

    // MARK: Text

    private func appendFolded(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            if byte <= 0x20 {
                pendingSpace = true
                inWord = false
                index += 1
                continue
            }
            if byte >= 0xC2, let width = HTMLPageBuilder.foldable(bytes, index) {
                // No-break and other spaces are spaces; soft hyphens and zero-width marks are nothing.
                if width.isSpace {
                    pendingSpace = true
                    inWord = false
                }
                index += width.count
                continue
            }
            separate()
            let first = index
            index += 1
            while index < end, bytes[index] > 0x20, bytes[index] < 0xC2 || HTMLPageBuilder.foldable(bytes, index) == nil
            {
                index += 1
            }
            page.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first..<index]))
            if !inWord {
                words += 1
                inWord = true
            }
        }
    }

    private func separate() {
        let isEmpty = page.text.count == Int(blockStart)
        if pendingBreaks > 0 {
            if !isEmpty { page.text.append(0x0A) }
        } else if pendingSpace, !isEmpty {
            page.text.append(0x20)
        }
        pendingBreaks = 0
        pendingSpace = false
    }

    private func appendVerbatim(_ bytes: UnsafeBufferPointer<UInt8>) {
        var first = 0
        if page.text.count == Int(blockStart) {
            while first < bytes.count, bytes[first] == 0x0A || bytes[first] == 0x0D { first += 1 }
        }
        for byte in bytes[first...] where byte != 0x0D {
            page.text.append(byte)
            if byte <= 0x20 {
                inWord = false
            } else if !inWord {
                words += 1
                inWord = true
            }
        }
    }

    /// The length of a space or an invisible character of more than one byte, or nil for any other character.
    private static func foldable(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (count: Int, isSpace: Bool)? {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch bytes[index] {
        case 0xC2:
            if next == 0xA0 { return (2, true) }
            if next == 0xAD { return (2, false) }
        case 0xE2:
            guard index + 2 < bytes.count else { return nil }
            let last = bytes[index + 2]
            if next == 0x80 {
                if last >= 0x80, last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF { return (3, true) }
                if last >= 0x8B, last <= 0x8F { return (3, false) }
            }
            if next == 0x81, last == 0x9F { return (3, true) }
            if next == 0x81, last == 0xA0 { return (3, false) }
        case 0xE3:
            if index + 2 < bytes.count, next == 0x80, bytes[index + 2] == 0x80 { return (3, true) }
        case 0xEF:
            if index + 2 < bytes.count, next == 0xBB, bytes[index + 2] == 0xBF { return (3, false) }
        default: break
        }
        return nil
    }

    private func breakLine() {
        guard skipDepth == 0, !inTitle else { return }
        inWord = false
        if preDepth > 0 {
            page.text.append(0x0A)
            return
        }
        pendingBreaks += 1
        if pendingBreaks >= 2 {
            flush()
            afterBreak = true
        }
    }

    private func flush() {
        defer {
            blockStart = Int32(page.text.count)
            pendingSpace = false
            pendingBreaks = 0
            linkBytes = 0
            links = linkDepth > 0 ? 1 : 0
            boldBytes = 0
            italicBytes = 0
            words = 0
            inWord = false
            afterBreak = false
            // A mark that goes on begins again in the next block.
            for index in openMarks.indices {
                let mark = openMarks[index].mark
                close(mark)
                let start = Int32(page.text.count)
                openMarks[index].mark.text = start..<start
            }
        }
        while page.text.count > Int(blockStart), let last = page.text.last, last <= 0x20 { page.text.removeLast() }
        guard page.text.count > Int(blockStart), words > 0 else {
            page.text.removeLast(page.text.count - Int(blockStart))
            return
        }
        page.blocks.append(
            HTMLPage.TextBlock(
                text: blockStart..<Int32(page.text.count), node: blockNodes.last ?? 0, linkBytes: linkBytes,
                links: links, boldBytes: boldBytes, italicBytes: italicBytes, words: words,
                order: Int32(page.nodes.count), afterMedia: afterMedia, afterBreak: afterBreak))
        afterMedia = false
    }

    private func open(_ kind: HTMLPage.Mark.Kind, _ node: Int32, _ target: Range<Int32> = 0..<0) {
        // One of each kind: a second says nothing, and each is closed and opened again at every block.
        guard !openMarks.contains(where: { $0.mark.kind == kind }) else { return }
        let start = Int32(page.text.count)
        openMarks.append((node, HTMLPage.Mark(kind: kind, text: start..<start, target: target)))
    }

    private func close(_ mark: HTMLPage.Mark) {
        var first = mark.text.lowerBound
        let end = Int32(page.text.count)
        // The blank or line break before the first word was added after the mark opened.
        while first < end, page.text[Int(first)] <= 0x20 { first += 1 }
        guard first < end else { return }
        var closed = mark
        closed.text = first..<end
        page.marks.append(closed)
    }
}
