import ArgumentParser
import Corpora
import Serialization
import TextProcessing
import Topics

/// Reads what `--labels` names.
enum LabelFile {
    /// The path of the file, if it is one.
    static func path(_ argument: String) -> String? { InputOptions.kind(of: argument) == .file ? argument : nil }

    /// The labels of a list or a file.
    ///
    /// - Throws: A `ValidationError` for a list that names nothing; ``ExitStatus/nothingDone`` after saying what is wrong
    ///   with a file.
    static func labels(_ argument: String) throws -> [TopicLabel] {
        guard let path = path(argument) else { return try list(argument) }
        do {
            let labels = try read(path)
            if !labels.isEmpty { return labels }
            Diagnostics.write(
                "\(SystemPath.readable(path)) names no label; write `name: description or keywords` a line")
        } catch {
            Diagnostics.write("\(error)")
        }
        throw ExitStatus.nothingDone
    }

    private static func list(_ argument: String) throws -> [TopicLabel] {
        let looksLikePath =
            !argument.contains(",")
            && (argument.contains("/")
                || [".txt", ".json", ".jsonl", ".csv", ".tsv"].contains { argument.hasSuffix($0) })
        if looksLikePath {
            throw ValidationError("--labels: there is no file '\(SystemPath.readable(argument))'.")
        }
        return argument.split(separator: ",").map(trimmed).filter { !$0.isEmpty }.map { TopicLabel($0) }
    }

    private static func read(_ path: String) throws -> [TopicLabel] {
        if [".jsonl", ".ndjson", ".csv", ".tsv"].contains(where: { path.hasSuffix($0) }) { return try records(path) }
        let file = try MappedFile(path: path)
        let text = String(decoding: file.unsafeBytes, as: UTF8.self)
        if path.hasSuffix(".json") {
            guard let object = try JSONValue(parsing: text).object else { return try records(path) }
            return object.members.map { TopicLabel($0.key, description: words($0.value)) }
        }
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
            guard let name = parts.first, !line.allSatisfy(\.isWhitespace) else { return nil }
            return TopicLabel(name, description: parts.count > 1 ? parts[1] : "")
        }
    }

    /// Records with the fields `label` and `description`.
    private static func records(_ path: String) throws -> [TopicLabel] {
        var options = CorpusOptions()
        options.idField = "label"
        options.requiresID = true
        options.textField = "description"
        options.readsLabels = false
        return try CorpusReader(paths: [path], options: options).map { record in
            let document = try record.content.get()
            guard case .text(let text) = document.content else { return TopicLabel(record.id) }
            return TopicLabel(record.id, description: trimmed(text[...]))
        }
    }

    /// A description, or keywords as a list.
    private static func words(_ value: JSONValue) -> String {
        value.string ?? value.array?.compactMap(\.string).joined(separator: ", ") ?? ""
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
