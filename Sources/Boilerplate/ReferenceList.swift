internal import Foundations
internal import TextProcessing

/// The list of sources at the end of a paper or an encyclopedia article: the article's own, but no running text.
enum ReferenceList {
    /// Where the entries begin: the sentence after the last heading that names such a list, if no other heading follows it
    /// before the end; nil where the text has none.
    ///
    /// - Complexity: linear in the sentences; a heading is read once.
    static func start(_ sentences: [Sentence], in text: Span<UInt8>, isHeading: (Int) -> Bool) -> Int? {
        var start: Int?
        for index in sentences.indices where isHeading(index) {
            let range = sentences[index].range
            if names(text, range) {
                start = index + 1
            } else if let first = start, index > first, !opensEntry(text, range) {
                start = nil
            }
        }
        return start.flatMap { $0 < sentences.count && $0 * 5 > sentences.count ? $0 : nil }
    }

    /// Whether a line may be an entry: it opens with a bracket or holds a number.
    private static func opensEntry(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let first = text[range.lowerBound]
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "(") { return true }
        for index in range where text[index] &- 0x30 < 10 { return true }
        return false
    }

    private static func names(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= 32 else { return false }
        var hash = FNV1a()
        for index in range {
            let byte = BoilerplateCues.fold(text[index], after: index > range.lowerBound ? text[index - 1] : 0)
            // Marks of headings and a colon after them are no part of the name.
            if byte != UInt8(ascii: "#"), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "="), byte > 0x20 {
                hash.add(byte)
            }
        }
        return headings.contains(hash.value)
    }

    private static let headings: Set<UInt64> = Set(
        [
            "references", "bibliography", "workscited", "literaturecited", "sources", "furtherreading", "literatur",
            "literaturverzeichnis", "quellen", "einzelnachweise", "weblinks", "références", "bibliographie",
            "referencias",
            "bibliografía", "riferimenti", "bibliografia", "referenties", "literatuur", "bronnen", "referências",
        ].map { name in
            var hash = FNV1a()
            for byte in name.utf8 { hash.add(byte) }
            return hash.value
        })
}
