import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextProcessing
import Vectorization
import Vectors

/// Writes the vectors of documents.
struct EmbedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed", abstract: "Writes a vector for each document: near to those of documents alike.",
        discussion: """
            Documents alike in meaning have vectors near to each other. A vector is the sum of the vectors of the \
            document's words (English), brought to length 1; a document without a \
            known word has zeros. JSON Lines have a record for each document; files named `.npy` or `.safetensors` hold a row \
            for each document that could be read, the latter with the ids.

            EXAMPLES:
              epitome embed news.jsonl -o vectors.jsonl
              epitome embed articles/ -o vectors.npy
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var form: FormatOption<VectorFormat>
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        guard let file = output.file, let array = ArrayFile(path: file) else {
            return try DocumentRun(input: input, form: form, output: output).run { context in
                EmbedRenderer(context: context, pipeline: DocumentPipeline(language: input.fixedLanguage))
            }
        }
        let paths = try input.resolvedPaths()
        let corpus = try OutputGuard.options(
            paths, input, writes: [("--output", file), ("--errors", output.errors)], isQuiet: output.quiet)
        let pipeline = DocumentPipeline(language: input.fixedLanguage)
        var reading = CollectionReading()
        var (rows, block, ids): ([Float], [String], [String]) = ([], [], [])
        func finishBlock() {
            rows += WordVectors.english.vectors(of: block, threads: output.threads.count).values
            block.removeAll(keepingCapacity: true)
        }
        reading.forEachDocument(of: paths, options: corpus) { record, document in
            block.append(LearnedTexts.text(of: document, pipeline))
            ids.append(DocumentID(record).json)
            if block.count == Self.blockSize { finishBlock() }
        }
        finishBlock()
        guard !ids.isEmpty else { throw reading.nothingDone("the input holds no documents") }
        do { try array.write(rows, width: WordVectors.english.dimension, ids: ids) } catch {
            Diagnostics.write("\(error)")
            throw ExitStatus.nothingDone
        }
        try reading.finish()
    }

    /// How many documents' texts are kept at a time.
    private static let blockSize = 4096
}

/// A file that holds one array and nothing else.
struct ArrayFile {
    private let path: String
    private let isSafetensors: Bool

    /// Nil for a name of another kind of file.
    init?(path: String) {
        guard path.hasSuffix(".npy") || path.hasSuffix(".safetensors") else { return nil }
        self.path = path
        isSafetensors = path.hasSuffix(".safetensors")
    }

    /// Writes rows of numbers.
    ///
    /// Safetensors keep the identifiers, as JSON, one after another, with where each ends.
    ///
    /// - Throws: `FileError` if the file cannot be written.
    func write(_ rows: [Float], width: Int, ids: [String]) throws {
        guard isSafetensors else { return try AtomicFile.write(Self.npy(rows, width: width), to: path) }
        var writer = SafetensorsWriter(metadata: ["format": "epitome-embeddings-1"])
        try writer.add(rows, named: "vectors", shape: [ids.count, width])
        var (bytes, ends): ([UInt8], [Int64]) = ([], [])
        for id in ids {
            bytes.append(contentsOf: id.utf8)
            ends.append(Int64(bytes.count))
        }
        try writer.add(bytes, named: "ids.bytes")
        try writer.add(ends, named: "ids.ends")
        try writer.write(to: path)
    }

    /// NumPy's own format, version 1.0: magic, length of the header, header padded to 64 bytes, values row after row.
    private static func npy(_ rows: [Float], width: Int) -> [UInt8] {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows.count / width), \(width)), }"
        while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
        header += "\n"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
        bytes += [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)]
        bytes += header.utf8
        rows.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return bytes
    }
}

/// The values of `--format`.
enum VectorFormat: String, OutputChoice {
    case jsonl, json
}

private struct EmbedRenderer: DocumentRenderer {
    let context: RunContext
    let pipeline: DocumentPipeline

    func makeTransform() -> BatchRun.Transform {
        { [self] record, writer in
            let text = LearnedTexts.text(of: try record.content.get(), pipeline)
            writer.beginObject()
            record.writeID(to: &writer)
            writer.key("vector")
            writer.beginArray()
            for value in WordVectors.english.vectors(of: [text]).values { writer.value(Double(value).roundedForRecord) }
            writer.endArray()
            writer.endObject()
        }
    }
}
