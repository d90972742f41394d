import ArgumentParser
import SystemLibrary

/// When colour is used.
enum ColorMode: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// Whether a stream gets colour: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    func isOn(descriptor: Int32) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isatty(descriptor) == 1 && !Self.isSet("NO_COLOR") && TerminalStyle.canMoveCursor
        }
    }

    private static func isSet(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }
}

/// Escape sequences for emphasis, or nothing where colour is off.
struct TerminalStyle {
    let isOn: Bool

    /// Whether the terminal knows escape sequences at all.
    static var canMoveCursor: Bool { getenv("TERM").map { String(cString: $0) } != "dumb" }

    private static let sequences = ["\u{1B}[1;33m", "\u{1B}[0m", "\u{1B}[2m", "\u{1B}[1m"].map { Array($0.utf8) }

    /// The length of one of these sequences at the beginning of some bytes.
    static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        sequences.first { bytes.starts(with: $0) }?.count
    }

    /// Marks text that was chosen.
    func highlighted(_ text: String) -> String { isOn ? "\u{1B}[1;33m\(text)\u{1B}[0m" : text }
    /// Greys text that was dropped.
    func faint(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    /// Makes text bold.
    func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
