internal import Documents
internal import Serialization
internal import TextProcessing

/// Makes documents of the records in a block; each worker has its own.
package final class RecordDecoder {
    private let options: CorpusOptions
    private let scanner: JSONFieldScanner
    private var fields = JSONFields()

    private enum Field: Int, CaseIterable {
        case id, text, sentences, html, markdown, title, language, label, labels, summary, summaries
    }

    /// Creates a decoder.
    package init(options: CorpusOptions) {
        self.options = options
        scanner = JSONFieldScanner(
            fields: Field.allCases.map { field in
                switch field {
                case .id: options.idField
                case .text: options.textField
                case .title: options.titleField
                case .label: options.labelField
                case .summary: options.summaryField
                case .sentences: "sentences"
                case .html: "html"
                case .markdown: "markdown"
                case .language: "language"
                case .labels: "labels"
                case .summaries: "summaries"
                }
            } + options.keptFields)
    }

    /// The record at a position in a block.
    package func record(_ position: Int, of block: InputBlock) -> CorpusRecord {
        let entry = block.records[position]
        switch entry.source {
        case .failure(let error):
            let location = error.location ?? CorpusLocation(path: block.path)
            let id = location.line == nil ? ID(text: location.readablePath, isJSON: false) : Self.lineID(entry, block)
            return record(entry, id, location, .failure(error))
        case .document(let document):
            let location = CorpusLocation(path: block.path)
            let id = ID(text: document.id, isJSON: false)
            return record(entry, id, location, checked(document, location))
        case .file(let path, let format):
            let location = CorpusLocation(path: path)
            return record(entry, ID(text: location.readablePath, isJSON: false), location, file(path, format))
        case .bytes(let range):
            if let converted = stated(block.bytes.span.extracting(range), block.format) {
                return record(entry, converted.span, of: block)
            }
            return record(entry, block.bytes.span.extracting(range), of: block)
        }
    }

    /// The record that bytes in UTF-8 hold.
    private func record(_ entry: InputBlock.Record, _ bytes: Span<UInt8>, of block: InputBlock) -> CorpusRecord {
        var location = CorpusLocation(path: block.path, line: entry.line, byteOffset: entry.offset)
        var id = Self.lineID(entry, block)
        var kept: [CorpusRecord.Member] = []
        let content: Result<Document, CorpusError>
        switch block.format {
        case .jsonl, .json:
            content = json(bytes, &id, location)
            if !options.keptFields.isEmpty, case .success = content { kept = keptMembers(of: bytes) }
        case .csv, .tsv: content = csv(bytes, block.layout, &id, &kept, location)
        case .lines:
            content =
                FormatDetection.zeroKind(bytes).map { .failure(CorpusError(.binary, "is \($0)", at: location)) }
                ?? .success(Self.textDocument(id.text, bytes))
        default:
            location = CorpusLocation(path: block.path)
            id = ID(text: entry.id ?? location.readablePath, isJSON: false)
            content = whole(block.bytes, block.format, location, isMember: entry.id != nil, &id)
        }
        var record = record(entry, id, location, content)
        record.kept = kept
        return record
    }

    /// The members of a JSON object that are carried through; `NaN` becomes null, as JSON has no such number.
    private func keptMembers(of line: Span<UInt8>) -> [CorpusRecord.Member] {
        options.keptFields.enumerated().compactMap { place, name in
            let number = Field.allCases.count + place
            guard fields[number].kind != .absent else { return nil }
            var writer = JSONWriter()
            if let bytes = fields.bytes(number, in: line) {
                writer.value(Self.text(bytes.span))
            } else if let value = try? fields.value(number, in: line) {
                writer.value(value)
            } else {
                writer.null()
            }
            return CorpusRecord.Member(name: name, json: writer.bytes)
        }
    }

    private struct ID {
        var text: String
        var isJSON: Bool
    }

    private func record(
        _ entry: InputBlock.Record, _ id: ID, _ location: CorpusLocation, _ content: Result<Document, CorpusError>
    ) -> CorpusRecord {
        CorpusRecord(index: entry.index, id: id.text, idIsJSON: id.isJSON, location: location, content: content)
    }

    /// A record without an id is named by its line, a value of an array by its number; where there are several inputs, by
    /// path and line.
    private static func lineID(_ entry: InputBlock.Record, _ block: InputBlock) -> ID {
        let number = entry.number > 0 ? entry.number : entry.line
        return block.isOnlyInput
            ? ID(text: String(number), isJSON: true)
            : ID(text: "\(CorpusLocation(path: block.path).readablePath):\(number)", isJSON: false)
    }

    // MARK: One document a file

    private func file(_ path: String, _ format: CorpusFormat) -> Result<Document, CorpusError> {
        do throws(CorpusError) {
            let source = try ByteSource(path: path, options: options)
            let head = source.head
            var format = options.format ?? FormatDetection.format(ofHead: head.span, path: path)
            // What is named as a document and is an archive of files: the reader says so.
            if format.isContainer, let named = FormatDetection.format(ofName: path), !named.isContainer {
                format = named
            }
            if let kind = FormatDetection.binaryKind(head.span, format: format) {
                throw CorpusError(.binary, "is \(kind)", at: CorpusLocation(path: path))
            }
            if format == .html || format.document != nil { source.keepEncoding() }
            let bytes = try source.readWhole(limit: options.maximumDocumentBytes)
            var id = ID(text: "", isJSON: false)
            return whole(bytes, format, CorpusLocation(path: path), isMember: false, &id)
        } catch {
            return .failure(error)
        }
    }

    /// The bytes in UTF-8 where another encoding was stated; nil where none was.
    ///
    /// Whole documents are decoded where they are read. Encodings of Unicode are told from the bytes before.
    private func stated(_ bytes: Span<UInt8>, _ format: CorpusFormat) -> [UInt8]? {
        guard let encoding = options.encoding, format.isRecordStream, !encoding.lowercased().hasPrefix("utf") else {
            return nil
        }
        return EncodingGuess.decode(bytes, from: encoding)?.text
    }

    /// A document of text, with the encoding where it was guessed.
    private static func textDocument(_ id: String, _ bytes: Span<UInt8>) -> Document {
        let (text, guess) = TextDecoding.decoded(bytes)
        var document = Document(id: id, content: .text(text))
        document.guessedEncoding = guess
        return document
    }

    /// The bytes of a whole document in UTF-8, where another encoding was stated.
    private func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard let encoding = options.encoding, !encoding.lowercased().hasPrefix("utf") else { return bytes }
        return EncodingGuess.decode(bytes.span, from: encoding)?.text ?? bytes
    }

    /// A document that was made when its container was read, if it says anything.
    private func checked(_ document: Document, _ location: CorpusLocation) -> Result<Document, CorpusError> {
        guard options.requiresText, case .article(let article) = document.content, Self.isBlank(article.text.utf8.span),
            document.title == nil
        else { return .success(document) }
        return .failure(CorpusError(.empty, "holds no text", at: location))
    }

    private func whole(
        _ bytes: [UInt8], _ format: CorpusFormat, _ location: CorpusLocation, isMember: Bool, _ id: inout ID
    ) -> Result<Document, CorpusError> {
        guard !Self.isBlank(bytes.span) else { return .failure(.emptyInput(at: location)) }
        if let kind = format.document { return document(bytes, kind, location, isMember, &id) }
        let bytes = decoded(bytes)
        if format != .html, let kind = FormatDetection.zeroKind(bytes.span) {
            return .failure(CorpusError(.binary, "is \(kind)", at: location))
        }
        switch format {
        case .html: return .success(Document(id: location.readablePath, content: .html(bytes)))
        case .markdown:
            return .success(Document(id: location.readablePath, content: .markdown(TextDecoding.text(bytes.span))))
        default:
            return .success(Self.textDocument(location.readablePath, bytes.span))
        }
    }

    private func document(
        _ bytes: [UInt8], _ format: DocumentFormat, _ location: CorpusLocation, _ isMember: Bool, _ id: inout ID
    ) -> Result<Document, CorpusError> {
        do throws(DocumentError) {
            let reader = DocumentReader(maximumBytes: options.maximumDocumentBytes)
            let article: Article
            if format == .mail, isMember {
                // In a mailbox a mail is named by what it calls itself.
                let mail = try reader.readMail(bytes)
                article = mail.article
                if let stated = mail.id { id.text = stated }
            } else {
                article = try reader.read(bytes, as: format)
            }
            var document = Document(id: location.readablePath, content: .article(article), title: article.title)
            document.language = article.language
            return .success(document)
        } catch {
            return .failure(CorpusError(error, at: location))
        }
    }

    private static func isBlank(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        return index == bytes.count
    }

    // MARK: JSON Lines

    private func json(
        _ line: Span<UInt8>, _ id: inout ID, _ location: CorpusLocation
    ) -> Result<Document, CorpusError> {
        do throws(JSONError) {
            try scanner.scan(line, into: &fields)
            id = try identifier(in: line) ?? id
            if options.requiresID, fields[Field.id.rawValue].kind == .absent {
                return .failure(missing(options.idField, "--id-field", in: line, location))
            }
            guard let content = try content(of: line) ?? (options.requiresText ? nil : .text("")) else {
                return .failure(missingText(in: line, location))
            }
            if case .text(let text) = content, options.requiresText, Self.isBlank(text.utf8.span) {
                return .failure(.emptyText(options.textField, at: location))
            }
            var document = Document(id: id.text, content: content)
            document.title = string(.title, in: line)
            document.language = string(.language, in: line).map { Language(rawValue: $0) }
            if options.readsLabels, let fault = try readLabels(in: line, location, into: &document) {
                return .failure(CorpusError(.invalidRecord, fault, at: location))
            }
            if options.readsSummaries { document.summaries = try strings(.summaries, .summary, in: line) }
            return .success(document)
        } catch {
            var message = error.description
            if case .unexpectedEnd = error.code { message += "; each line must hold one whole JSON object" }
            return .failure(CorpusError(.invalidRecord, message, at: location))
        }
    }

    private func identifier(in line: Span<UInt8>) throws(JSONError) -> ID? {
        let field = fields[Field.id.rawValue]
        switch field.kind {
        case .absent, .null: return nil
        case .string: return string(.id, in: line).map { ID(text: $0, isJSON: false) }
        case .number, .bool:
            let text = line.extracting(field.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            // What pandas writes where there is none.
            if text == "NaN" { return nil }
            // A number that no reader could read back is kept as text.
            return ID(text: text, isJSON: field.kind == .bool || Double(text).map(\.isFinite) == true)
        case .array, .object:
            return try fields.value(Field.id.rawValue, in: line).map { ID(text: $0.description, isJSON: true) }
        }
    }

    private func content(of line: Span<UInt8>) throws(JSONError) -> Document.Content? {
        if let text = string(.text, in: line) { return .text(text) }
        if fields[Field.sentences.rawValue].kind == .array {
            let sentences = try fields.value(Field.sentences.rawValue, in: line)?.array ?? []
            return .sentences(sentences.compactMap(\.string))
        }
        if let html = string(.html, in: line) { return .html(Array(html.utf8)) }
        if let markdown = string(.markdown, in: line) { return .markdown(markdown) }
        return nil
    }

    /// The text of a string field; bytes that are not UTF-8 are read as in any other text.
    private func string(_ field: Field, in line: Span<UInt8>) -> String? {
        let found = fields[field.rawValue]
        guard found.kind == .string else { return nil }
        if found.hasEscapes { return fields.bytes(field.rawValue, in: line).map { Self.text($0.span) } }
        return Self.text(line.extracting(found.range))
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } ?? TextDecoding.text(bytes)
    }

    /// The strings of the first of two fields that is there, be it one string or an array of them.
    private func strings(_ first: Field, _ second: Field, in line: Span<UInt8>) throws(JSONError) -> [String] {
        for field in [first, second] {
            switch fields[field.rawValue].kind {
            case .absent, .null: continue
            case .array: return try (fields.value(field.rawValue, in: line)?.array ?? []).compactMap(\.string)
            case .string: return string(field, in: line).map { [$0] } ?? []
            default: return try fields.value(field.rawValue, in: line).map { [$0.description] } ?? []
            }
        }
        return []
    }

    /// Reads the labels as text, in order; says what is no label.
    ///
    /// A label is a string, a number, true or false, which keep their text; `null` and an empty list are none.
    private func readLabels(
        in line: Span<UInt8>, _ location: CorpusLocation, into document: inout Document
    ) throws(JSONError) -> String? {
        for field in [Field.label, .labels] {
            let found = fields[field.rawValue]
            if found.kind == .absent || found.kind == .null { continue }
            let values = found.kind == .array ? try fields.elements(field.rawValue, in: line) : [found]
            for value in values where value.kind != .null {
                if value.kind == .array || value.kind == .object {
                    let name = field == .label ? options.labelField : "labels"
                    let text = JSONFields.text(value, in: line).prefix(60)
                    return "\"\(name)\" holds \(text) where a label is wanted: text, a number, true or false"
                }
                document.labels.append(JSONFields.text(value, in: line))
            }
            document.statesNoLabel = values.isEmpty
            return nil
        }
        if location.line == 1 { document.fieldNames = Self.names(in: line) }
        return nil
    }

    private func missingText(in line: Span<UInt8>, _ location: CorpusLocation) -> CorpusError {
        let found = Self.names(in: line)
        let field = fields[Field.text.rawValue]
        if let layout = Self.tableLayout(keys: found, text: field.kind) {
            return CorpusError(
                .missingField,
                "this is one table as pandas writes it (\(layout)), not a record. Write it with "
                    + "`to_json(path, orient=\"records\", lines=True)`", at: location)
        }
        if field.kind != .absent {
            let isMissing = field.kind == .number && line[field.range.lowerBound] == UInt8(ascii: "N")
            return CorpusError(
                .missingField,
                "\"\(options.textField)\" holds no string\(isMissing ? " but NaN: pandas has no text there" : ""). Pass "
                    + "`--text-field NAME` to read another field", at: location)
        }
        return missing(options.textField, "--text-field", in: line, location)
    }

    private func missing(
        _ name: String, _ option: String, in line: Span<UInt8>, _ location: CorpusLocation
    ) -> CorpusError {
        let found = Self.names(in: line).prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        return CorpusError(
            .missingField, "no field \"\(name)\" (found: \(found.isEmpty ? "none" : found)). Pass `\(option) NAME`",
            at: location)
    }

    private static func names(in line: Span<UInt8>) -> [String] { JSONFieldScanner.keys(of: line) }

    /// Which of pandas' other layouts an object without a text has; nil if none.
    private static func tableLayout(keys: [String], text: JSONFields.Kind) -> String? {
        if text == .object { return "orient=\"columns\"" }
        if keys.contains("data"), keys.contains("columns") { return "orient=\"split\"" }
        if keys.contains("data"), keys.contains("schema") { return "orient=\"table\"" }
        if !keys.isEmpty, keys.allSatisfy({ Int($0) != nil }) { return "orient=\"index\"" }
        return nil
    }

    // MARK: CSV

    private func csv(
        _ record: Span<UInt8>, _ layout: CSVLayout?, _ id: inout ID, _ kept: inout [CorpusRecord.Member],
        _ location: CorpusLocation
    ) -> Result<Document, CorpusError> {
        guard let layout else { return .failure(CorpusError(.invalidRecord, "the input has no header", at: location)) }
        if let kind = FormatDetection.zeroKind(record) {
            return .failure(CorpusError(.binary, "is \(kind)", at: location))
        }
        var count = 0
        var found: [(Range<Int>, Bool)?] = Array(repeating: nil, count: layout.columnCount)
        CSVRecord.forEachField(of: record, delimiter: layout.delimiter) { number, range, isQuoted in
            count += 1
            if number < found.count { found[number] = (range, isQuoted) }
        }
        func text(_ column: Int?) -> String? {
            guard let column, let field = found[column] else { return nil }
            return CSVRecord.text(field.0, in: record, isQuoted: field.1)
        }
        if let given = text(layout.columns.id), !given.isEmpty { id = ID(text: given, isJSON: false) }
        guard count == layout.columnCount else {
            return .failure(
                CorpusError(
                    .columnCount,
                    "expected \(layout.columnCount) columns, found \(count). Put quotes around fields that hold the "
                        + "delimiter, or pass `--delimiter` if it is another", at: location))
        }
        kept = zip(options.keptFields, layout.columns.kept).map { name, column in
            var writer = JSONWriter()
            writer.value(text(column) ?? "")
            return CorpusRecord.Member(name: name, json: writer.bytes)
        }
        let content = text(layout.columns.text) ?? ""
        if options.requiresText, Self.isBlank(content.utf8.span) {
            return .failure(.emptyText(options.textField, at: location))
        }
        var document = Document(id: id.text, content: .text(content))
        document.title = text(layout.columns.title)
        document.language = text(layout.columns.language).map { Language(rawValue: $0) }
        if options.readsLabels {
            document.labels = text(layout.columns.label).map { [$0] } ?? []
            if layout.columns.label == nil { document.fieldNames = layout.names }
        }
        if options.readsSummaries { document.summaries = text(layout.columns.summary).map { [$0] } ?? [] }
        return .success(document)
    }
}

extension CorpusError {
    static func emptyInput(at location: CorpusLocation) -> CorpusError {
        CorpusError(.empty, "is empty; give it some text", at: location)
    }

    static func emptyText(_ field: String, at location: CorpusLocation) -> CorpusError {
        CorpusError(.empty, "\"\(field)\" holds no text", at: location)
    }
}
