import ArgumentParser
import Corpora
import Serialization

/// Sees to it that nothing a command writes replaces something that it reads, whatever the names: links, dots and doubled
/// slashes are followed to the file itself.
///
/// ```swift
/// let corpus = try OutputGuard.options(paths, input, writes: [("--output", output)])
/// ```
///
/// To be asked before anything is opened.
struct OutputGuard {
    private var inputs: [(option: String?, path: String)] = []
    private var folders: [(path: String, canonical: String)] = []
    private var outputs: [(option: String, path: String)] = []
    private var corpus = CorpusOptions()

    /// What was found in a folder that is read and will be passed over.
    private var notes: [String] = []

    /// Checks all files of a command at once.
    ///
    /// - Parameters:
    ///   - paths: The inputs.
    ///   - input: How they are read.
    ///   - reads: Options that name further files for reading.
    ///   - writes: Options that name files for writing.
    ///   - isQuiet: Whether nothing is said of files in a folder that are passed over.
    /// - Returns: How the inputs are read, without what the command writes.
    /// - Throws: A `ValidationError` that names both files.
    static func options(
        _ paths: [String], _ input: InputOptions, reads: [(option: String, path: String?)] = [],
        writes: [(option: String, path: String?)], isQuiet: Bool = false
    ) throws -> CorpusOptions {
        var files = OutputGuard()
        var corpus = input.corpusOptions
        files.reads(paths, options: corpus)
        for file in reads { files.reads(file.option, file.path) }
        for file in writes { files.writes(file.option, file.path) }
        try files.check()
        if !isQuiet { for note in files.notes { Diagnostics.write("note: \(note)") } }
        corpus.ownFiles = files.ownFiles
        return corpus
    }

    /// Adds the inputs: files, folders, the standard input.
    private mutating func reads(_ paths: [String], options: CorpusOptions) {
        corpus = options
        for path in paths {
            inputs.append((nil, path))
            if InputOptions.kind(of: path) == .folder, let canonical = FileIdentity.canonicalPath(path) {
                folders.append((path, canonical))
            }
        }
    }

    /// Adds a file that an option names for reading.
    private mutating func reads(_ option: String, _ path: String?) { if let path { inputs.append((option, path)) } }

    /// Adds a file that an option names for writing.
    private mutating func writes(_ option: String, _ path: String?) { if let path { outputs.append((option, path)) } }

    /// Compares all that is written with all that is read, and with each other.
    ///
    /// - Throws: A `ValidationError` that names both.
    private mutating func check() throws {
        for (place, output) in outputs.enumerated() {
            for other in outputs[..<place] where Self.isSame(output.path, other.path) {
                throw ValidationError(
                    "\(other.option) and \(output.option) are the same file: '\(SystemPath.readable(output.path))'.")
            }
            // What lies beside the output until it is whole is written, too.
            let names = [output.path, OutputFile.partialPath(of: output.path), RunNote.path(of: output.path)]
            for (input, name) in inputs.lazy.flatMap({ input in names.map { (input, $0) } })
            where Self.isSame(name, input.path) {
                let what = input.option.map { "the file of \($0)" } ?? "an input"
                throw ValidationError(
                    "\(output.option) would replace \(what): '\(SystemPath.readable(output.path))'"
                        + (output.path == input.path ? "" : " is '\(SystemPath.readable(input.path))'")
                        + ". Name another file.")
            }
            try checkFolders(output)
        }
        try checkStandardOutput()
    }

    /// Files that are written and lie where they would be read.
    private var ownFiles: [String] {
        outputs.flatMap { [$0.path, OutputFile.partialPath(of: $0.path), RunNote.path(of: $0.path)] }
    }

    private mutating func checkFolders(_ output: (option: String, path: String)) throws {
        guard !OutputFile.isStream(output.path), let canonical = FileIdentity.canonicalPath(output.path) else { return }
        for folder in folders
        where canonical.hasPrefix(folder.canonical.hasSuffix("/") ? folder.canonical : folder.canonical + "/") {
            if CorpusReader.reads(output.path, inFolder: folder.path, options: corpus),
                !CorpusReader.looksLikeResult(output.path, options: corpus)
            {
                throw ValidationError(
                    "\(output.option) would replace a file that is read, since it lies in the folder "
                        + "'\(SystemPath.readable(folder.path))': '\(SystemPath.readable(output.path))'. Write it elsewhere, or pass "
                        + "--exclude with its name.")
            }
            notes.append(
                "\(SystemPath.readable(output.path)) lies in the folder \(SystemPath.readable(folder.path)), which is read; "
                    + "it is passed over")
            return
        }
    }

    /// `epitome … in >> in` would read what it writes.
    private func checkStandardOutput() throws {
        guard let identity = FileIdentity(descriptor: 1) else { return }
        for input in inputs where Self.identity(input.path) == identity {
            throw ValidationError(
                "The standard output is an input: '\(SystemPath.readable(input.path))'. Send it to another file.")
        }
    }

    private static func identity(_ path: String) -> FileIdentity? {
        path == "-" ? FileIdentity(descriptor: 0) : FileIdentity(path: path)
    }

    private static func isSame(_ first: String, _ second: String) -> Bool {
        if let a = identity(first), let b = identity(second) { return a == b }
        guard first != "-", second != "-", !OutputFile.isStream(first), !OutputFile.isStream(second) else {
            return false
        }
        guard let a = FileIdentity.canonicalPath(first), let b = FileIdentity.canonicalPath(second) else {
            return false
        }
        return a == b
    }
}
