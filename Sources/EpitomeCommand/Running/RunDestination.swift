import Corpora
import Serialization
import SystemLibrary

/// The files a run writes: output, errors, and a note of what the run is, so that another can go on with it.
struct RunDestination {
    private let output: OutputFile
    private let errors: OutputFile?
    /// The output whose note is to be removed at the end.
    private let notedPath: String?
    private let isResumable: Bool
    /// Whether the output is gzip.
    let isCompressed: Bool
    /// What an earlier run has done.
    let resumePoint: ResumePoint
    /// Whether the output is a terminal, on which control characters are made visible.
    private let showsControls: Bool

    /// Opens the files.
    ///
    /// - Parameters:
    ///   - options: Where results go.
    ///   - format: The form that was asked for.
    ///   - makeNote: Says what this run is; called where a note is written or compared.
    /// - Returns: `nil` if `--resume` finds the output complete.
    /// - Throws: An error that names the file, also if another run writes it or another run's work cannot be gone on with.
    static func open(
        _ options: OutputOptions, format: OutputFormat?, note makeNote: () -> RunNote
    ) throws(CorpusError) -> RunDestination? {
        guard let path = options.file else {
            let errorsFile = try options.errors.map { path throws(CorpusError) in try OutputFile.open(path) }
            return RunDestination(
                output: .standardOutput, errors: errorsFile, notedPath: nil, isResumable: false, isCompressed: false,
                resumePoint: ResumePoint(), showsControls: isatty(1) == 1 && !options.raw)
        }
        let isStream = OutputFile.isStream(path)
        let isCompressed = path.hasSuffix(".gz")
        let isResumable = !isStream && (format ?? OutputFormat(ofName: path) ?? .jsonl) == .jsonl
        let partial = OutputFile.partialPath(of: path)
        if options.resume, !isThere(partial), isThere(path), !isStream {
            Diagnostics.write("\(SystemPath.readable(path)): complete already; remove it to run again")
            return nil
        }
        if let directory = path.lastIndex(of: "/"), !isThere(String(path[...directory])) {
            throw .cannotWrite(path, ENOENT)
        }
        let file = try OutputFile.open(path, leftover: options.resume ? .keep : isResumable ? .refuse : .remove)
        var point = ResumePoint()
        if !isStream {
            let note = makeNote()
            if options.resume { point = try ResumePoint.find(in: partial, isCompressed: isCompressed) ?? point }
            if point.outputBytes > 0, !options.forcesResume { try note.check(for: path) }
            try note.write(for: path)
            try file.go(to: point.outputBytes)
        }
        let errorsFile = try options.errors.map { errorPath throws(CorpusError) in
            try openErrors(errorPath, behind: point)
        }
        return RunDestination(
            output: file, errors: errorsFile, notedPath: isStream ? nil : path, isResumable: isResumable,
            isCompressed: isCompressed, resumePoint: point, showsControls: false)
    }

    private static func openErrors(_ path: String, behind point: ResumePoint) throws(CorpusError) -> OutputFile {
        guard point.outputBytes > 0 else { return try OutputFile.open(path) }
        let partial = OutputFile.partialPath(of: path)
        // The errors get their name before the output does. A run killed between the two has left them complete.
        if !isThere(partial), isThere(path), rename(SystemPath.system(path), SystemPath.system(partial)) != 0 {
            throw .cannotWrite(partial, errno)
        }
        let file = try OutputFile.open(path, leftover: .keep)
        try file.go(to: ResumePoint.offset(behindLines: point.failures, in: partial))
        return file
    }

    private static func isThere(_ path: String) -> Bool { access(SystemPath.system(path), F_OK) == 0 }

    /// Writes results.
    func write(_ bytes: [UInt8]) throws(CorpusError) {
        guard !bytes.isEmpty else { return }
        try output.write(showsControls ? VisibleText.bytes(bytes, keepsStyles: true) : bytes)
        guard output.isSyncDue else { return }
        // The errors first: they must not be behind the output, or --resume would miss some.
        try errors?.sync()
        try output.sync()
    }

    /// Writes errors; to be called before the results they belong to.
    func write(_ failures: [BatchFailure]) throws(CorpusError) {
        guard let errors else { return }
        var writer = JSONWriter()
        for failure in failures {
            writer.beginObject()
            failure.writeID(to: &writer)
            if let location = failure.error.location {
                writer.member("path", location.readablePath)
                if let line = location.line { writer.member("line", line) }
                if let offset = location.byteOffset { writer.member("byteOffset", offset) }
            }
            writer.member("code", failure.error.code.rawValue)
            writer.member("error", failure.error.message)
            writer.endObject()
            writer.newline()
        }
        try errors.write(writer.bytes)
    }

    /// Gives the files their names.
    func commit() throws(CorpusError) {
        try errors?.commit()
        try output.commit()
        if let notedPath { RunNote.remove(for: notedPath) }
    }

    /// What to do after a run that did not end.
    var adviceAfterStop: String? {
        guard let path = output.path else { return nil }
        guard isResumable else {
            output.discard()
            errors?.discard()
            if let notedPath { RunNote.remove(for: notedPath) }
            return nil
        }
        return
            "what is done lies in \(SystemPath.readable(OutputFile.partialPath(of: path))); run the same command with --resume to go on"
    }

    /// The arguments that decide what the output is; how fast or how talkative a run is does not.
    static var arguments: [String] {
        var arguments: [String] = []
        var skipsValue = false
        for argument in EpitomeCommand.arguments {
            if skipsValue {
                skipsValue = false
                continue
            }
            switch argument {
            case "--resume", OutputOptions.forcedResume, "-q", "--quiet", "-v", "--verbose", "--unbuffered": continue
            case "-j", "--jobs", "--color": skipsValue = true
            default:
                if argument.hasPrefix("--jobs=") || argument.hasPrefix("--color=") { continue }
                arguments.append(argument)
            }
        }
        return arguments
    }
}
