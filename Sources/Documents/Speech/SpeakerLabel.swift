/// A name before what is said, with the time where there is one: `[00:01:04] REYES: It would …`, `#Person1#: …`,
/// `12/01/24, 10:02 - Ann: …`, `MR. WEIR (Leeds): …`.
struct SpeakerLabel {
    /// The name as it is written.
    let name: String
    /// The time as it is written, without brackets.
    let time: String?
    /// What follows, without white space before it.
    let rest: Substring

    /// The longest name, in bytes and words.
    private static let longest = (bytes: 48, words: 6)

    /// Reads the label at the beginning of a line; nil where there is none.
    init?(_ line: Substring) {
        var rest = line
        let time = Self.takeTime(&rest)
        // The colon behind the name, not one in a time.
        let colon = rest.utf8.indices.prefix(Self.longest.bytes + 24).first { place in
            guard rest.utf8[place] == UInt8(ascii: ":") else { return false }
            let next = rest.utf8.index(after: place)
            return next == rest.endIndex || rest.utf8[next] <= 0x20 || rest.utf8[next] >= 0x80
        }
        guard let colon else { return nil }
        var head = rest[..<colon]
        let after = rest.utf8.index(after: colon)
        // What stands in brackets behind a name: a seat, a party, a time.
        var behind: String?
        if let last = head.last, last == ")" || last == "]",
            let open = head.lastIndex(of: last == ")" ? "(" : "["), open > head.startIndex
        {
            let inside = head[head.index(after: open)...].dropLast()
            if inside.utf8.contains(0x3A) || inside.utf8.first.map({ $0 &- 0x30 < 10 }) == true {
                behind = String(inside)
            }
            head = head[..<open]
        }
        let name = TextGatherer.trimmed(String(head))
        guard Self.isName(name) else { return nil }
        self.name = name
        self.time = time ?? behind
        self.rest = Substring(rest.utf8[after...].drop { $0 <= 0x20 })
    }

    /// Whether a piece of a line can be a name: a letter or `#` first, and nothing but letters, digits and the marks of names.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "#" || first.properties.isAlphabetic,
            text.utf8.count <= longest.bytes
        else { return false }
        var words = 1
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ": words += 1
            case "#", ".", "'", "\u{2019}", "-", "_", "&", "/": continue
            default: guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return false }
            }
        }
        return words <= longest.words
    }

    /// Takes a time, with a date or without, in brackets or not, off the beginning of a line.
    static func takeTime(_ line: inout Substring) -> String? {
        var rest = line.utf8[...]
        var closing: UInt8?
        switch rest.first {
        case UInt8(ascii: "["): closing = UInt8(ascii: "]")
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        default: break
        }
        if closing != nil { rest = rest.dropFirst() }
        var time = rest.prefix(32).prefix { byte in
            byte &- 0x30 < 10
                || [0x3A, 0x2E, 0x2C, 0x2F, 0x2D, 0x20, 0x41, 0x50, 0x4D, 0x61, 0x70, 0x6D].contains(byte)
        }
        // `10:02 AM` is a time, the `A` of `Ann` and the `P` of `Paul` are not.
        while let last = time.last, (last | 0x20) &- 0x61 < 26 || last == 0x20 || last == 0x2D || last == 0x2C {
            let isMeridian =
                time.count >= 2 && last | 0x20 == 0x6D && [0x61, 0x70].contains((time.dropLast().last ?? 0) | 0x20)
            let next = rest[time.endIndex...].first
            if isMeridian, next.map({ ($0 | 0x20) &- 0x61 >= 26 }) ?? true { break }
            time = time.dropLast()
        }
        guard let colon = time.firstIndex(of: 0x3A), colon > time.startIndex,
            time.first.map({ $0 &- 0x30 < 10 }) == true,
            time.index(after: colon) < time.endIndex, time[time.index(after: colon)] &- 0x30 < 10
        else { return nil }
        rest = rest[time.endIndex...]
        if let closing {
            guard rest.first == closing else { return nil }
            rest = rest.dropFirst()
        }
        while let byte = rest.first, byte == 0x20 || byte == 0x09 || byte == 0x2D || byte == 0x3E {
            rest = rest.dropFirst()
        }
        line = Substring(rest)
        return String(Substring(time))
    }
}
