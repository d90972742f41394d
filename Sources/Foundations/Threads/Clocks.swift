internal import SystemLibrary

/// Times in seconds, asked of the system's clocks.
package enum Seconds {
    /// Since some fixed moment: wall-clock time that never goes back.
    package static var now: Double { of(CLOCK_MONOTONIC) }

    /// CPU time of this process, all its threads together.
    package static var ofProcess: Double { of(CLOCK_PROCESS_CPUTIME_ID) }

    /// What a clock shows; 0 if there is none of that number any more.
    fileprivate static func of(_ clock: clockid_t) -> Double {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The CPU time of one thread, which other threads may ask for while it runs.
///
/// Limits count CPU time, not wall-clock time, so that a busy machine fails no document.
package struct ThreadClock: Sendable {
    #if os(Linux)
        private let clock: clockid_t

        /// The clock of the calling thread.
        package init() {
            var clock = clockid_t()
            pthread_getcpuclockid(pthread_self(), &clock)
            self.clock = clock
        }

        /// Seconds of CPU time; 0 when the thread has ended.
        package var seconds: Double {
            Seconds.of(clock)
        }
    #else
        /// Elsewhere wall-clock time stands in.
        package init() {}
        package var seconds: Double { Seconds.now }
    #endif
}
