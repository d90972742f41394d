/// Cuts Rich Text Format into its pieces: groups, control words, control symbols, text.
struct RichTextScanner {
    /// One piece.
    enum RichTextPiece: Equatable {
        case open, close
        /// A control word and its number.
        case word(String, Int?)
        /// A control symbol, such as `\~`.
        case symbol(UInt8)
        /// A byte in the present code page.
        case byte(UInt8)
        case end
    }

    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next piece.
    ///
    /// - Complexity: O(1) but for a control word, which has at most 32 letters.
    mutating func next() -> RichTextPiece {
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "{"): return .open
            case UInt8(ascii: "}"): return .close
            case UInt8(ascii: "\\"): return control()
            // Line breaks in the file mean nothing.
            case 0x0A, 0x0D, 0x00: continue
            default: return .byte(byte)
            }
        }
        return .end
    }

    /// Passes over binary data.
    mutating func skip(_ count: Int) { place = min(bytes.count, place + max(0, count)) }

    private mutating func control() -> RichTextPiece {
        guard place < bytes.count else { return .end }
        let first = bytes[place]
        guard Self.isLetter(first) else {
            place += 1
            if first == UInt8(ascii: "'") {
                guard place + 2 <= bytes.count,
                    let value = UInt8(String(decoding: bytes[place..<place + 2], as: UTF8.self), radix: 16)
                else { return .symbol(first) }
                place += 2
                return .byte(value)
            }
            return first == 0x0A || first == 0x0D ? .word("par", nil) : .symbol(first)
        }
        let start = place
        while place < bytes.count, place - start < 32, Self.isLetter(bytes[place]) { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        var number: Int?
        var isNegative = false
        if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "-"), bytes[place + 1] &- 0x30 < 10 {
            isNegative = true
            place += 1
        }
        while place < bytes.count, bytes[place] &- 0x30 < 10 {
            number = min((number ?? 0) * 10 + Int(bytes[place] - 0x30), 1 << 31)
            place += 1
        }
        if isNegative { number = number.map { -$0 } }
        if place < bytes.count, bytes[place] == 0x20 { place += 1 }
        return .word(name, number)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
