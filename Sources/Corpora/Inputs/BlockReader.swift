/// Cuts all inputs, one after the other, into blocks of records.
///
/// Where a block ends depends on the content and on where the block begins, never on how many bytes a read returned
/// (except when unbuffered); so a run that is continued at the start of a block cuts the same blocks.
package final class BlockReader {
    private let options: CorpusOptions
    private let shouldStop: @Sendable () -> Bool
    private var walker: InputWalker
    private var selection: RecordSelection
    private var stream: RecordStream?
    /// Archives, mailboxes and feeds that are being read, each inside the one before.
    private var containers: [MemberStream] = []
    private var pending: InputBlock?
    private var queued: [InputBlock] = []
    private var consumedBefore = 0
    private let isOnlyInput: Bool
    /// Whether reading ended because the run is to stop.
    package private(set) var wasInterrupted = false

    /// Opens the inputs lazily, in order.
    package init(
        paths: [String], options: CorpusOptions, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.options = options
        self.shouldStop = shouldStop
        walker = InputWalker(paths: paths, options: options)
        selection = RecordSelection(options.selection)
        isOnlyInput = paths.count == 1
    }

    /// The next block, or `nil` at the end.
    package func next() -> InputBlock? {
        while true {
            if shouldStop() {
                wasInterrupted = true
                return nil
            }
            if !queued.isEmpty { return queued.removeFirst() }
            if selection.isExhausted { return flush() }
            if let stream {
                if var block = stream.next(&selection) {
                    block.consumed = consumedBefore + stream.source.consumed
                    block.recordsSeen = selection.seen
                    block.isOnlyInput = isOnlyInput && !stream.isListed
                    if block.records.isEmpty { continue }
                    return block
                }
                consumedBefore += stream.source.consumed
                self.stream = nil
                if shouldStop() { continue }
            }
            if let container = containers.last {
                readMember(of: container)
            } else {
                guard let entry = walker.next() else { return flush() }
                switch entry {
                case .failure(let error): add(.failure(error), path: error.location?.path ?? "")
                case .file(let path, let isListed): open(path, isListed: isListed)
                }
            }
            if let pending, pending.records.count >= 64 || isBoundary(selection.seen) {
                self.pending = nil
                return pending
            }
        }
    }

    private func flush() -> InputBlock? {
        defer { pending = nil }
        return pending
    }

    /// Files go to the workers in blocks of 1, 1, 2, 4 … 64, so that a few files still keep all cores busy.
    private func isBoundary(_ count: Int) -> Bool { count & (count - 1) == 0 || count % 64 == 0 }

    private func add(_ source: InputBlock.Source, path: String, format: CorpusFormat = .text) {
        guard let index = selection.take() else { return }
        // Workers open the file: it counts as read when it is handed on.
        if case .file = source { consumedBefore += InputSize.bytes(ofFile: path) ?? 0 }
        // Documents of a container carry the path of their block.
        if case .document = source, let open = pending, open.path != path {
            queued.append(open)
            pending = nil
        }
        var block = pending ?? InputBlock(path: path, format: format)
        block.records.append(InputBlock.Record(index: index, source: source, line: 1, offset: 0))
        block.recordsSeen = selection.seen
        block.consumed = consumedBefore
        pending = block
    }

    /// Archives nest so deep at most.
    private static let maximumDepth = 4

    /// Reads the next document or file of a container.
    private func readMember(of container: MemberStream) {
        switch container.next() {
        case nil:
            containers.removeLast()
            consumedBefore += container.source.consumed
        case .failure(let error): add(.failure(error), path: error.location?.path ?? container.source.path)
        case .document(let document): add(.document(document), path: container.source.path, format: container.format)
        case .bytes(let path, let id, let format, let bytes):
            do throws(CorpusError) {
                let source = try ByteSource(bytes, path: path, options: options)
                try open(source, named: format, id: id, isListed: true)
            } catch {
                add(.failure(error), path: path)
            }
        }
    }

    /// Decides how an input is read, and hands files that are one document each to the workers unopened.
    private func open(_ path: String, isListed: Bool) {
        let named = options.format ?? FormatDetection.format(ofName: path)
        if let named, !named.isRecordStream, path != "-", isListed {
            return add(.file(path: path, format: named), path: path)
        }
        do throws(CorpusError) {
            let source = try ByteSource(path: path, options: options, shouldStop: shouldStop)
            try open(source, named: options.format, id: nil, isListed: isListed)
        } catch {
            add(.failure(error), path: path)
        }
    }

    private func open(
        _ source: ByteSource, named: CorpusFormat?, id: String?, isListed: Bool
    ) throws(CorpusError) {
        let (path, head) = (source.path, source.head)
        let format = named ?? FormatDetection.format(ofHead: head.span, path: path)
        if named == nil || !format.isRecordStream, let kind = FormatDetection.binaryKind(head.span, format: format) {
            throw CorpusError(.binary, "is \(kind)", at: CorpusLocation(path: path))
        }
        if format.isContainer {
            guard containers.count < Self.maximumDepth else {
                throw CorpusError(
                    .tooLarge, "archives nest deeper than \(Self.maximumDepth) levels; unpack the outer ones",
                    at: CorpusLocation(path: path))
            }
            source.keepEncoding()
            switch try MemberStream.open(source, format: format, options: options) {
            case .members(let members): containers.append(members)
            case .document(let bytes, let format): addWhole(bytes, source, format: format, id: id)
            }
        } else if format.isRecordStream {
            if let block = flush() { queued.append(block) }
            stream = RecordStream(source: source, format: format, options: options, isListed: isListed)
        } else if source.isFile {
            add(.file(path: path, format: format), path: path)
        } else {
            if format == .html || format.document != nil { source.keepEncoding() }
            let bytes = try source.readWhole(limit: options.maximumDocumentBytes)
            addWhole(bytes, source, format: format, id: id)
        }
    }

    /// A pipe, or a member of an archive, that is one document: it can be read but once, so here.
    private func addWhole(_ bytes: [UInt8], _ source: ByteSource, format: CorpusFormat, id: String?) {
        if shouldStop() { return }
        consumedBefore += source.consumed
        guard let index = selection.take() else { return }
        if let block = flush() { queued.append(block) }
        var block = InputBlock(path: source.path, format: format, bytes: bytes)
        var record = InputBlock.Record(index: index, source: .bytes(0..<bytes.count), line: 1, offset: 0)
        record.id = id
        block.records = [record]
        block.isOnlyInput = isOnlyInput && containers.isEmpty
        block.recordsSeen = selection.seen
        block.consumed = consumedBefore
        queued.append(block)
    }
}

/// Counts records and says which of them are taken.
struct RecordSelection {
    private let selection: CorpusOptions.Selection
    private var taken = 0
    /// How many records have been looked at.
    private(set) var seen = 0

    init(_ selection: CorpusOptions.Selection) { self.selection = selection }

    /// Whether the limit has been reached.
    var isExhausted: Bool { selection.limit.map { taken >= $0 } ?? false }

    /// The next record's number if it is taken.
    mutating func take() -> Int? {
        let index = seen
        guard !isExhausted else { return nil }
        seen += 1
        guard selection.takes(index) else { return nil }
        taken += 1
        return taken > selection.skip ? index : nil
    }
}

extension ByteSource {
    /// All bytes, if they are no more than a limit.
    func readWhole(limit: Int) throws(CorpusError) -> [UInt8] {
        var bytes: [UInt8] = []
        var capacity = min(limit, max(size ?? 0, 1 << 16)) + 1
        while true {
            let before = bytes
            bytes = []
            var failure: CorpusError?
            var count = 0
            let filled = [UInt8](unsafeUninitializedCapacity: capacity) { room, initialized in
                let raw = UnsafeMutableRawBufferPointer(room)
                raw.copyBytes(from: before)
                count = before.count
                do throws(CorpusError) {
                    while count < raw.count {
                        let more = try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[count...]))
                        if more == 0 { break }
                        count += more
                    }
                } catch {
                    failure = error
                }
                initialized = count
            }
            if let failure { throw failure }
            if filled.count > limit { throw .tooLarge(limit: limit, at: CorpusLocation(path: path)) }
            if filled.count < capacity { return filled }
            bytes = filled
            capacity = min(capacity * 2, limit + 1)
        }
    }
}

extension CorpusError {
    /// The error for a document beyond the limit.
    static func tooLarge(limit: Int, at location: CorpusLocation) -> CorpusError {
        CorpusError(
            .tooLarge, "the document is larger than \(limit) bytes. Pass `--max-document-bytes N` to allow more",
            at: location)
    }
}
