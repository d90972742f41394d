import ArgumentParser
import Corpora
import Serialization
import TextEvaluation
import Vectors

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
    private let input: InputOptions
    private let output: OutputOptions
    /// The form that was asked for.
    private let chosenFormat: OutputFormat?
    /// The forms the command can write.
    private let formats: [OutputFormat]

    /// Errors printed one by one unless `--verbose`; `--errors` has them all.
    private static let errorsShown = 20

    init<Choice>(input: InputOptions, form: FormatOption<Choice>, output: OutputOptions) {
        self.input = input
        self.output = output
        chosenFormat = form.chosen
        formats = FormatOption<Choice>.all
    }

    /// Runs to the end.
    ///
    /// - Throws: An ``ExitStatus`` if any input failed; a `ValidationError` for wrong usage.
    func run(_ makeRenderer: (RunContext) throws -> any DocumentRenderer) throws {
        let paths = try input.resolvedPaths()
        StopSignal.install()
        var corpus = input.corpusOptions
        corpus.readsLabels = false
        corpus.readsSummaries = false
        corpus.isUnbuffered = output.unbuffered

        let opened: RunDestination?
        do throws(CorpusError) { opened = try RunDestination.open(output, format: chosenFormat) } catch {
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
            isSingleDocument: paths.count == 1 && !(firstFormat?.isRecordStream ?? false)
                && InputOptions.kind(of: paths[0]) != .folder,
            style: TerminalStyle(isOn: output.output == nil && output.color.isOn(descriptor: 1)))
        if output.resume, context.format != .jsonl {
            throw ValidationError(
                "--resume needs JSON Lines output; pass `--format jsonl` or name the output `….jsonl`.")
        }
        let renderer = try makeRenderer(context)
        let (progress, wholes) = try run(batch, renderer, context, destination)
        try finish(progress, wholes: wholes, destination)
    }

    private func format(for input: CorpusFormat?) -> OutputFormat {
        if let chosenFormat { return chosenFormat }
        if let name = output.output, let format = OutputFormat(ofName: name), formats.contains(format) {
            return format
        }
        switch input {
        case .jsonl, .json, .csv, .tsv: return .jsonl
        default: return formats.first ?? .jsonl
        }
    }

    /// Runs the batch; says how far it came and how many inputs failed as a whole.
    private func run(
        _ batch: BatchRun, _ renderer: any DocumentRenderer, _ context: RunContext, _ destination: RunDestination
    ) throws -> (progress: BatchProgress, wholes: Int) {
        let format = context.format
        let framing = OutputFraming(renderer: renderer, format: format, isSingle: context.isSingleDocument)
        var bar = ProgressBar(isQuiet: output.quiet)
        var shown = 0
        var wholes = 0
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
                            if failure.error.location?.line == nil { wholes += 1 }
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
            return (progress, wholes)
        } catch {
            bar.clear()
            if error.isBrokenPipe { throw ExitStatus.success }
            Diagnostics.write(error.description)
            if let advice = destination.adviceAfterStop { Diagnostics.write(advice) }
            throw ExitStatus.nothingDone
        }
    }

    private func finish(
        _ progress: BatchProgress, wholes: Int, _ destination: RunDestination
    ) throws {
        let done = progress.records + destination.resumePoint.records
        let failed = progress.failed + destination.resumePoint.failures
        if progress.wasInterrupted {
            Diagnostics.write("interrupted after \(Decimals.counted(done, "document"))")
            if let advice = destination.adviceAfterStop { Diagnostics.write(advice) }
            throw ExitStatus(code: 128 + max(StopSignal.signal, 2))
        }
        do throws(CorpusError) { try destination.commit() } catch {
            Diagnostics.write(error.description)
            throw ExitStatus.nothingDone
        }
        if !output.quiet, failed > 0 && done > 1 || output.verbose || progress.seconds > 2 {
            var text = Decimals.counted(done, "document")
            if failed > 0 { text += ", \(Decimals.grouped(failed)) failed" }
            if destination.resumePoint.records > 0 {
                text += ", \(Decimals.grouped(destination.resumePoint.records)) of them in an earlier run"
            }
            text += ", \(ProgressBar.duration(progress.seconds))"
            let rate = Int(Double(progress.records) / max(progress.seconds, 0.1))
            if progress.seconds > 0.1, rate > 0 { text += " (\(Decimals.grouped(rate)) a second)" }
            Diagnostics.write(text)
        }
        if done == 0, !output.quiet { Diagnostics.write("the input holds no documents") }
        if failed > 0 {
            // A line that failed shows that its stream was read; where only inputs failed as a whole, nothing was done.
            throw failed == done && wholes == failed ? ExitStatus.nothingDone : ExitStatus.someFailed
        }
    }
}
