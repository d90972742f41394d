package import TextProcessing

/// A run of records that one worker decodes and processes: bytes of a record stream, or paths of files.
package struct InputBlock: Sendable {
    /// What a record is made from.
    package enum Source: Sendable {
        /// A piece of ``InputBlock/bytes``.
        case bytes(Range<Int>)
        /// A file, to be read by the worker.
        case file(path: String, format: CorpusFormat)
        /// A document that was made when its container was read.
        indirect case document(Document)
        /// Nothing: why there is no document.
        indirect case failure(CorpusError)
    }

    /// One record.
    package struct Record: Sendable {
        /// The record's number among all records of all inputs, from 0.
        package var index: Int
        /// What it is made from.
        package var source: Source
        /// The line it begins at, from 1.
        package var line: Int
        /// The byte offset it begins at, in the decoded stream.
        package var offset: Int
        /// Its number among the values of a JSON array, from 1, by which it is named; 0 where lines name records.
        package var number = 0
        /// The name of the record, if it is another than that of its place: the identifier of a mail, the address of a page.
        package var id: String?

        /// Creates a record.
        package init(index: Int, source: Source, line: Int, offset: Int) {
            self.index = index
            self.source = source
            self.line = line
            self.offset = offset
        }
    }

    /// The input that the bytes come from.
    package var path: String
    /// The format of the bytes.
    package var format: CorpusFormat
    /// The bytes of a record stream.
    package var bytes: [UInt8] = []
    /// The records, in order.
    package var records: [Record] = []
    /// The columns, if the format is CSV.
    package var layout: CSVLayout?
    /// Whether a record without an id is named by its line alone, not by path and line.
    package var isOnlyInput = true
    /// How many bytes of all inputs, as they lie on disk, were read when this block was cut.
    package var consumed = 0
    /// How many records were looked at when this block was cut, whether selected or not.
    package var recordsSeen = 0
}
