import Corpora
import TextProcessing

/// Reads the labels of documents: those in their records, else the names of the folders that files lie in.
struct LabelReading {
    private let folders: [String]
    /// Whether any document has a label.
    private(set) var hasLabels = false
    /// Whether a label was taken from a folder.
    private(set) var usesFolders = false
    private var fieldNames: [String] = []

    init(paths: [String]) {
        folders = paths.filter { InputOptions.kind(of: $0) == .folder }.map { path in
            var folder = path
            while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
            return folder
        }
    }

    /// The labels of a document.
    mutating func labels(of document: Document, in record: CorpusRecord) -> [String] {
        var labels = document.labels
        if labels.isEmpty, !document.statesNoLabel {
            if fieldNames.isEmpty { fieldNames = document.fieldNames }
            // Only files that are one document each have no line.
            if record.location.line == nil, let folder = folderLabel(of: record.location.path) {
                labels = [folder]
                usesFolders = true
            }
        }
        if !labels.isEmpty { hasLabels = true }
        return labels
    }

    /// The folder under the one that was named, or of several that were named the one the file lies in.
    private func folderLabel(of path: String) -> String? {
        for folder in folders where path.hasPrefix(folder + "/") || folder == "/" {
            let parts = path.dropFirst(folder.count).split(separator: "/")
            if parts.count > 1 { return String(parts[0]) }
            guard folders.count > 1 else { return nil }
            return folder.split(separator: "/").last.map { String($0) }
        }
        return nil
    }

    /// What to do where no document has a label.
    func advice(_ field: String) -> String {
        guard !fieldNames.isEmpty else {
            return "no document has a label: records need a field \"\(field)\" (`--label-field NAME` for another), "
                + "files a folder for each label"
        }
        let found = fieldNames.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        return "no document has a label: no field \"\(field)\" (found: \(found)). Pass `--label-field NAME`"
    }
}
