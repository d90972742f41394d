#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The processor time and the time on the wall that a piece of work took.
struct Measurement {
    var cpuSeconds: Double
    var wallSeconds: Double

    /// Runs the work several times and keeps the shortest processor time and the shortest time on the wall.
    static func best<Result>(of repeats: Int, _ work: () -> Result) -> (Measurement, Result) {
        var result = work0(work)
        for _ in 1..<max(1, repeats) {
            let next = work0(work)
            result.0.cpuSeconds = min(result.0.cpuSeconds, next.0.cpuSeconds)
            result.0.wallSeconds = min(result.0.wallSeconds, next.0.wallSeconds)
            result.1 = next.1
        }
        return result
    }

    private static func work0<Result>(_ work: () -> Result) -> (Measurement, Result) {
        let cpu = seconds(CLOCK_PROCESS_CPUTIME_ID)
        let wall = seconds(CLOCK_MONOTONIC)
        let result = work()
        return (
            Measurement(
                cpuSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wallSeconds: seconds(CLOCK_MONOTONIC) - wall),
            result
        )
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The largest amount of memory the process has held so far, in bytes.
    static var peakMemory: Int {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss * 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #endif
    }
}
