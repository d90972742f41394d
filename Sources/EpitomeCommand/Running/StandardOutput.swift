import Corpora
import SystemLibrary

/// The standard output of commands that write a whole result at once; runs over documents write through
/// ``RunDestination``.
enum StandardOutput {
    /// Writes a text and a line break.
    ///
    /// - Throws: ``ExitStatus/success`` if the reader has gone away; ``ExitStatus/nothingDone`` after saying why nothing
    ///   can be written.
    static func write(line text: String) throws(ExitStatus) { try write(Array(text.utf8) + [0x0A]) }

    /// Writes bytes to the standard output, or to the file of that name.
    ///
    /// - Throws: As ``write(line:)``.
    static func write(_ bytes: [UInt8], to path: String? = nil) throws(ExitStatus) {
        do throws(CorpusError) {
            let file = try path.map { path throws(CorpusError) in try OutputFile.open(path) } ?? .standardOutput
            try file.write(
                path == nil && isatty(1) == 1 ? VisibleText.bytes(bytes, keepsStyles: false) : bytes)
            try file.commit()
        } catch {
            if error.isBrokenPipe { throw .success }
            Diagnostics.write(error.description)
            throw .nothingDone
        }
    }
}
