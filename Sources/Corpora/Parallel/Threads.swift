internal import CKernels

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A lock with conditions to wait for: the meeting point of the threads of a run.
///
/// Swift's `Mutex` has no condition variable, and task groups give neither a bounded queue nor a thread that can be left
/// behind, which the time limit needs.
final class Monitor: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func withLock<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Something threads wait for under the lock of a monitor.
    final class Condition: @unchecked Sendable {
        private let condition: UnsafeMutablePointer<pthread_cond_t>
        private let mutex: UnsafeMutablePointer<pthread_mutex_t>
        private let monitor: Monitor

        init(_ monitor: Monitor) {
            self.monitor = monitor
            mutex = monitor.mutex
            condition = .allocate(capacity: 1)
            condition.initialize(to: pthread_cond_t())
            pthread_cond_init(condition, nil)
        }

        deinit {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }

        /// Waits, with the lock held, until signalled.
        func wait() { pthread_cond_wait(condition, mutex) }

        /// Waits, with the lock held, until signalled or some time has passed.
        func wait(seconds: Double) {
            var deadline = timespec()
            clock_gettime(CLOCK_REALTIME, &deadline)
            let nanoseconds = deadline.tv_nsec + Int(seconds * 1e9)
            deadline.tv_sec += nanoseconds / 1_000_000_000
            deadline.tv_nsec = nanoseconds % 1_000_000_000
            pthread_cond_timedwait(condition, mutex, &deadline)
        }

        func signal() { pthread_cond_signal(condition) }
        func broadcast() { pthread_cond_broadcast(condition) }
    }
}

/// Starting threads, and asking what they have used.
enum Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// The stack of a thread: what a main thread has on Linux, and enough for the deepest nesting any parser allows.
    private static let stackSize = 8 << 20

    /// Starts a detached thread; `false` if the system gives none.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, stackSize)
        let argument = Unmanaged.passRetained(Body(body)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            let status = pthread_create(
                &thread, &attributes,
                { argument in
                    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                    return nil
                }, argument)
        #else
            var thread = pthread_t()
            let status = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, argument)
        #endif
        if status != 0 { Unmanaged<Body>.fromOpaque(argument).release() }
        return status == 0
    }

    /// The number of cores this process may run on.
    static var availableCores: Int { max(1, Int(ck_available_processors())) }

    /// Seconds since some fixed moment.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The processor time of one thread, which other threads may ask for while it runs.
///
/// Limits count processor time, not time on the wall, so that a busy machine fails no document.
struct ThreadClock: Sendable {
    #if canImport(Glibc)
        private let clock: clockid_t

        /// The clock of the calling thread.
        init() {
            var clock = clockid_t()
            pthread_getcpuclockid(pthread_self(), &clock)
            self.clock = clock
        }

        /// Seconds of processor time; 0 when the thread has ended.
        var seconds: Double {
            var time = timespec()
            guard clock_gettime(clock, &time) == 0 else { return 0 }
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
    #else
        /// Elsewhere the time on the wall stands in.
        init() {}
        var seconds: Double { Thread.now }
    #endif
}
