import Corpora
import TextProcessing

extension CorpusReader {
    /// Calls a function with each document, and reports each record that cannot be read.
    ///
    /// - Returns: The number of records that could not be read.
    func forEachDocument(_ body: (CorpusRecord, Document) throws -> Void) rethrows -> Int {
        var failures = 0
        for record in self {
            switch record.content {
            case .success(let document): try body(record, document)
            case .failure(let error):
                failures += 1
                Diagnostics.write(error.description)
            }
        }
        return failures
    }
}
