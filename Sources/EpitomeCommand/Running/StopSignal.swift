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

    private static let isWatching = Atomic<Bool>(false)

    /// Ends the process within a tenth of a second of a signal, with its status, until ``endWatch()``: for work that
    /// writes nothing before its end.
    static func watch() {
        isWatching.store(true, ordering: .relaxed)
        Task.detached {
            while isWatching.load(ordering: .relaxed) {
                if signal != 0 {
                    Diagnostics.write("stopped; nothing was written")
                    ExitStatus(code: 128 + signal).exit()
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Lets signals be a question again.
    static func endWatch() { isWatching.store(false, ordering: .relaxed) }

    /// Ends with a message, not with a crash, when a file that is mapped (an index, a large model) is shortened by another
    /// program: the system then sends SIGBUS.
    static func explainLostPages() {
        var action = sigaction()
        let handler: @convention(c) (CInt) -> Void = { _ in
            let message: StaticString =
                "epitome: a model or index file was shortened while it was read; replace such files by renaming\n"
            _ = write(2, message.utf8Start, message.utf8CodeUnitCount)
            _exit(ExitStatus.nothingDone.code)
        }
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = handler
        #else
            action.__sigaction_handler.sa_handler = handler
        #endif
        sigaction(SIGBUS, &action, nil)
    }

    /// Starts listening.
    static func install() {
        // The handler must find the flag initialised.
        received.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // What was ignored when the program began stays so: `nohup`, and `&` in a script.
            guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
            action = sigaction()
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

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
