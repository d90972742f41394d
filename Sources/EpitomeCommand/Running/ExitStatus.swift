import SystemLibrary

/// How the command ends; a command throws one after it has said why on the standard error.
struct ExitStatus: Error, Equatable {
    let code: Int32

    /// Everything was done, or the reader of the output went away early.
    static let success = ExitStatus(code: 0)
    /// The command ran, but some inputs failed; each was reported, the others were processed.
    static let someFailed = ExitStatus(code: 1)
    /// Nothing could be done.
    static let nothingDone = ExitStatus(code: 2)
    /// The arguments make no sense.
    static let wrongUsage = ExitStatus(code: 64)

    /// Ends the process.
    ///
    /// At once: a thread that was left behind over the time limit must not run into the exit handlers.
    func exit() -> Never {
        fflush(nil)
        _exit(code)
    }
}
