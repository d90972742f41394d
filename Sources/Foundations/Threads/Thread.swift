internal import CKernels
internal import SystemLibrary

/// A thread of the operating system.
///
/// Swift's task groups need an asynchronous caller, and give no thread that can be left behind.
package struct Thread {
    #if canImport(Darwin)
        private typealias Argument = UnsafeMutableRawPointer
    #else
        private typealias Argument = UnsafeMutableRawPointer?
    #endif

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let handle: pthread_t

    /// The stack of a thread: what a main thread has on Linux, and enough for the deepest nesting any parser allows.
    private static let stackSize = 8 << 20

    /// Starts a thread that is waited for with ``join()``; `nil` if the system gives none.
    package static func start(_ body: @escaping @Sendable () -> Void) -> Thread? {
        launch(PTHREAD_CREATE_JOINABLE, body).map(Thread.init(handle:))
    }

    /// Starts a thread that nobody waits for; `false` if the system gives none.
    package static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
        launch(PTHREAD_CREATE_DETACHED, body) != nil
    }

    /// Waits for the thread's end; to be called once.
    package func join() { pthread_join(handle, nil) }

    private static func launch(_ state: Int, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, CInt(state))
        pthread_attr_setstacksize(&attributes, stackSize)
        let argument = Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
            var handle: pthread_t?
        #else
            var handle = pthread_t()
        #endif
        let status = pthread_create(
            &handle, &attributes,
            { (argument: Argument) in
                let pointer: UnsafeMutableRawPointer? = argument
                if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            return nil
        }
        return handle
    }

    /// The number of cores this process may run on.
    package static let availableCores = max(1, Int(ck_available_processors()))
}
