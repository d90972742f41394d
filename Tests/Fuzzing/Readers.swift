// libFuzzer target for the readers of untrusted bytes in Serialization: JSON, its field scanner, safetensors.

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
    return 0
}
