import SystemLibrary
import TestSupport
import Testing

/// One file of recorded results: sections `== option`, and in each of them lines `document: result`.
///
/// A result differs if a word of it does. Numbers with a decimal point may differ by one unit of the fourth place, so
/// that another order of a sum is no difference. With `EPITOME_RECORD_SNAPSHOTS` in the environment (`make snapshots`)
/// the file is written anew, and the test fails with the number of changed lines: they want to be looked at.
struct SnapshotFile {
    /// What one option gave for each document, in order.
    struct Section: Equatable {
        var option: String
        var results: [(document: String, result: String)]

        static func == (a: Section, b: Section) -> Bool {
            a.option == b.option && a.results.elementsEqual(b.results, by: ==)
        }
    }

    /// The name of the file, without its ending.
    let name: String

    static let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    static let project = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    static let isRecording = getenv("EPITOME_RECORD_SNAPSHOTS") != nil

    private var path: String { "\(Self.folder)/Snapshots/\(name).txt" }

    /// Compares results with the file, or writes them to it.
    func check(_ sections: [Section], sourceLocation: SourceLocation = #_sourceLocation) {
        let recorded = Self.parse(EvaluationData.unpacked(path) ?? [])
        let differences = Self.differences(from: recorded, to: sections)
        guard !differences.isEmpty else { return }
        if Self.isRecording {
            write(Self.keeping(recorded, in: sections))
            Issue.record(
                "\(name).txt was recorded anew, \(differences.count) results changed: look at the difference, then test again",
                sourceLocation: sourceLocation)
            return
        }
        let shown = differences.prefix(12).joined(separator: "\n")
        let rest = differences.count > 12 ? "\n… and \(differences.count - 12) more" : ""
        Issue.record(
            """
            \(differences.count) results differ from Tests/SnapshotTests/Snapshots/\(name).txt \
            (`make snapshots` records them anew, after a look):
            \(shown)\(rest)
            """, sourceLocation: sourceLocation)
    }

    // MARK: Form

    static func parse(_ bytes: [UInt8]) -> [Section] {
        var sections: [Section] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("== ") {
                sections.append(Section(option: String(line.dropFirst(3)), results: []))
            } else if let colon = line.firstIndex(of: ":"), !sections.isEmpty {
                sections[sections.count - 1].results.append(
                    (String(line[..<colon]), String(line[colon...].dropFirst(2))))
            }
        }
        return sections
    }

    private func write(_ sections: [Section]) {
        var text = ""
        for section in sections {
            text += "== \(section.option)\n"
            for (document, result) in section.results { text += "\(document): \(result)\n" }
        }
        guard let file = fopen(path, "wb") else { return }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, file)
    }

    /// The new sections, with the old line wherever it says the same within rounding: a small difference of the file.
    private static func keeping(_ old: [Section], in new: [Section]) -> [Section] {
        let lines = table(old)
        return new.map { section in
            var kept = section
            for (k, (document, result)) in section.results.enumerated() {
                if let line = lines[[section.option, document]], isEqual(line, result) {
                    kept.results[k].result = line
                }
            }
            return kept
        }
    }

    // MARK: Comparison

    private static func table(_ sections: [Section]) -> [[String]: String] {
        var table: [[String]: String] = [:]
        for section in sections {
            for (document, result) in section.results { table[[section.option, document]] = result }
        }
        return table
    }

    /// One entry for each document and option that differs, in the order of the new ones; the lost ones last.
    static func differences(from old: [Section], to new: [Section]) -> [String] {
        var remaining = table(old)
        var differences: [String] = []
        for section in new {
            for (document, result) in section.results {
                let place = "[\(section.option)] \(document)"
                guard let line = remaining.removeValue(forKey: [section.option, document]) else {
                    differences.append("\(place)\n  new: \(result)")
                    continue
                }
                if !isEqual(line, result) { differences.append("\(place)\n\(words(line, result))") }
            }
        }
        for (place, line) in remaining.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            differences.append("[\(place[0])] \(place[1])\n  gone: \(line)")
        }
        return differences
    }

    /// The words that differ if there are as many as before, else both lines.
    private static func words(_ old: String, _ new: String) -> String {
        let before = old.split(separator: " "), after = new.split(separator: " ")
        guard before.count == after.count else { return "  old: \(old)\n  new: \(new)" }
        let changed = zip(before, after).filter { !isSame($0, $1) }
        return "  old: \(changed.map { String($0.0) }.joined(separator: " "))\n"
            + "  new: \(changed.map { String($0.1) }.joined(separator: " "))"
    }

    static func isEqual(_ old: String, _ new: String) -> Bool {
        if old == new { return true }
        let before = old.split(separator: " "), after = new.split(separator: " ")
        return before.count == after.count && zip(before, after).allSatisfy(isSame)
    }

    /// Whether two words are equal, or `name=number` with equal names and numbers that differ by rounding.
    private static func isSame(_ old: Substring, _ new: Substring) -> Bool {
        if old == new { return true }
        let before = old.split(separator: "=", maxSplits: 1), after = new.split(separator: "=", maxSplits: 1)
        guard before.count == after.count, before.dropLast() == after.dropLast(),
            let a = before.last, let b = after.last, a.contains("."), b.contains("."),
            let x = Double(a), let y = Double(b)
        else { return false }
        return abs(x - y) <= 0.000_101
    }
}
