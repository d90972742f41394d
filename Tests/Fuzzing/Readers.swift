// libFuzzer target for the readers of untrusted bytes: JSON, its field scanner, safetensors, the ends of CSV records.

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReaders(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    if let value = try? JSONValue(parsing: bytes.span) {
        // What was accepted can be written, and read again as the same value.
        var writer = JSONWriter()
        writer.value(value)
        precondition((try? JSONValue(parsing: writer.bytes.span)) == value)
    }
    let scanner = JSONFieldScanner(fields: ["id", "text"])
    var fields = JSONFields()
    if (try? scanner.scan(bytes.span, into: &fields)) != nil {
        _ = fields.string(0, in: bytes.span)
        _ = fields.string(1, in: bytes.span)
    }
    if let file = try? SafetensorsFile(bytes: bytes) {
        for tensor in file.tensors { _ = try? file.floats(named: tensor.name) }
    }
    // What is escaped is one string, and comes back as it was.
    var escaped: [UInt8] = []
    bytes.withUnsafeBufferPointer { JSONString.escape($0, to: &escaped) }
    escaped.withUnsafeBufferPointer { escaped in
        precondition(JSONString.end(in: escaped).offset == escaped.count)
        let plain = [UInt8](unsafeUninitializedCapacity: escaped.count) { room, count in
            count = room.baseAddress.map { JSONString.unescape(escaped, to: $0) } ?? 0
        }
        precondition(plain == bytes)
    }
    var record = 0
    while record < bytes.count {
        let (end, isOpenQuote) = CSVCutter.recordEnd(bytes.span.extracting(record...), delimiter: UInt8(ascii: ","))
        precondition(end > 0 && record + end <= bytes.count && (!isOpenQuote || record + end == bytes.count))
        record += end
    }
    return 0
}
