import Corpora
import SystemLibrary
import TextEvaluation

/// Shows a person how far a run is: a bar on a terminal, redrawn at most ten times a second and gone at the end; elsewhere
/// one line a minute.
struct ProgressBar {
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let isDumb: Bool
    private var lastDrawn = -1.0
    private var isShown = false

    /// The first seconds are silent: most runs end before anyone wants to know.
    private static let silence = 0.5
    private static let redrawInterval = 0.1
    private static let logInterval = 60.0

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        isTerminal = Diagnostics.isTerminal
        isDumb = !TerminalStyle.canMoveCursor
    }

    /// Draws anew if it is time.
    mutating func update(_ progress: BatchProgress) {
        guard !isQuiet, !(isTerminal && isDumb) else { return }
        if isTerminal {
            guard progress.seconds >= Self.silence, progress.seconds - lastDrawn >= Self.redrawInterval else { return }
            lastDrawn = progress.seconds
            isShown = true
            // The last column stays free: some terminals go to the next line when it is filled.
            let width = Self.terminalWidth
            Diagnostics.writeLines("\r" + line(progress, width: width).prefix(max(0, width - 1)) + "\u{1B}[K")
        } else if progress.seconds - max(lastDrawn, 0) >= Self.logInterval {
            lastDrawn = progress.seconds
            Diagnostics.write(line(progress, width: 0))
        }
    }

    /// Removes the bar, so that a message or the end follows on a clean line.
    mutating func clear() {
        guard isShown else { return }
        isShown = false
        Diagnostics.writeLines("\r\u{1B}[K")
    }

    private func line(_ progress: BatchProgress, width: Int) -> String {
        let rate = progress.seconds > 0 ? Double(progress.records) / progress.seconds : 0
        var text = "\(Decimals.grouped(progress.records)) done"
        if progress.failed > 0 { text += ", \(Decimals.grouped(progress.failed)) failed" }
        text += ", \(Decimals.grouped(Int(rate)))/s"
        guard let totalBytes = progress.totalBytes, totalBytes > 0 else {
            return text + ", " + Self.duration(progress.seconds)
        }
        let share = min(1, Double(progress.consumedBytes) / Double(totalBytes))
        if share > 0.001 { text += ", " + Self.duration(progress.seconds * (1 - share) / share) + " left" }
        let percent = "\(Int(share * 100)) %"
        guard width >= 60 else { return "\(percent), \(text)" }
        let length = max(10, min(40, width - text.count - 12))
        return "\(Self.bar(share, length: length)) \(percent), \(text)"
    }

    /// A bar of so many cells, a share of them filled.
    static func bar(_ share: Double, length: Int) -> String {
        let filled = max(0, min(length, Int(share * Double(length))))
        return String(repeating: "━", count: filled) + String(repeating: "╌", count: length - filled)
    }

    /// The columns of the terminal that messages go to.
    static var terminalWidth: Int {
        var size = winsize()
        return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Seconds as `42 s`, `3 min 20 s` or `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
