internal import Foundations
internal import TextProcessing

/// The headline, which ``Article/title`` holds and ``Article/text`` does not.
struct Headline {
    private let folded: [UInt8]

    init(_ title: String?) { folded = Headline.folded(Array((title ?? "").utf8)[...]) }

    /// Decisions that leave out the headings that say what the title says, wherever they stand.
    func leftOut(of decisions: [BlockJudge.Decision], in page: HTMLPage) -> [BlockJudge.Decision] {
        guard !folded.isEmpty else { return decisions }
        var decisions = decisions
        for (row, block) in page.blocks.enumerated() where decisions[row].isKept {
            // A heading may hold a link or a span around its words.
            let level = page.nodes[Int(block.node)].tag.headingLevel
            guard level == 1 || level == 2, block.text.count <= 2 * folded.count + 64 else { continue }
            if Headline.folded(page.text[block.range]) == folded { decisions[row].isKept = false }
        }
        return decisions
    }

    /// Letters and digits in small letters: what is left of a title when marks and blanks differ.
    private static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            // Dashes and quotation marks of U+2000 to U+203F.
            if text[index...].starts(with: [0xE2, 0x80]) {
                index += 3
                continue
            }
            let byte = text[index]
            if byte >= 0x80 || ASCII.isDigit(byte) || HTMLPruner.isLetter(byte) {
                result.append(HTMLPruner.lower(byte))
            }
            index += 1
        }
        return result
    }
}
