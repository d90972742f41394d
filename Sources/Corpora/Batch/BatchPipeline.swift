internal import Documents
internal import Foundations
internal import Serialization
import Synchronization

/// One block on its way from the reader through a worker to the writer.
final class BatchJob: @unchecked Sendable {
    let sequence: Int
    let block: InputBlock

    // What follows is guarded by the lock of the pipeline's watch: a worker that is over the time limit loses its job.
    fileprivate(set) var output: [UInt8] = []
    fileprivate(set) var failures: [BatchFailure] = []
    fileprivate(set) var succeeded = 0
    /// Whether the run was stopped in the middle of this block.
    fileprivate(set) var wasCut = false
    fileprivate var position = 0
    fileprivate var isDone = false

    init(sequence: Int, block: InputBlock) {
        self.sequence = sequence
        self.block = block
    }
}

/// Set when the output failed and all work is in vain.
final class AbortFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}

/// What each worker thread has for itself.
struct BatchWorker {
    let decoder: RecordDecoder
    let transform: BatchRun.Transform
    let writeFailure: BatchRun.FailureWriter
}

/// The queues between reader, workers and writer.
final class BatchPipeline: @unchecked Sendable {
    private let monitor = Monitor()
    private let hasSpace: Monitor.Condition
    private let hasWork: Monitor.Condition
    private let hasResult: Monitor.Condition

    private let window: Int
    private let jobLimit: Int
    private let corpus: CorpusOptions
    private let options: BatchOptions
    private let shouldStop: @Sendable () -> Bool
    private let makeWorker: @Sendable () -> BatchWorker
    private let writeFailure: BatchRun.FailureWriter
    private let abortFlag: AbortFlag

    // Guarded by the monitor.
    private var waiting: [BatchJob] = []
    private var ring: [BatchJob?]
    private var nextRead = 0
    private var nextWrite = 0
    private var isReadingDone = false
    private var readerWasInterrupted = false
    private var workers: [WorkerState] = []
    private var idleWorkers = 0
    /// Threads that are over the time limit and have not ended yet.
    private var abandoned = 0
    /// Jobs that were taken from such threads and wait until one of them ends.
    private var orphans: [BatchJob] = []
    private var cutWasSeen = false

    /// What the watch knows of one worker.
    private final class WorkerState {
        var job: BatchJob?
        /// Counts the records this worker has begun; the watch sees from it that a record has not ended.
        var begun = 0
        var clock: ThreadClock?
        var seenBegun = -1
        var seenSeconds = 0.0
        /// Whether the job was taken away; the thread ends when it notices.
        var isDisowned = false
    }

    init(
        corpus: CorpusOptions, options: BatchOptions, shouldStop: @escaping @Sendable () -> Bool, abortFlag: AbortFlag,
        makeWorker: @escaping @Sendable () -> BatchWorker, writeFailure: @escaping BatchRun.FailureWriter
    ) {
        window = options.jobs * options.window
        jobLimit = options.jobs
        self.corpus = corpus
        self.abortFlag = abortFlag
        self.options = options
        self.shouldStop = shouldStop
        self.makeWorker = makeWorker
        self.writeFailure = writeFailure
        ring = Array(repeating: nil, count: window)
        hasSpace = Monitor.Condition(monitor)
        hasWork = Monitor.Condition(monitor)
        hasResult = Monitor.Condition(monitor)
    }

    private var isAborted: Bool { abortFlag.isSet }

    /// Whether reading stopped before the end of the input.
    var wasInterrupted: Bool { monitor.withLock { readerWasInterrupted || cutWasSeen } }

    /// Gives up: reader and workers end as soon as they notice.
    func abort() {
        abortFlag.set()
        monitor.withLock {
            hasSpace.broadcast()
            hasWork.broadcast()
        }
    }

    // MARK: Reader

    /// Starts the reading thread.
    ///
    /// - Parameters:
    ///   - reader: Where blocks come from; the calling thread must not use it any more.
    ///   - first: A block that was read before.
    /// - Returns: `false` if the system gives no thread.
    func startReading(from reader: BlockReader, first: InputBlock?) -> Bool {
        nonisolated(unsafe) let reader = reader
        return Thread.detach { [self] in
            var following = first ?? reader.next()
            while let block = following {
                guard enqueue(block) else { break }
                following = reader.next()
            }
            monitor.withLock {
                isReadingDone = true
                readerWasInterrupted = reader.wasInterrupted
                hasWork.broadcast()
                hasResult.signal()
            }
        }
    }

    private func enqueue(_ block: InputBlock) -> Bool {
        monitor.withLock {
            while nextRead - nextWrite >= window, !isAborted { hasSpace.wait() }
            guard !isAborted else { return false }
            let job = BatchJob(sequence: nextRead, block: block)
            ring[nextRead % window] = job
            nextRead += 1
            waiting.append(job)
            if idleWorkers == 0, workers.count < jobLimit {
                // No thread to be had is no disaster as long as there is one.
                if !startWorker(with: nil), workers.isEmpty { return false }
            } else {
                hasWork.signal()
            }
            return true
        }
    }

    // MARK: Workers

    /// Starts a worker, with the lock held.
    private func startWorker(with job: BatchJob?) -> Bool {
        let state = WorkerState()
        state.job = job
        workers.append(state)
        nonisolated(unsafe) let shared = state
        let started = Thread.detach { [self] in work(shared) }
        if !started { workers.removeLast() }
        return started
    }

    private func work(_ state: WorkerState) {
        let worker = makeWorker()
        monitor.withLock { state.clock = ThreadClock() }
        var writer = JSONWriter()
        while let job = take(state) {
            guard process(job, state, worker, &writer) else { return ended() }
        }
    }

    /// A thread whose job was taken away has come to its end.
    private func ended() {
        monitor.withLock {
            abandoned -= 1
            if !orphans.isEmpty { goOn(with: orphans.removeFirst()) }
        }
    }

    private func take(_ state: WorkerState) -> BatchJob? {
        monitor.withLock {
            if let job = state.job { return job }
            while waiting.isEmpty, !isReadingDone, !isAborted {
                idleWorkers += 1
                hasWork.wait()
                idleWorkers -= 1
            }
            guard !waiting.isEmpty, !isAborted else { return nil }
            let job = waiting.removeFirst()
            state.job = job
            return job
        }
    }

    /// Works a block off; `false` if the job was taken away meanwhile and the thread is to end.
    private func process(
        _ job: BatchJob, _ state: WorkerState, _ worker: BatchWorker, _ writer: inout JSONWriter
    ) -> Bool {
        writer.removeAll()
        var failures: [BatchFailure] = []
        var succeeded = 0
        var position = monitor.withLock { job.position }
        let count = job.block.records.count
        var wasCut = false
        // Results are handed over in small portions: after each, or the watch could not know what is done.
        while position < count {
            if position > 0 || job.sequence > 0, shouldStop() || isAborted {
                wasCut = true
                break
            }
            let record = worker.decoder.record(position, of: job.block)
            let before = writer.bytes.count
            var failure: CorpusError?
            switch record.content {
            case .failure(let error): failure = error
            case .success:
                do {
                    try worker.transform(record, &writer)
                    succeeded += 1
                } catch let error as CorpusError {
                    failure = error
                } catch {
                    failure = CorpusError(.processing, "\(error)")
                }
            }
            if var failure {
                writer.truncate(to: before)
                if failure.location == nil { failure.location = record.location }
                let report = BatchFailure(
                    index: record.index, id: record.id, idIsJSON: record.idIsJSON, error: failure)
                worker.writeFailure(report, &writer)
                failures.append(report)
            }
            position += 1
            let isOwned = monitor.withLock { () -> Bool in
                guard !state.isDisowned else { return false }
                // Output is seldom longer than input, and growing step by step would copy it several times.
                if job.output.isEmpty, count > 1 { job.output.reserveCapacity(job.block.bytes.count) }
                job.output.append(contentsOf: writer.bytes)
                job.failures.append(contentsOf: failures)
                job.succeeded += succeeded
                job.position = position
                state.begun &+= 1
                return true
            }
            guard isOwned else { return false }
            writer.removeAll()
            failures.removeAll(keepingCapacity: true)
            succeeded = 0
        }
        return finish(job, state, wasCut: wasCut)
    }

    private func finish(_ job: BatchJob, _ state: WorkerState, wasCut: Bool) -> Bool {
        var compressed: [UInt8]?
        if options.compressesOutput {
            // A block that is cut would end its member early: it is done again by the run that continues this one.
            let output = monitor.withLock { job.output }
            compressed = wasCut || output.isEmpty ? [] : Gzip.member(output)
        }
        return monitor.withLock {
            guard !state.isDisowned else { return false }
            if let compressed { job.output = compressed }
            job.wasCut = wasCut
            job.isDone = true
            state.job = nil
            state.begun &+= 1
            hasResult.signal()
            return true
        }
    }

    // MARK: Writer

    /// The next block in input order when it is done; `nil` at the end of the run.
    func nextDone(whileWaiting tick: () -> Void) -> BatchJob? {
        while true {
            let (job, isOver) = monitor.withLock { () -> (BatchJob?, Bool) in
                if cutWasSeen { return (nil, true) }
                if let job = ring[nextWrite % window], job.sequence == nextWrite, job.isDone {
                    ring[nextWrite % window] = nil
                    nextWrite += 1
                    if job.wasCut { cutWasSeen = true }
                    hasSpace.signal()
                    return (job, false)
                }
                if isReadingDone, nextWrite == nextRead { return (nil, true) }
                hasResult.wait(seconds: watchInterval)
                watch()
                return (nil, false)
            }
            tick()
            if let job { return job }
            if isOver { return nil }
        }
    }

    private var watchInterval: Double { min(0.1, (options.timeLimit ?? 1) / 4) }

    /// Looks, with the lock held, for workers whose record takes too long, and takes their jobs away.
    private func watch() {
        guard let limit = options.timeLimit else { return }
        for state in workers {
            guard let job = state.job, let clock = state.clock, !job.isDone, job.position < job.block.records.count
            else {
                continue
            }
            let seconds = clock.seconds
            if state.seenBegun != state.begun {
                state.seenBegun = state.begun
                state.seenSeconds = seconds
            } else if seconds - state.seenSeconds > limit {
                takeAway(job, from: state, limit: limit)
            }
        }
        workers.removeAll { $0.isDisowned }
    }

    /// Leaves a thread to itself and gives its job, behind the record it hangs on, to a new one, at once or when another
    /// that was left has ended.
    private func takeAway(_ job: BatchJob, from state: WorkerState, limit: Double) {
        state.isDisowned = true
        let entry = job.block.records[job.position]
        let isFile: Bool
        var location = CorpusLocation(path: job.block.path, line: entry.line, byteOffset: entry.offset)
        if case .file(let path, _) = entry.source {
            location = CorpusLocation(path: path)
            isFile = true
        } else {
            isFile = !job.block.format.isRecordStream
        }
        // The decoder is asked again for the id alone; decoding is linear and cannot be what hangs.
        var id = (text: location.readablePath, isJSON: false)
        if !isFile {
            let record = RecordDecoder(options: corpus).record(job.position, of: job.block)
            id = (record.id, record.idIsJSON)
        } else {
            location.line = nil
        }
        let error = CorpusError(
            .timeLimit,
            "took longer than \(limit) seconds of processor time and was cut off. Pass `--time-limit SECONDS` to allow more",
            at: location)
        let failure = BatchFailure(index: entry.index, id: id.text, idIsJSON: id.isJSON, error: error)
        var writer = JSONWriter()
        writeFailure(failure, &writer)
        job.output.append(contentsOf: writer.bytes)
        job.failures.append(failure)
        job.position += 1
        abandoned += 1
        // As many threads may be left behind as there are workers: else a file of hostile documents would have one each.
        if abandoned > jobLimit { orphans.append(job) } else { goOn(with: job) }
    }

    private func goOn(with job: BatchJob) {
        guard !startWorker(with: job) else { return }
        // No thread left: the rest of the block cannot be done here; hand over what is.
        job.wasCut = true
        job.isDone = true
        hasResult.signal()
    }
}
