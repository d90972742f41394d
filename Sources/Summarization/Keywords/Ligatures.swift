/// The ligatures of Latin letters that text from PDF files has: `ﬁrst` is `first`.
enum Ligatures {
    /// The bytes of each in UTF-8: U+FB00 to U+FB06.
    static let length = 3
    private static let letters: [[UInt8]] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map { Array($0.utf8) }

    /// The letters of the ligature that begins at an offset; nil where none does.
    static func letters(_ utf8: borrowing Span<UInt8>, at index: Int, end: Int) -> [UInt8]? {
        guard utf8[index] == 0xEF, index + length <= end, utf8[index + 1] == 0xAC else { return nil }
        let number = Int(utf8[index + 2]) - 0x80
        return letters.indices.contains(number) ? letters[number] : nil
    }

    /// Calls `body` with a word whose ligatures are written as letters.
    static func withoutThem<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard word.contains(0xEF) else { return body(word) }
        var plain: [UInt8] = []
        var index = 0
        while index < word.count {
            if let found = letters(word.span, at: index, end: word.count) {
                plain += found
                index += length
            } else {
                plain.append(word[index])
                index += 1
            }
        }
        return plain.withUnsafeBufferPointer(body)
    }
}
