internal import CXML2

/// Receives the elements and the text of an XML document, in their order.
package protocol XMLEventReceiver: AnyObject {
    /// An element begins.
    ///
    /// - Parameters:
    ///   - name: Its name with the prefix that ``XMLEvents`` gives its namespace, such as `w:p`, whatever the file calls it.
    ///   - attributes: The attributes, with prefixes of the same kind.
    func start(_ name: String, _ attributes: XMLAttributes)
    /// An element ends.
    func end(_ name: String)
    /// Text inside the innermost element; one piece of text may come in several calls.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The attributes of one element; valid during the call that hands them over.
package struct XMLAttributes {
    fileprivate let values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int
    fileprivate let events: XMLEvents?

    /// The value of an attribute, with entities resolved.
    package subscript(name: String) -> String? {
        guard let values, let events else { return nil }
        for index in 0..<count {
            // Five pointers each: local name, prefix, namespace, where the value begins and ends.
            let place = values + 5 * index
            guard let local = place[0], let start = place[3], let end = place[4],
                events.isNamed(name, local: local, namespace: place[2])
            else { continue }
            return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        }
        return nil
    }
}

/// Reads XML through libxml2's SAX interface: no tree, no entity but the five of XML itself, nothing fetched.
///
/// Entities that a document declares are passed over, so that none can expand; elements nest to 256 levels and one piece of
/// text is at most 10 MB long, which are the library's own limits.
///
/// - Complexity: O(*n*) in the bytes of the document.
package final class XMLEvents {
    private let receiver: any XMLEventReceiver
    /// The prefix for each namespace.
    private let prefixes: [String: String]
    /// Namespaces as the parser hands them over: the same pointer for the same namespace.
    private var known: [(UnsafePointer<xmlChar>, String)] = []

    private init(_ receiver: any XMLEventReceiver, _ prefixes: [String: String]) {
        self.receiver = receiver
        self.prefixes = prefixes
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The document in any encoding that it declares.
    ///   - prefixes: The prefix by which the receiver knows each namespace; names of other namespaces get `?`.
    ///   - recovers: Whether to go on after an error, as readers of feeds must.
    ///   - receiver: Receives what is found.
    /// - Returns: nil if the document is well-formed; else the line of the first error that matters.
    package static func parse(
        _ bytes: [UInt8], prefixes: [String: String], recovers: Bool = false, to receiver: any XMLEventReceiver
    ) -> Int? {
        guard LibXML2.isSetUp, !bytes.isEmpty, bytes.count < Int(Int32.max), let context = xmlNewParserCtxt() else {
            return 1
        }
        defer { xmlFreeParserCtxt(context) }
        let events = XMLEvents(receiver, prefixes)
        return withExtendedLifetime(events) { () -> Int? in
            install(events, in: context)
            let options =
                XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
                | XML_PARSE_COMPACT.rawValue | (recovers ? XML_PARSE_RECOVER.rawValue : 0)
            bytes.withUnsafeBytes { buffer in
                let document = xmlCtxtReadMemory(
                    context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
                    Int32(options))
                if let document { xmlFreeDoc(document) }
            }
            if context.pointee.wellFormed != 0 { return nil }
            return max(1, Int(context.pointee.lastError.line))
        }
    }

    private static func install(_ events: XMLEvents, in context: xmlParserCtxtPtr) {
        guard let handler = context.pointee.sax else { return }
        handler.pointee = xmlSAXHandler()
        handler.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler.pointee.startElementNs = { context, local, _, namespace, _, _, count, _, attributes in
            guard let context, let local else { return }
            let events = XMLEvents.from(context)
            events.receiver.start(
                events.name(local, namespace), XMLAttributes(values: attributes, count: Int(count), events: events))
        }
        handler.pointee.endElementNs = { context, local, _, namespace in
            guard let context, let local else { return }
            let events = XMLEvents.from(context)
            events.receiver.end(events.name(local, namespace))
        }
        handler.pointee.characters = { context, text, count in
            guard let context, let text else { return }
            XMLEvents.from(context).receiver.text(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        handler.pointee.ignorableWhitespace = handler.pointee.characters
        handler.pointee.cdataBlock = handler.pointee.characters
        context.pointee.userData = Unmanaged.passUnretained(events).toOpaque()
    }

    private static func from(_ context: UnsafeMutableRawPointer) -> XMLEvents {
        Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue()
    }

    private func prefix(_ namespace: UnsafePointer<xmlChar>?) -> String {
        guard let namespace else { return "" }
        for (pointer, prefix) in known where pointer == namespace { return prefix }
        let prefix = prefixes[String(cString: namespace)].map { $0.isEmpty ? "" : $0 + ":" } ?? "?:"
        known.append((namespace, prefix))
        return prefix
    }

    private func name(_ local: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?) -> String {
        let prefix = prefix(namespace)
        return prefix.isEmpty ? String(cString: local) : prefix + String(cString: local)
    }

    fileprivate func isNamed(
        _ wanted: String, local: UnsafePointer<xmlChar>, namespace: UnsafePointer<xmlChar>?
    ) -> Bool {
        name(local, namespace) == wanted
    }
}
