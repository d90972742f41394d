import SystemLibrary

/// Cuts one input that holds many records into blocks of whole records: lines, CSV records with line breaks in quotes, or
/// the values of a JSON array.
///
/// Memory is bounded: a block is some 256 KiB, one record at most the document limit; of a longer one the rest is read
/// and thrown away, and it becomes an error.
final class RecordStream {
    let source: ByteSource
    let isListed: Bool
    private let format: CorpusFormat
    private let options: CorpusOptions
    /// Bytes read but not yet in a block: the beginning of an unfinished record.
    private var carry: [UInt8] = []
    private var line = 1
    private var offset = 0
    private var isAtEnd = false
    private var failure: CorpusError?
    private var layout: CSVLayout?
    /// The delimiter that a line before the header states.
    private var statedDelimiter: UInt8?
    /// How many quotes were opened and never closed.
    private var openQuotes = 0
    private var isDone = false
    private var json = JSONCutter()
    private var values = 0

    /// After some quotes that never close, a quoted field may only be so long, and shorter with each of them: an open
    /// quote is looked for up to the end of what is there, and a file of nothing else would be read as often as it has
    /// lines.
    private var quoteLimit: Int { openQuotes < 4 ? .max : max(8 << 10, (256 << 10) / openQuotes) }

    private static let largestBlock = 256 << 10
    private static let smallestBlock = 16 << 10

    init(source: ByteSource, format: CorpusFormat, options: CorpusOptions, isListed: Bool) {
        self.source = source
        self.format = format
        self.options = options
        self.isListed = isListed
    }

    /// The next block (it may hold no record), or `nil` at the end.
    func next(_ selection: inout RecordSelection) -> InputBlock? {
        guard !isDone else { return nil }
        var block = InputBlock(path: source.path, format: format)
        block.layout = layout
        var target = min(max(offset / 4, Self.smallestBlock), Self.largestBlock)
        while true {
            fill(upTo: target)
            let end =
                switch format {
                case .csv, .tsv: cutCSV(&block, &selection)
                case .json: cutJSON(&block, &selection)
                default: cutLines(&block, &selection)
                }
            if end > 0 || isAtEnd { return finish(block, end, &selection) }
            // No record ends here: read on, or give the record up.
            if carry.count > options.maximumDocumentBytes {
                skipOversized(&block, &selection)
                return finish(block, 0, &selection)
            }
            target = carry.count * 2
        }
    }

    /// Hands the first `end` bytes over with the block and keeps the rest.
    private func finish(_ block: InputBlock, _ end: Int, _ selection: inout RecordSelection) -> InputBlock {
        var block = block
        if isAtEnd, !isDone, end >= carry.count || selection.isExhausted {
            if let failure, let index = selection.take() {
                block.records.append(
                    InputBlock.Record(index: index, source: .failure(failure), line: line, offset: offset))
            }
            isDone = true
        }
        block.layout = layout
        let rest = Array(carry[end...])
        carry.removeLast(carry.count - end)
        swap(&block.bytes, &carry)
        carry = rest
        return block
    }

    // MARK: Reading

    /// Reads until so many bytes are there, or the input ends; unbuffered, until anything more is there.
    private func fill(upTo target: Int) {
        guard carry.count < target, !isAtEnd else { return }
        let before = carry
        carry = []
        carry = [UInt8](unsafeUninitializedCapacity: target) { room, initialized in
            let raw = UnsafeMutableRawBufferPointer(room)
            raw.copyBytes(from: before)
            var count = before.count
            do throws(CorpusError) {
                while count < target {
                    let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[count..<target]))
                    if more == 0 {
                        isAtEnd = true
                        break
                    }
                    count += more
                    if options.isUnbuffered { break }
                }
            } catch {
                failure = error
                isAtEnd = true
            }
            initialized = count
        }
    }

    /// Passes over the rest of a record that is too large, and over its line break.
    private func skipOversized(_ block: inout InputBlock, _ selection: inout RecordSelection) {
        let location = CorpusLocation(path: source.path, line: line, byteOffset: offset)
        let error = CorpusError.tooLarge(limit: options.maximumDocumentBytes, at: location)
        if let index = selection.take() {
            block.records.append(InputBlock.Record(index: index, source: .failure(error), line: line, offset: offset))
        }
        while true {
            if let end = endOfOversized() {
                pass(end)
                carry.removeFirst(end)
                return
            }
            pass(carry.count)
            carry.removeAll(keepingCapacity: true)
            if isAtEnd { return }
            fill(upTo: Self.largestBlock)
        }
    }

    /// Where the record ends whose beginning is thrown away; nil if not in what was read.
    private func endOfOversized() -> Int? {
        guard format == .json else { return carry.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } }
        return carry.withUnsafeBufferPointer { json.skipValue($0, isAtEnd: isAtEnd) }
    }

    /// Counts the offset and the lines of bytes that are done with, the first of `carry`.
    private func pass(_ count: Int) {
        line += Self.count(of: 0x0A, in: carry.span.extracting(first: count))
        offset += count
    }

    // MARK: Lines

    /// Adds the records of all whole lines; returns the offset behind the last.
    private func cutLines(_ block: inout InputBlock, _ selection: inout RecordSelection) -> Int {
        let limit = options.maximumDocumentBytes
        let path = source.path
        let isAtEnd = isAtEnd && failure == nil
        var line = line
        let streamOffset = offset
        let end = carry.withUnsafeBufferPointer { buffer -> Int in
            guard let base = buffer.baseAddress else { return 0 }
            var start = 0
            while start < buffer.count, !selection.isExhausted {
                let found = memchr(base + start, 0x0A, buffer.count - start)
                let stop: Int
                if let found {
                    stop = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                } else if isAtEnd {
                    stop = buffer.count
                } else {
                    break
                }
                var first = start
                while first < stop, base[first] == 0x20 || base[first] == 0x09 || base[first] == 0x0D { first += 1 }
                if first < stop, let index = selection.take() {
                    let last = base[stop - 1] == 0x0D ? stop - 1 : stop
                    var record = InputBlock.Record(
                        index: index, source: .bytes(start..<last), line: line, offset: streamOffset + start)
                    if last - start > limit {
                        let location = CorpusLocation(path: path, line: line, byteOffset: streamOffset + start)
                        record.source = .failure(.tooLarge(limit: limit, at: location))
                    }
                    block.records.append(record)
                }
                line += 1
                start = min(stop + 1, buffer.count)
            }
            return start
        }
        self.line = line
        offset += end
        // A line cut off by a read error is not a record: the error is.
        if failure != nil || selection.isExhausted { carry.removeLast(carry.count - end); self.isAtEnd = true }
        return end
    }

    // MARK: JSON

    /// Adds all whole values; returns the offset behind the last.
    ///
    /// What cannot stand between values ends the input: nothing says where the next value would begin.
    private func cutJSON(_ block: inout InputBlock, _ selection: inout RecordSelection) -> Int {
        let bytes = carry
        let isAtEnd = isAtEnd && failure == nil
        var start = 0
        bytes.withUnsafeBufferPointer { buffer in
            guard buffer.baseAddress != nil else { return }
            func pass(to end: Int) {
                line += Self.count(of: 0x0A, in: buffer.span.extracting(start..<end))
                offset += end - start
                start = end
            }
            while !selection.isExhausted {
                let rest = UnsafeBufferPointer(rebasing: buffer[start...])
                let (skipped, found) = json.next(rest, isAtEnd: isAtEnd)
                pass(to: start + skipped)
                let location = CorpusLocation(path: source.path, line: line, byteOffset: offset)
                switch found {
                case .value(let length):
                    let source =
                        length > options.maximumDocumentBytes
                        ? InputBlock.Source.failure(.tooLarge(limit: options.maximumDocumentBytes, at: location))
                        : .bytes(start..<start + length)
                    add(source, to: &block, &selection)
                    pass(to: start + length)
                    continue
                case .unfinished where isAtEnd:
                    let error = CorpusError(.invalidRecord, "the input ends inside this value", at: location)
                    add(.failure(error), to: &block, &selection)
                    pass(to: buffer.count)
                case .misplaced(let what):
                    let error = CorpusError(
                        .invalidRecord, "\(what); what follows was not read. Separate values in `[…]` by commas",
                        at: location)
                    add(.failure(error), to: &block, &selection)
                    self.isAtEnd = true
                    pass(to: buffer.count)
                case .unfinished, .nothing: break
                }
                break
            }
        }
        // A value cut off by a read error is not a record: the error is.
        if failure != nil || selection.isExhausted {
            carry.removeLast(carry.count - start)
            self.isAtEnd = true
        }
        return start
    }

    private func add(
        _ source: InputBlock.Source, to block: inout InputBlock, _ selection: inout RecordSelection
    ) {
        values += 1
        guard let index = selection.take() else { return }
        var record = InputBlock.Record(index: index, source: source, line: line, offset: offset)
        record.number = values
        block.records.append(record)
    }

    // MARK: CSV

    /// Adds all whole records; returns the offset behind the last.
    private func cutCSV(_ block: inout InputBlock, _ selection: inout RecordSelection) -> Int {
        let limit = options.maximumDocumentBytes
        var start = 0
        var bytes = carry
        carry = []
        defer {
            if selection.isExhausted { isAtEnd = true }
            if isDone || selection.isExhausted || isAtEnd && failure != nil { bytes.removeLast(bytes.count - start) }
            carry = bytes
        }
        while start < bytes.count, !selection.isExhausted {
            let rest = bytes.span.extracting(start...)
            var (length, isOpen, isWhole) = recordEnd(rest)
            if !isWhole, !isAtEnd { break }
            if !isWhole, failure != nil { break }
            let location = CorpusLocation(path: source.path, line: line, byteOffset: offset)
            var source = InputBlock.Source.bytes(start..<start + length)
            if isOpen {
                // The quote never closes: give up its line alone, and go on with the next.
                openQuotes += 1
                length = Self.lineLength(rest)
                source = .failure(
                    CorpusError(
                        .invalidRecord,
                        "a quoted field is never closed; the line was passed over. Double the quotes "
                            + "inside quoted fields", at: location))
            } else if length > limit {
                source = .failure(.tooLarge(limit: limit, at: location))
            }
            add(source, rest, length, to: &block, &selection)
            line += Self.lineBreaks(rest.extracting(first: length))
            offset += length
            start += length
            if isDone { return start }
        }
        return start
    }

    /// The length of the record at the beginning of some bytes; whether a quote is open in it for good; whether its end is
    /// known.
    private func recordEnd(_ rest: Span<UInt8>) -> (length: Int, isOpen: Bool, isWhole: Bool) {
        // Before the header is known, only line breaks matter, and a delimiter that was given.
        let delimiter = layout?.delimiter ?? options.delimiter ?? statedDelimiter ?? (format == .tsv ? 0x09 : 0x2C)
        func end(_ bytes: Span<UInt8>) -> (length: Int, isOpen: Bool, isWhole: Bool) {
            let (length, isOpen) = CSVCutter.recordEnd(bytes, delimiter: delimiter)
            return (length, isOpen, length < bytes.count || (bytes[length - 1] == 0x0A && !isOpen))
        }
        guard rest.count > quoteLimit else {
            let found = end(rest)
            return (found.length, found.isOpen && !found.isWhole && isAtEnd, found.isWhole)
        }
        let found = end(rest.extracting(first: quoteLimit))
        if found.isWhole { return found }
        if found.isOpen { return (found.length, true, true) }
        // A long line without quotes that matter: it ends where it ends.
        let line = rest.extracting(first: Self.lineLength(rest))
        let whole = end(line)
        return (whole.length, whole.isOpen, whole.isWhole || whole.isOpen || isAtEnd)
    }

    private static func lineLength(_ rest: Span<UInt8>) -> Int {
        rest.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base, 0x0A, buffer.count) else {
                return buffer.count
            }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        }
    }

    private func add(
        _ source: InputBlock.Source, _ rest: Span<UInt8>, _ length: Int, to block: inout InputBlock,
        _ selection: inout RecordSelection
    ) {
        let bytes = rest.extracting(first: length)
        var isBlank = true
        for index in bytes.indices where bytes[index] > 0x20 {
            isBlank = false
            break
        }
        if isBlank { return }
        if layout == nil {
            if options.delimiter == nil, statedDelimiter == nil, let stated = CSVDelimiter.stated(bytes) {
                statedDelimiter = stated
                return
            }
            let delimiter =
                options.delimiter ?? statedDelimiter ?? (format == .tsv ? 0x09 : CSVDelimiter.likely(in: rest))
            do throws(CorpusError) {
                layout = try CSVLayout(first: bytes, options: options, delimiter: delimiter)
                if options.hasHeader { return }
            } catch {
                var error = error
                error.location = CorpusLocation(path: self.source.path, line: line)
                // Without its columns the whole input is of no use.
                isAtEnd = true
                isDone = true
                if let index = selection.take() {
                    block.records.append(
                        InputBlock.Record(index: index, source: .failure(error), line: line, offset: offset))
                }
                return
            }
        }
        if let index = selection.take() {
            block.records.append(InputBlock.Record(index: index, source: source, line: line, offset: offset))
        }
    }

    private static func lineBreaks(_ bytes: Span<UInt8>) -> Int {
        let feeds = count(of: 0x0A, in: bytes)
        return feeds > 0 ? feeds : count(of: 0x0D, in: bytes)
    }

    private static func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
        var count = 0
        for index in bytes.indices where bytes[index] == byte { count &+= 1 }
        return count
    }
}
