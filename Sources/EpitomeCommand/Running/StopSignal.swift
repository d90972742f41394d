import Synchronization
import SystemLibrary

/// SIGINT and SIGTERM as a question that can be asked; the second of them ends the process the usual way.
enum StopSignal {
    private static let received = Atomic<Int32>(0)

    /// The signal that asked to stop, or 0.
    static var signal: Int32 { received.load(ordering: .relaxed) }

    /// Lets a broken pipe be an error of `write` instead of a signal.
    static func ignoreBrokenPipes() {
        _ = SystemLibrary.signal(SIGPIPE, SIG_IGN)
    }

    /// Starts listening.
    static func install() {
        // The handler must find the flag initialised.
        received.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            let handler: @convention(c) (CInt) -> Void = { StopSignal.received.store($0, ordering: .relaxed) }
            #if canImport(Darwin)
                action.__sigaction_u.__sa_handler = handler
            #else
                action.__sigaction_handler.sa_handler = handler
            #endif
            // One signal stops gracefully; then the default action is back.
            action.sa_flags = CInt(truncatingIfNeeded: SA_RESETHAND) | SA_RESTART
            sigaction(number, &action, nil)
        }
    }
}
