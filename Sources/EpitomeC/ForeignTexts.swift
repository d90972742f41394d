internal import CEpitome
internal import Vectorization

/// Texts in the caller's memory.
struct ForeignTexts: UTF8Texts, @unchecked Sendable {
    private let texts: UnsafeBufferPointer<epi_text>

    /// Takes the texts of a call.
    init(_ texts: UnsafePointer<epi_text>?, _ count: Int64) throws {
        guard count >= 0, count == 0 || texts != nil else {
            throw CallFailure.invalid("the number of texts is \(count)")
        }
        self.texts = UnsafeBufferPointer(start: texts, count: Int(count))
        for (row, text) in self.texts.enumerated() where text.count < 0 {
            throw CallFailure.invalid("the length of the text is \(text.count)", row: row)
        }
    }

    private init(_ texts: UnsafeBufferPointer<epi_text>) { self.texts = texts }

    var count: Int { texts.count }

    /// The texts of a range, which must be there.
    subscript(range: Range<Int>) -> ForeignTexts { ForeignTexts(UnsafeBufferPointer(rebasing: texts[range])) }

    func isMissing(at index: Int) -> Bool { texts[index].bytes == nil }

    func byteCount(at index: Int) -> Int { isMissing(at: index) ? 0 : Int(texts[index].count) }

    func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let bytes = texts[index].bytes.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }
        return body(UnsafeBufferPointer(start: bytes, count: byteCount(at: index)))
    }

    /// A text as a string; nil for a missing one.
    func string(at index: Int) -> String? {
        isMissing(at: index) ? nil : withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// All texts as strings, of which none may be missing.
    func strings() throws -> [String] {
        try (0..<count).map { row in
            guard let text = string(at: row) else { throw CallFailure.invalid("the text is missing", row: row) }
            return text
        }
    }
}
