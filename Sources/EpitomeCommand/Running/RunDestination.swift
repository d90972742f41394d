import Corpora
import Serialization
import SystemLibrary

/// The files a run writes: output, errors, and a note of what the run is, so that another can go on with it.
struct RunDestination {
    private let output: OutputFile
    private let errors: OutputFile?
    private let notePath: String?
    private let isResumable: Bool
    /// Whether the output is gzip.
    let isCompressed: Bool
    /// What an earlier run has done.
    let resumePoint: ResumePoint

    /// Opens the files; `format` is the form that was asked for.
    ///
    /// - Returns: `nil` if `--resume` finds the output complete.
    static func open(_ options: OutputOptions, format: OutputFormat?) throws(CorpusError) -> RunDestination? {
        let errorsFile: OutputFile?
        guard let path = options.output else {
            errorsFile = try options.errors.map { path throws(CorpusError) in try OutputFile.open(path) }
            return RunDestination(
                output: .standardOutput, errors: errorsFile, notePath: nil, isResumable: false, isCompressed: false,
                resumePoint: ResumePoint())
        }
        let isStream = OutputFile.isStream(path)
        let isCompressed = path.hasSuffix(".gz")
        let partial = OutputFile.partialPath(of: path)
        let note = partial + ".run"
        var point: ResumePoint?
        if options.resume {
            point = try ResumePoint.find(in: partial, isCompressed: isCompressed)
            if point != nil {
                try checkNote(note, path: path)
            } else if access(path, F_OK) == 0 {
                Diagnostics.write("\(path): complete already; remove it to run again")
                return nil
            }
        }
        if let directory = path.lastIndex(of: "/"), access(String(path[..<directory]) + "/", F_OK) != 0 {
            throw .cannotWrite(path, ENOENT)
        }
        if point == nil, !isStream { try writeNote(note) }
        errorsFile = try options.errors.map { errorPath throws(CorpusError) in
            guard let point else { return try OutputFile.open(errorPath) }
            let partialErrors = OutputFile.partialPath(of: errorPath)
            // The errors get their name before the output does. A run killed between the two has left them complete.
            if access(partialErrors, F_OK) != 0, access(errorPath, F_OK) == 0, rename(errorPath, partialErrors) != 0 {
                throw .cannotWrite(partialErrors, errno)
            }
            let offset = try ResumePoint.offset(behindLines: point.failures, in: partialErrors)
            return try OutputFile.open(errorPath, continuingAt: offset)
        }
        let file = try OutputFile.open(path, continuingAt: point?.outputBytes)
        return RunDestination(
            output: file, errors: errorsFile, notePath: isStream ? nil : note,
            isResumable: !isStream && (format ?? OutputFormat(ofName: path) ?? .jsonl) == .jsonl,
            isCompressed: isCompressed, resumePoint: point ?? ResumePoint())
    }

    /// Writes results.
    func write(_ bytes: [UInt8]) throws(CorpusError) { if !bytes.isEmpty { try output.write(bytes) } }

    /// Writes errors; to be called before the results they belong to.
    func write(_ failures: [BatchFailure]) throws(CorpusError) {
        guard let errors else { return }
        var writer = JSONWriter()
        for failure in failures {
            writer.beginObject()
            failure.writeID(to: &writer)
            if let location = failure.error.location {
                writer.member("path", location.path)
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
        if let notePath { unlink(notePath) }
    }

    /// What to do after a run that did not end.
    var adviceAfterStop: String? {
        guard let path = output.path else { return nil }
        guard isResumable else {
            output.discard()
            errors?.discard()
            if let notePath { unlink(notePath) }
            return nil
        }
        return "what is done lies in \(OutputFile.partialPath(of: path)); run the same command with --resume to go on"
    }

    // MARK: The note

    /// The arguments that decide what the output is; how fast or how talkative a run is does not.
    private static var arguments: [String] {
        var arguments: [String] = []
        var skipsValue = false
        for argument in CommandLine.arguments.dropFirst() {
            if skipsValue {
                skipsValue = false
                continue
            }
            switch argument {
            case "--resume", "-q", "--quiet", "-v", "--verbose", "--unbuffered": continue
            case "-j", "--jobs", "--color": skipsValue = true
            default:
                if argument.hasPrefix("--jobs=") || argument.hasPrefix("--color=") { continue }
                arguments.append(argument)
            }
        }
        return arguments
    }

    private static func writeNote(_ path: String) throws(CorpusError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("version", EpitomeCommand.version)
        writer.key("arguments")
        writer.beginArray()
        for argument in arguments { writer.value(argument) }
        writer.endArray()
        writer.endObject()
        writer.newline()
        do { try AtomicFile.write(writer.bytes, to: path) } catch { throw .cannotWrite(path, error.systemCode) }
    }

    private static func checkNote(_ path: String, path output: String) throws(CorpusError) {
        // Without its note (the disk was full, or someone tidied up) there is nothing to compare with.
        guard let file = try? MappedFile(path: path) else { return }
        let bytes = file.withBytes { Array($0) }
        guard let note = try? JSONValue(parsing: bytes.span), let earlier = note["arguments"]?.array else { return }
        let strings = earlier.compactMap(\.string)
        guard strings == arguments else {
            throw CorpusError(
                .output,
                "the interrupted run had other arguments: `epitome \(strings.joined(separator: " "))`. Repeat those with "
                    + "--resume, or run without --resume to start anew", at: CorpusLocation(path: output))
        }
    }
}
