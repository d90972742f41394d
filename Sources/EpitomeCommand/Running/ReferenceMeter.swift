/// Counts what the reader of ROUGE scores should know about the references.
struct ReferenceMeter {
    private var missing = 0
    private var bytes = 0
    private var bytesBeyondASCII = 0

    /// Counts the references of one document; false if there are none, or only blank ones.
    mutating func counts(_ references: [String]) -> Bool {
        guard references.contains(where: { $0.utf8.contains { $0 > 0x20 } }) else {
            missing += 1
            return false
        }
        for reference in references {
            bytes += reference.utf8.count
            bytesBeyondASCII += reference.utf8.count { $0 >= 0x80 }
        }
        return true
    }

    /// What should be said about them.
    func notes(_ arguments: ROUGEArguments) -> [String] {
        var notes: [String] = []
        if missing > 0 { notes.append("documents without a reference, not counted: \(missing)") }
        // German and French have 1 to 4 % of such bytes, Russian and Japanese more than 80 %.
        if arguments.tokens == .latin, bytesBeyondASCII * 4 > bytes {
            notes.append(
                "The references are written in letters that --tokens latin takes for gaps; pass --tokens unicode.")
        }
        return notes
    }
}
