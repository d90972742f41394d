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
    /// Written between the results of two documents: each begins with it, and the first loses it.
    var separator: String { get }
    /// Where failures have lines of their own, in CSV and TSV.
    var table: AnswerTable? { get }
    /// Makes the function that writes the result of one document; called once on each worker thread.
    ///
    /// For JSON Lines it writes one value without a line break, for JSON the same, else text as it shall appear.
    func makeTransform() -> BatchRun.Transform
}

extension DocumentRenderer {
    var prologue: String { table?.header ?? "" }
    var epilogue: String { "" }
    var separator: String { "" }
    var table: AnswerTable? { nil }
}

/// What a renderer may want to know of the run.
struct RunContext {
    /// The form of output, chosen or derived.
    let format: OutputFormat
    /// Whether just one document is asked for: one path that is no folder and no record stream.
    let isSingleDocument: Bool
    /// Whether text output names each document.
    let showsPath: Bool
    /// Whether CSV is made harmless for spreadsheets.
    let isFormulaSafe: Bool
    /// How text is emphasised on the standard output.
    let style: TerminalStyle
    /// What is to be said on the standard error.
    let notes: RunNotes

    /// The line that names a document among others, as `head` and `tail` write it.
    func heading(_ id: String, title: String?) -> String {
        let name = VisibleText.field(title.map { $0 == id ? id : "\(id): \($0)" } ?? id)
        return style.bold("==> \(name) <==")
    }
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
    /// What is read beside the inputs and decides the results: a model, an index, an earlier text.
    private let companions: [(option: String, path: String)]
    /// What is read, if it is not what the arguments name.
    private let paths: [String]?

    /// Errors printed one by one unless `--verbose`; `--errors` has them all.
    private static let errorsShown = 20

    init<Choice>(
        input: InputOptions, form: FormatOption<Choice>, output: OutputOptions,
        companions: [(option: String, path: String)] = [], paths: [String]? = nil
    ) {
        self.input = input
        self.output = output
        self.companions = companions
        self.paths = paths
        chosenFormat = form.chosen
        formats = FormatOption<Choice>.all
    }

    /// Runs to the end.
    ///
    /// - Throws: An ``ExitStatus`` if any input failed; a `ValidationError` for wrong usage.
    func run(_ makeRenderer: (RunContext) throws -> any DocumentRenderer) throws {
        let paths = try paths ?? input.resolvedPaths()
        if chosenFormat == nil, let name = output.file, let named = OutputFormat(ofName: name), !formats.contains(named)
        {
            throw ValidationError(
                "'\(SystemPath.readable(name))' is named as \(named.rawValue), which this command does not write. Pass --format ("
                    + formats.map(\.rawValue).joined(separator: ", ") + "), or name it otherwise.")
        }
        var corpus = try OutputGuard.options(
            paths, input, reads: companions.map { ($0.option, $0.path) },
            writes: [("--output", output.file), ("--errors", output.errors)], isQuiet: output.quiet)
        StopSignal.install()
        corpus.readsLabels = false
        corpus.readsSummaries = false
        corpus.isUnbuffered = output.unbuffered

        let opened: RunDestination?
        let note = {
            RunNote(
                version: EpitomeCommand.version, arguments: RunDestination.arguments,
                inputs: paths.map { InputMark(input: $0, options: corpus) },
                companions: companions.map { InputMark(companion: $0.path, options: corpus) })
        }
        do throws(CorpusError) { opened = try RunDestination.open(output, format: chosenFormat, note: note) } catch {
            Diagnostics.write(error.description)
            if paths.contains("-") { StandardDescriptors.drainInput() }
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
        let isSingle =
            paths.count == 1 && !(firstFormat?.isRecordStream ?? false) && InputOptions.kind(of: paths[0]) != .folder
        let context = RunContext(
            format: format(for: firstFormat), isSingleDocument: isSingle,
            showsPath: output.withPath || !output.noPath && !isSingle, isFormulaSafe: output.formulaSafe,
            style: TerminalStyle(isOn: output.file == nil && output.color.isOn(descriptor: 1)), notes: RunNotes())
        if output.recordsMayFail, !context.format.hasErrors {
            throw ValidationError(
                "--records-may-fail needs an output in which failures have their place; pass `--format jsonl`.")
        }
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
        if let name = output.file, let format = OutputFormat(ofName: name), formats.contains(format) {
            return format
        }
        // Where the command has a form of its own for all inputs, that comes first.
        if formats.first != .text, let first = formats.first { return first }
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
        let framing = OutputFraming(
            renderer: renderer, format: format, isSingle: context.isSingleDocument, notes: context.notes)
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
                    let notes = output.quiet ? [] : context.notes.take()
                    if !notes.isEmpty { bar.clear() }
                    for note in notes { Diagnostics.write(note) }
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
            if output.recordsMayFail, wholes == 0 { return }
            throw failed == done && wholes == failed ? ExitStatus.nothingDone : ExitStatus.someFailed
        }
    }
}
