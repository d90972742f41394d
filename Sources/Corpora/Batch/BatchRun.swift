internal import Foundations
public import Serialization

/// What a run works on and how: the same for every thread.
public struct BatchOptions: Sendable {
    /// The number of worker threads.
    public var jobs: Int
    /// Seconds of processor time that one document may take; `nil` is without limit.
    public var timeLimit: Double?
    /// Whether each block of output is compressed into a gzip member.
    public var compressesOutput = false
    /// Whether the size of all inputs is found while the run goes on, for who watches it.
    public var measuresInputs = false
    /// How many blocks may be read and not yet written, for each job.
    var window = 4

    /// Creates options; the number of jobs is that of the cores by default.
    public init(jobs: Int? = nil, timeLimit: Double? = nil) {
        self.jobs = max(1, jobs ?? Thread.availableCores)
        self.timeLimit = timeLimit
    }
}

/// How far a run is.
public struct BatchProgress: Sendable {
    /// Records that gave a result.
    public var succeeded = 0
    /// Records that gave an error.
    public var failed = 0
    /// Bytes of input read, as they lie on disk, up to the last record written.
    public var consumedBytes = 0
    /// The size of all inputs on disk; nil where it is not known, or not yet.
    public var totalBytes: Int?
    /// Bytes of output.
    public var writtenBytes = 0
    /// Seconds since the start.
    public var seconds = 0.0
    /// Whether the run was stopped before the end of its input.
    public var wasInterrupted = false

    /// All records that have been dealt with.
    public var records: Int { succeeded + failed }
}

/// One record that gave no result.
public struct BatchFailure: Sendable {
    /// The record's number among all records, from 0.
    public var index: Int
    /// The record's identifier.
    public var id: String
    /// Whether the identifier is the text of a JSON value other than a string.
    public var idIsJSON: Bool
    /// What happened, and where.
    public var error: CorpusError

    /// Writes the `"id"` member with the type it had in the input.
    public func writeID(to writer: inout JSONWriter) {
        writer.key("id")
        writer.value(id: id, isJSON: idIsJSON)
    }
}

/// Runs documents through a transformation on all cores and hands the results over in input order.
///
/// One thread reads and cuts, workers decode and transform, the calling thread writes. Between them are queues of bounded
/// length: whoever is ahead waits, so memory does not depend on the length of the input. A record that fails, or takes
/// longer than the time limit, becomes an error among the results, and the run goes on.
public final class BatchRun {
    /// Turns one document into bytes of output; each worker thread makes its own.
    ///
    /// It throws a `CorpusError` (or any error, which becomes one) for a document that cannot be processed; what it has
    /// written for that document is then taken back.
    public typealias Transform = (_ record: CorpusRecord, _ output: inout JSONWriter) throws -> Void

    /// What is written for a record that failed, if anything.
    public typealias FailureWriter = @Sendable (_ failure: BatchFailure, _ output: inout JSONWriter) -> Void

    private let paths: [String]
    private let corpus: CorpusOptions
    private let options: BatchOptions
    private let shouldStop: @Sendable () -> Bool
    private let abortFlag = AbortFlag()
    private let reader: BlockReader
    private var first: InputBlock?
    private var hasLooked = false

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; `-` is the standard input.
    ///   - corpus: How they are read.
    ///   - options: How the work is done.
    ///   - shouldStop: Asked often; when it says yes, what is being worked on is finished and the run ends.
    public init(
        paths: [String], corpus: CorpusOptions, options: BatchOptions = BatchOptions(),
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.paths = paths
        self.corpus = corpus
        self.options = options
        self.shouldStop = shouldStop
        reader = BlockReader(
            paths: paths, options: corpus, shouldStop: { [abortFlag] in shouldStop() || abortFlag.isSet })
    }

    /// The format of the first input, as far as it is known: stated, or told from what is first read.
    ///
    /// - Returns: The format, or `nil` if nothing can be read.
    public func firstFormat() -> CorpusFormat? {
        if let format = corpus.format { return format }
        look()
        for record in first?.records ?? [] {
            switch record.source {
            case .bytes: return first?.format
            case .file(_, let format): return format
            case .document: return first?.format
            case .failure: continue
            }
        }
        for path in paths { if let format = FormatDetection.format(ofName: path) { return format } }
        return nil
    }

    private func look() {
        guard !hasLooked else { return }
        hasLooked = true
        first = reader.next()
    }

    /// Runs to the end of the input, or until asked to stop; to be called once.
    ///
    /// - Parameters:
    ///   - makeTransform: Called once on each worker thread.
    ///   - writeFailure: Writes the output record of a failure.
    ///   - write: Receives the output of each block in input order, after its failures, on the calling thread.
    ///   - report: Called some ten times a second on the calling thread.
    /// - Returns: What was done.
    /// - Throws: What `write` throws; the run is then over.
    @discardableResult
    public func run(
        makeTransform: @escaping @Sendable () -> Transform, writeFailure: @escaping FailureWriter,
        write: (_ output: [UInt8], _ failures: [BatchFailure]) throws(CorpusError) -> Void,
        report: (BatchProgress) -> Void = { _ in }
    ) throws(CorpusError) -> BatchProgress {
        let pipeline = BatchPipeline(
            corpus: corpus, options: options, shouldStop: shouldStop, abortFlag: abortFlag,
            makeWorker: { [corpus] in
                BatchWorker(
                    decoder: RecordDecoder(options: corpus), transform: makeTransform(), writeFailure: writeFailure)
            }, writeFailure: writeFailure)
        let start = Seconds.now
        var progress = BatchProgress()
        let size = InputSize()
        var isMeasured = !options.measuresInputs
        defer { size.cancel() }
        guard pipeline.startReading(from: reader, first: first) else {
            throw CorpusError(.processing, "the system gives no thread; check `ulimit -u`")
        }
        while let job = pipeline.nextDone(whileWaiting: {
            progress.seconds = Seconds.now - start
            // Most runs end before anyone wants to know.
            if !isMeasured, progress.seconds > 0.25 {
                isMeasured = true
                size.measure(paths, options: corpus)
            }
            progress.totalBytes = size.bytes
            report(progress)
        }) {
            do throws(CorpusError) {
                try write(job.output, job.failures)
            } catch {
                pipeline.abort()
                throw error
            }
            progress.succeeded += job.succeeded
            progress.failed += job.failures.count
            progress.consumedBytes = job.block.consumed
            progress.writtenBytes += job.output.count
        }
        progress.wasInterrupted = pipeline.wasInterrupted
        progress.seconds = Seconds.now - start
        report(progress)
        return progress
    }
}
