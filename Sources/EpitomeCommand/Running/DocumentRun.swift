import ArgumentParser
import Corpora
import Serialization
import Vectors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a command does with documents: one value, shared by all worker threads, for one form of output.
///
/// A renderer holds what is loaded once (a model, options); its transform holds what each thread has for itself.
protocol DocumentRenderer: Sendable {
    /// Written before the first result.
    var prologue: String { get }
    /// Written after the last.
    var epilogue: String { get }
    /// Makes the function that writes the result of one document; called once on each worker thread.
    ///
    /// For JSON Lines it writes one value without a line break, for JSON the same, else text as it shall appear.
    func makeTransform() -> BatchRun.Transform
}

extension DocumentRenderer {
    var prologue: String { "" }
    var epilogue: String { "" }
}

/// What a renderer may want to know of the run.
struct RunContext {
    /// The form of output, chosen or derived.
    let format: OutputFormat
    /// Whether just one document is asked for: one path that is no folder and no record stream.
    let isSingleDocument: Bool
    /// How text is emphasised on the standard output.
    let style: TerminalStyle
}

/// Runs a command's renderer over its inputs and writes the results: the part that is the same for every command on
/// documents.
struct DocumentRun {
    let input: InputOptions
    let output: OutputOptions
    /// The forms the command can write.
    let formats: [OutputFormat]
    /// Whether labels are read.
    var readsLabels = false
    /// Whether reference summaries are read.
    var readsSummaries = false

    /// Errors printed one by one unless `--verbose`; `--errors` has them all.
    private static let errorsShown = 20

    /// Runs to the end.
    ///
    /// - Throws: An ``ExitStatus`` if any input failed; a `ValidationError` for wrong usage.
    func run(_ makeRenderer: (RunContext) throws -> any DocumentRenderer) throws {
        let paths = try input.resolvedPaths()
        if let format = output.format, !formats.contains(format) {
            throw ValidationError(
                "--format \(format.rawValue) is not for this command; it writes \(formats.map(\.rawValue).joined(separator: ", "))."
            )
        }
        StopSignal.install()
        var corpus = input.corpusOptions
        corpus.readsLabels = readsLabels
        corpus.readsSummaries = readsSummaries
        corpus.isUnbuffered = output.unbuffered

        let opened: RunDestination?
        do throws(CorpusError) { opened = try RunDestination.open(output) } catch {
            Diagnostics.write(error.description)
            throw ExitStatus.nothingDone
        }
        guard let destination = opened else { return }
        corpus.selection.skip = destination.resumePoint.records
        var options = output.batchOptions
        options.compressesOutput = destination.isCompressed
        BatchMemory.keepBlocks()
        // All cores are busy with documents: more threads inside one would be in each other's way.
        BLAS.setThreads(1)
        let batch = BatchRun(
            paths: paths, corpus: corpus, options: options, shouldStop: { StopSignal.signal != 0 })

        let firstFormat = batch.firstFormat()
        let context = RunContext(
            format: format(for: firstFormat),
            isSingleDocument: paths.count == 1 && !(firstFormat?.isRecordStream ?? false) && !Self.isFolder(paths[0]),
            style: TerminalStyle(isOn: output.output == nil && output.color.isOn(descriptor: 1)))
        if output.resume, context.format != .jsonl {
            throw ValidationError(
                "--resume needs JSON Lines output; pass `--format jsonl` or name the output `….jsonl`.")
        }
        let renderer = try makeRenderer(context)
        let (progress, unopened) = try run(batch, renderer, context, destination)
        try finish(progress, unopened: unopened, destination, context)
    }

    private func format(for input: CorpusFormat?) -> OutputFormat {
        if let format = output.format { return format }
        if let name = output.output, let format = OutputOptions.format(ofName: name), formats.contains(format) {
            return format
        }
        switch input {
        case .jsonl, .json, .csv, .tsv: return .jsonl
        default: return formats.first ?? .jsonl
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Runs the batch; says how far it came and how many inputs could not be opened at all.
    private func run(
        _ batch: BatchRun, _ renderer: any DocumentRenderer, _ context: RunContext, _ destination: RunDestination
    ) throws -> (progress: BatchProgress, unopened: Int) {
        let format = context.format
        let framing = OutputFraming(renderer: renderer, format: format, isSingle: context.isSingleDocument)
        var bar = ProgressBar(isQuiet: output.quiet)
        var shown = 0
        var unopened = 0
        var hasOutput = false
        do throws(CorpusError) {
            let progress = try batch.run(
                makeTransform: { framing.makeTransform() },
                writeFailure: { failure, writer in framing.write(failure, to: &writer) },
                write: { bytes, failures throws(CorpusError) in
                    if !failures.isEmpty {
                        bar.clear()
                        try destination.write(failures)
                        for failure in failures {
                            shown += 1
                            if Self.opensNothing.contains(failure.error.code) { unopened += 1 }
                            if shown <= Self.errorsShown || output.verbose {
                                Diagnostics.write(failure.error.description)
                            }
                            if shown == Self.errorsShown, !output.verbose {
                                Diagnostics.write(
                                    "further errors are not shown; --verbose shows them, --errors FILE collects them")
                            }
                        }
                    }
                    if !bytes.isEmpty {
                        try destination.write(framing.framed(bytes, isFirst: !hasOutput))
                        hasOutput = true
                    }
                },
                report: { bar.update($0) })
            bar.clear()
            if !progress.wasInterrupted { try destination.write(framing.end(hasOutput: hasOutput)) }
            return (progress, unopened)
        } catch {
            bar.clear()
            if error.isBrokenPipe { throw ExitStatus.success }
            Diagnostics.write(error.description)
            if let advice = destination.adviceAfterStop { Diagnostics.write(advice) }
            throw ExitStatus.nothingDone
        }
    }

    /// What befalls an input as a whole, before any record of it.
    private static let opensNothing: Set<CorpusError.Code> = [.notFound, .unreadable, .noInput]

    private func finish(
        _ progress: BatchProgress, unopened: Int, _ destination: RunDestination, _ context: RunContext
    ) throws {
        let done = progress.records + destination.resumePoint.records
        let failed = progress.failed + destination.resumePoint.failures
        if progress.wasInterrupted {
            Diagnostics.write("interrupted after \(ProgressBar.grouped(done)) documents")
            if let advice = destination.adviceAfterStop { Diagnostics.write(advice) }
            throw ExitStatus(code: 128 + max(StopSignal.signal, 2))
        }
        do throws(CorpusError) { try destination.commit() } catch {
            Diagnostics.write(error.description)
            throw ExitStatus.nothingDone
        }
        if !output.quiet, failed > 0 && done > 1 || output.verbose || progress.seconds > 2 {
            var text = "\(ProgressBar.grouped(done)) \(done == 1 ? "document" : "documents")"
            if failed > 0 { text += ", \(ProgressBar.grouped(failed)) failed" }
            if destination.resumePoint.records > 0 {
                text += ", \(ProgressBar.grouped(destination.resumePoint.records)) of them in an earlier run"
            }
            text += ", \(ProgressBar.duration(progress.seconds))"
            if progress.seconds > 0.1 {
                text += " (\(ProgressBar.grouped(Int(Double(progress.records) / progress.seconds))) a second)"
            }
            Diagnostics.write(text)
        }
        if done == 0, !output.quiet { Diagnostics.write("the input holds no documents") }
        if failed > 0 {
            // A line of a stream that failed has its record in the output; an input that could not be read at all has none.
            let nothingWasRead = context.isSingleDocument || unopened == failed
            throw failed == done && nothingWasRead ? ExitStatus.nothingDone : ExitStatus.someFailed
        }
    }
}
