/// Digits and signs above the line as Unicode has them.
enum Superscript {
    /// Superscripts longer than this are no powers and no marks of notes, in bytes.
    private static let maximumLength = 8

    /// The same digits and signs above the line; empty where anything else is among them.
    ///
    /// Letters stay as they are: `3<sup>rd</sup>` reads right without.
    static func raised(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.count <= maximumLength else { return [] }
        var raised: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            guard let above = above(scalar) else { return [] }
            raised.append(contentsOf: UTF8.encode(above) ?? UTF8.encodedReplacementCharacter)
        }
        return raised
    }

    private static func above(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "0": "\u{2070}"
        case "1": "\u{B9}"
        case "2": "\u{B2}"
        case "3": "\u{B3}"
        case "4"..."9": Unicode.Scalar(0x2070 + scalar.value - 0x30)
        case "+": "\u{207A}"
        case "-", "\u{2212}", "\u{2013}": "\u{207B}"
        default: nil
        }
    }
}
