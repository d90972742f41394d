internal import Serialization
import SystemLibrary

/// What a run is, kept beside its partial output so that another run can go on with it, and only with it.
package struct RunNote {
    /// The version of the program.
    package var version: String
    /// The arguments that decide what the output is.
    package var arguments: [String]
    /// What the inputs were.
    package var inputs: [InputMark]
    /// What else decides the output: the model, an index, an earlier text.
    package var companions: [InputMark]

    /// Creates a note of the run that is about to begin.
    package init(version: String, arguments: [String], inputs: [InputMark], companions: [InputMark]) {
        self.version = version
        self.arguments = arguments
        self.inputs = inputs
        self.companions = companions
    }

    /// Where the note of an output lies.
    package static func path(of output: String) -> String { OutputFile.partialPath(of: output) + ".run" }

    /// The process that writes an output, in brackets, as far as its note says.
    static func owner(of output: String) -> String {
        guard let process = value(of: output)?["process"]?.integer, process != Int(getpid()) else { return "" }
        return " (process \(process))"
    }

    /// Writes the note of an output.
    package func write(for output: String) throws(CorpusError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("version", version)
        writer.member("process", Int(getpid()))
        writer.key("arguments")
        writer.beginArray()
        for argument in arguments { writer.value(argument) }
        writer.endArray()
        for (key, marks) in [("inputs", inputs), ("companions", companions)] {
            writer.key(key)
            writer.beginArray()
            for mark in marks { mark.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        writer.newline()
        let path = Self.path(of: output)
        do { try AtomicFile.write(writer.bytes, to: path) } catch { throw .cannotWrite(path, error.systemCode) }
    }

    /// Removes the note of an output.
    package static func remove(for output: String) { unlink(SystemPath.system(path(of: output))) }

    /// Compares with the note that an interrupted run left.
    ///
    /// - Throws: An error that says what is different, and what can be done. Without a note (the disk was full, or someone
    ///   tidied up) there is nothing to compare with.
    package func check(for output: String) throws(CorpusError) {
        guard let earlier = Self.value(of: output), let array = earlier["arguments"]?.array else { return }
        let strings = array.compactMap(\.string)
        let location = CorpusLocation(path: output)
        guard strings == arguments else {
            throw CorpusError(
                .output,
                "the interrupted run had other arguments: `epitome \(strings.joined(separator: " "))`. Repeat those with "
                    + "--resume, or remove \(SystemPath.readable(OutputFile.partialPath(of: output))) to start anew",
                at: location)
        }
        var reasons: [String] = []
        if let version = earlier["version"]?.string, version != self.version {
            reasons.append("it was made by version \(version) of the program")
        }
        for (key, marks) in [("inputs", inputs), ("companions", companions)] {
            guard let before = earlier[key]?.array?.compactMap(InputMark.init) else { continue }
            for (mark, old) in zip(marks, before) {
                if let reason = mark.change(since: old) { reasons.append(reason) }
            }
        }
        guard !reasons.isEmpty else { return }
        throw CorpusError(
            .output,
            "cannot be gone on with: \(reasons.joined(separator: "; ")). Remove "
                + "\(SystemPath.readable(OutputFile.partialPath(of: output))) to start anew, or pass --resume=force to mix "
                + "the two", at: location)
    }

    private static func value(of output: String) -> JSONValue? {
        guard let file = try? MappedFile(path: path(of: output)) else { return nil }
        let bytes = file.withBytes { Array($0) }
        return try? JSONValue(parsing: bytes.span)
    }
}
