/// Numbers written with a fixed number of decimals, the same on every platform and in every locale.
public enum Decimals {
    /// A number with `digits` decimals, rounded half away from zero: `text(0.125, digits: 2)` is `"0.13"`.
    public static func text(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "n/a" : value < 0 ? "-∞" : "∞" }
        let digits = max(0, min(9, digits))
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 1e15 else { return "\(value)" }
        let whole = Int(scaled)
        let unit = Int(scale)
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let fraction = String(whole % unit)
        return "\(sign)\(whole / unit)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// A share as a percentage: `percent(0.8714, digits: 1)` is `"87.1 %"`.
    public static func percent(_ share: Double, digits: Int = 1) -> String { text(share * 100, digits: digits) + " %" }

    /// A share with its interval: `"87.4 % [86.6, 88.1]"`.
    public static func percent(_ share: Double, in interval: ClosedRange<Double>, digits: Int = 1) -> String {
        percent(share, digits: digits)
            + " [\(text(interval.lowerBound * 100, digits: digits)), \(text(interval.upperBound * 100, digits: digits))]"
    }

    /// A share in hundredths, as papers write ROUGE: `points(0.38534)` is `"38.53"`, signed `"+38.53"`.
    public static func points(_ share: Double, isSigned: Bool = false) -> String {
        (isSigned && share > 0 ? "+" : "") + text(share * 100, digits: 2)
    }

    /// A share with its interval, in hundredths: `"38.53 [37.10, 39.90]"`.
    public static func points(_ interval: BootstrapInterval, isSigned: Bool = false) -> String {
        let ends = [interval.lower, interval.upper].map { points($0, isSigned: isSigned) }
        return "\(points(interval.mean, isSigned: isSigned)) [\(ends[0]), \(ends[1])]"
    }

    /// A whole number with commas between groups of three digits: `grouped(1234567)` is `"1,234,567"`.
    public static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0 && (digits.count - position) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A number of things: `counted(1, "document")` is `"1 document"`, `counted(2, "document")` is `"2 documents"`.
    public static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
