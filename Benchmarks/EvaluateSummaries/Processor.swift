import SystemLibrary
import TextEvaluation

/// Writes a file; the program ends if that fails.
func writeFile(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { fail("cannot write \(path)") }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == bytes.count else { fail("cannot write \(path)") }
}

/// Reads a file of 32-bit floats.
func readFloats(_ path: String) -> [Float] {
    guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
    defer { fclose(file) }
    var values: [Float] = []
    var buffer = [Float](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 4, buffer.count, file)
        if count == 0 { return values }
        values += buffer[0..<count]
    }
}

/// Whether a file or folder is there and may be read.
func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

/// Ends the program with a message.
func fail(_ message: String) -> Never {
    note(message)
    exit(2)
}

/// Tells how far a long run is.
func note(_ message: String) {
    let line = Array("evaluate-summaries: \(message)\n".utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

/// A number with two digits after the point.
func format(_ value: Double) -> String { Decimals.text(value, digits: 2) }

/// Makes a folder if it is not there.
func makeFolder(_ path: String) { mkdir(path, 0o755) }
