/// The cases of public conformance suites in the evaluation data: `awkward/NAME.jsonl.gz`, one JSON object a line with `id`,
/// what the suite expects, and the input in base64.
public enum PublicSuite {
    /// The lines of a suite; none where the data is absent.
    public static func lines(_ name: String) -> [Substring] { EvaluationData.lines("awkward/\(name).jsonl.gz") ?? [] }

    /// Whether a suite is there.
    public static func isPresent(_ name: String) -> Bool { !lines(name).isEmpty }

    /// The bytes that base64 (RFC 4648) stands for; other characters are passed over.
    public static func decoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
