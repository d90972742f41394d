import Classification

/// Shows a person how far a training is: one line on a terminal, redrawn, gone at the end; elsewhere nothing.
final class TrainingMeter: Sendable {
    private let isShown: Bool
    private let start = ContinuousClock.now

    init(isQuiet: Bool) { isShown = !isQuiet && Diagnostics.isTerminal && TerminalStyle.canMoveCursor }

    /// Draws the line anew.
    func update(_ progress: TrainingProgress) {
        guard isShown else { return }
        let passed = ContinuousClock.now - start
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        var line = ProgressBar.bar(progress.fraction, length: 24)
        line += " \(Int(progress.fraction * 100)) %, \(progress.stage.rawValue)"
        if progress.fraction > 0.05 && progress.fraction < 1 {
            line += ", at most " + ProgressBar.duration(seconds * (1 - progress.fraction) / progress.fraction) + " left"
        }
        Diagnostics.writeLines("\r" + line.prefix(max(0, ProgressBar.terminalWidth - 1)) + "\u{1B}[K")
    }

    /// Removes the line.
    func clear() {
        if isShown { Diagnostics.writeLines("\r\u{1B}[K") }
    }
}
