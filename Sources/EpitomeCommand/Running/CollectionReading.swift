import ArgumentParser
import Corpora
import TextProcessing

/// Reads all documents of some inputs, for commands that look at every one before they say anything; reports what cannot
/// be read.
///
/// One value reads everything a command reads, so that failures are counted, and their messages limited, in one place.
struct CollectionReading {
    /// How many documents were read.
    private(set) var documents = 0
    /// How many records could not be read.
    private(set) var failures = 0

    /// Messages printed one by one; a stream of a million bad lines needs no more.
    private static let failuresShown = 20

    /// Calls a function with each document.
    ///
    /// - Parameters:
    ///   - paths: The inputs.
    ///   - options: How they are read.
    ///   - isSilent: Whether nothing is said of failures, since the documents are read again.
    ///   - body: The function.
    mutating func forEachDocument(
        of paths: [String], options: CorpusOptions, isSilent: Bool = false,
        _ body: (CorpusRecord, Document) throws -> Void
    ) rethrows {
        for record in CorpusReader(paths: paths, options: options) {
            if let document = document(of: record, isSilent: isSilent) { try body(record, document) }
        }
    }

    /// The document of a record; `nil` if it could not be read, which is then counted, and said unless it is silent.
    mutating func document(of record: CorpusRecord, isSilent: Bool = false) -> Document? {
        switch record.content {
        case .success(let document):
            documents += 1
            return document
        case .failure(let error):
            if isSilent { failures += 1 } else { report(error) }
            return nil
        }
    }

    /// Counts a failure and says what it is.
    mutating func report(_ error: CorpusError) {
        failures += 1
        if failures <= Self.failuresShown { Diagnostics.write(error.description) }
        if failures == Self.failuresShown { Diagnostics.write("further errors are not shown") }
    }

    /// The end of a command that found nothing to work with.
    ///
    /// - Parameter advice: What the documents lack; not said where none could be read, since that has been said.
    /// - Returns: The status to throw.
    func nothingDone(_ advice: String) -> ExitStatus {
        if documents > 0 || failures == 0 { Diagnostics.write(advice) }
        return .nothingDone
    }

    /// The end of a command that is done.
    ///
    /// - Throws: ``ExitStatus/someFailed`` if some records could not be read.
    func finish() throws(ExitStatus) { if failures > 0 { throw .someFailed } }
}
