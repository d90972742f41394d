import Serialization

/// A file that a command writes beside its result, such as an HTML page.
enum ReportFile {
    /// Writes the file as a whole or not at all.
    ///
    /// - Throws: ``ExitStatus/nothingDone`` after saying what is wrong.
    static func write(_ text: String, to path: String) throws {
        do {
            try AtomicFile.write(Array(text.utf8), to: path)
        } catch {
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
    }
}
