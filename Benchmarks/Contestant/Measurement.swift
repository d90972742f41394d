import Foundations
import SystemLibrary

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
        let cpu = Seconds.ofProcess
        let wall = Seconds.now
        let result = work()
        return (
            Measurement(
                cpuSeconds: Seconds.ofProcess - cpu, wallSeconds: Seconds.now - wall),
            result
        )
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
