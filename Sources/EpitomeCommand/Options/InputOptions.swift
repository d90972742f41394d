import ArgumentParser
import Corpora
import Serialization
import SystemLibrary
import TextProcessing

/// What is read and how: the arguments that every command on documents has.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files and folders. Without one, or for `-`, the standard input is read.", completion: .file())
    var paths: [String] = []

    @Option(help: ArgumentHelp("What inputs are; auto tells it from their content and names.", valueName: "format"))
    var inputFormat: InputFormat = .auto

    @Option(
        help: ArgumentHelp(
            "The encoding of all inputs, such as windows-1251; by default UTF-8, or what the bytes look like.",
            valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("The field or column that holds the text.", valueName: "name"))
    var textField = "text"

    @Option(help: ArgumentHelp("The field or column that holds the title.", valueName: "name"))
    var titleField = "title"

    @Option(help: ArgumentHelp("The field or column that holds the identifier.", valueName: "name"))
    var idField = "id"

    @Option(help: ArgumentHelp("The field or column that holds the label.", valueName: "name"))
    var labelField = "label"

    @Option(
        help: ArgumentHelp(
            "Carry these fields or columns into the JSON output, separated by commas.", valueName: "a,b"))
    var keep: String?

    @Option(
        help: ArgumentHelp(
            "The language of all documents (en, de, fr …); auto takes what each says, or identifies it.",
            valueName: "code"))
    var language = "auto"

    @Option(
        help: ArgumentHelp(
            "In folders, read only files that match (repeatable; `*.txt`, `news/**`).", valueName: "pattern"))
    var include: [String] = []

    @Option(help: ArgumentHelp("In folders, pass over what matches (repeatable).", valueName: "pattern"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("The delimiter of CSV; by default the one the header uses.", valueName: "character"))
    var delimiter: String?

    @Flag(help: "CSV has no header line; fields are given by number, as in `--text-field 3`.")
    var noHeader = false

    @Option(
        help: ArgumentHelp(
            "The largest document; a larger one is an error record (suffixes k, M, G).", valueName: "bytes"))
    var maxDocumentBytes = ByteCount(bytes: 64 << 20)

    @Option(help: ArgumentHelp("Stop after this many documents.", valueName: "n"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "Take this share of the documents, chosen by number: 0.01 is one in a hundred.", valueName: "share"))
    var sample: Double?

    func validate() throws {
        if let delimiter, delimiter != "\\t", delimiter.utf8.count != 1 {
            throw ValidationError("--delimiter takes one character (or \\t), not '\(delimiter)'.")
        }
        if paths.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("`-` stands more than once: the standard input can be read only once.")
        }
        if !Self.isLanguage(language) {
            throw ValidationError(
                "--language takes auto or an ISO 639-1 code such as en, de or fr, not '\(language)'.")
        }
        if let encoding, EncodingGuess.decode([0x41].span, from: encoding) == nil {
            throw ValidationError(
                "--encoding takes a name such as windows-1251, koi8-r, shift_jis or gb18030, not '\(encoding)'.")
        }
        if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0, not \(limit).") }
        if let sample, !(sample >= 0 && sample <= 1) {
            throw ValidationError("--sample takes a share between 0 and 1, not \(sample).")
        }
    }

    /// The paths to read.
    ///
    /// - Throws: If there is nothing to read: no path, and the standard input is a terminal.
    func resolvedPaths() throws -> [String] {
        if !paths.isEmpty { return paths }
        guard isatty(0) == 0 else {
            throw ValidationError("No input: name a file or folder, or pipe text in (`epitome … < article.txt`).")
        }
        return ["-"]
    }

    /// What stands behind a path.
    enum Kind {
        /// A file, which can be read twice.
        case file
        /// A folder, which can be read twice and may hold any number of documents.
        case folder
        /// The standard input, a pipe, a device, or nothing at all.
        case other
    }

    /// What stands behind a path.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard path != "-", stat(SystemPath.system(path), &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether a text is `auto` or looks like a code; what language a code names is not asked.
    private static func isLanguage(_ text: String) -> Bool {
        let code = Language(rawValue: text).rawValue.utf8
        return text == "auto" || (2...3).contains(code.count) && code.allSatisfy { $0 &- 0x61 < 26 }
    }

    /// The language that was set for all documents; `nil` for `auto`.
    var fixedLanguage: Language? { language == "auto" ? nil : Language(rawValue: language) }

    /// The options in the form the readers take.
    var corpusOptions: CorpusOptions {
        var options = CorpusOptions()
        options.format = inputFormat.format
        options.encoding = encoding
        options.textField = textField
        options.titleField = titleField
        options.idField = idField
        // Who names a field means one that is there.
        options.requiresID = idField != "id"
        options.labelField = labelField
        options.readsLabels = false
        options.keptFields = keep?.split(separator: ",").map(String.init) ?? []
        options.include = include
        options.exclude = exclude
        options.delimiter = delimiter == "\\t" ? 0x09 : delimiter?.utf8.first
        options.hasHeader = !noHeader
        options.maximumDocumentBytes = maxDocumentBytes.bytes
        options.selection.limit = limit
        options.selection.sample = sample ?? 1
        return options
    }
}

/// The values of `--input-format`.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
    case auto, text, lines, html, markdown, jsonl, json, csv, tsv, docx, odt, epub, rtf, pdf, mail, mhtml, mbox, feed
    case zip, tar, warc

    var format: CorpusFormat? { CorpusFormat(rawValue: rawValue) }
}

/// A number of bytes, also as `64M`.
struct ByteCount: ExpressibleByArgument {
    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        var digits = argument[...]
        var factor = 1
        switch argument.last {
        case "k", "K": factor = 1 << 10
        case "m", "M": factor = 1 << 20
        case "g", "G": factor = 1 << 30
        default: break
        }
        if factor > 1 { digits = digits.dropLast() }
        guard let number = Int(digits), number > 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    var defaultValueDescription: String {
        bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)"
    }
}
