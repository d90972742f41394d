internal import Synchronization

/// Runs the parts of a computation on several threads and waits for all of them.
///
/// Swift's task groups need an asynchronous caller; fitting and searching are plain functions. Parts are handed out
/// in ascending order, so results must not depend on which thread runs which part.
package enum ParallelLoop {
    /// Runs `body` for each part in `0..<count` on up to `threads` threads, this one among them.
    package static func run(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard count > 1, threads > 1 else {
            for part in 0..<count { body(part) }
            return
        }
        let work = Work(count: count, body: body)
        var started: [Thread] = []
        for _ in 1..<min(threads, count) {
            // Without another thread the ones there are do its share.
            guard let thread = Thread.start(work.run) else { break }
            started.append(thread)
        }
        work.run()
        for thread in started { thread.join() }
    }

    private final class Work: Sendable {
        private let count: Int
        private let next = Atomic<Int>(0)
        private let body: @Sendable (Int) -> Void

        init(count: Int, body: @escaping @Sendable (Int) -> Void) {
            self.count = count
            self.body = body
        }

        func run() {
            while true {
                let part = next.add(1, ordering: .relaxed).oldValue
                guard part < count else { return }
                body(part)
            }
        }
    }
}

/// One place for each part's result, written by whichever thread ran the part.
package final class ParallelResults<Value>: @unchecked Sendable {
    private let places: UnsafeMutablePointer<Value?>
    private let count: Int

    /// Creates places for `count` results.
    package init(count: Int) {
        places = .allocate(capacity: max(count, 1))
        places.initialize(repeating: nil, count: count)
        self.count = count
    }

    deinit {
        places.deinitialize(count: count)
        places.deallocate()
    }

    /// The result of a part.
    ///
    /// Each part is written once, by one thread, and read after the loop has ended.
    package subscript(part: Int) -> Value? {
        get {
            precondition(part >= 0 && part < count)
            return places[part]
        }
        set {
            precondition(part >= 0 && part < count)
            places[part] = newValue
        }
    }
}
