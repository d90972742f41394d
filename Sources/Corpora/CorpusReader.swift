/// Reads documents from files, folders and the standard input, one by one, in a stable order and in constant memory.
///
/// ```swift
/// for record in CorpusReader(paths: ["articles/", "more.jsonl.gz"]) {
///     switch record.content {
///     case .success(let document): print(record.id, document.title ?? "")
///     case .failure(let error): print("passed over:", error)
///     }
/// }
/// ```
///
/// Nothing is thrown: a path that cannot be read, or a record that does not follow its format, is an element among the
/// others, and reading goes on behind it. Formats: ``CorpusFormat``, each also compressed with gzip, in UTF-8 or with a
/// byte order mark in UTF-16 or UTF-32.
///
/// - Complexity: O(*n*) in the bytes read; memory for one block of records (256 KiB, or one document if that is larger).
public struct CorpusReader: Sequence {
    private let paths: [String]
    private let options: CorpusOptions

    /// Creates a reader; nothing is opened before the first record is asked for.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; `-` is the standard input.
    ///   - options: Formats, field names, limits, selection.
    public init(paths: [String], options: CorpusOptions = CorpusOptions()) {
        self.paths = paths
        self.options = options
    }

    /// Starts from the first record.
    public func makeIterator() -> Iterator { Iterator(paths: paths, options: options) }

    /// Goes through the records.
    public struct Iterator: IteratorProtocol {
        private let reader: BlockReader
        private let decoder: RecordDecoder
        private var block: InputBlock?
        private var position = 0

        init(paths: [String], options: CorpusOptions) {
            reader = BlockReader(paths: paths, options: options)
            decoder = RecordDecoder(options: options)
        }

        /// The next record, or `nil` at the end.
        public mutating func next() -> CorpusRecord? {
            while true {
                if let block, position < block.records.count {
                    defer { position += 1 }
                    return decoder.record(position, of: block)
                }
                guard let following = reader.next() else { return nil }
                block = following
                position = 0
            }
        }
    }
}
