/// Texts as UTF-8 bytes, wherever they lie: strings, or memory of another language.
package protocol UTF8Texts: Sendable {
    /// How many texts there are.
    var count: Int { get }
    /// The length of a text in bytes.
    func byteCount(at index: Int) -> Int
    /// Calls `body` with the bytes of a text.
    func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

extension [String]: UTF8Texts {
    /// The length of a string in UTF-8.
    package func byteCount(at index: Int) -> Int { self[index].utf8.count }

    /// Calls `body` with a string's bytes.
    package func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = self[index]
        return text.withUTF8(body)
    }
}

/// A stretch of some texts.
package struct UTF8TextsSlice<Base: UTF8Texts>: UTF8Texts {
    private let base: Base
    private let range: Range<Int>

    /// Takes the texts of a range.
    package init(_ base: Base, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= base.count, "a range of the texts is needed")
        self.base = base
        self.range = range
    }

    package var count: Int { range.count }

    package func byteCount(at index: Int) -> Int { base.byteCount(at: range.lowerBound + index) }

    package func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        base.withBytes(at: range.lowerBound + index, body)
    }
}

extension UTF8Texts {
    /// Cuts the texts into stretches, each ended by the text that brings it to so many bytes; one text at least.
    package func blocks(ofBytes blockBytes: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var bytes = 0
        for index in 0..<count {
            bytes += byteCount(at: index)
            guard bytes >= blockBytes || index == count - 1 else { continue }
            ranges.append(start..<index + 1)
            (start, bytes) = (index + 1, 0)
        }
        return ranges
    }

    /// Cuts the texts into up to `parts` stretches of about equal work.
    func balancedRanges(parts: Int) -> [Range<Int>] {
        Vectorization.balancedRanges(count, parts: parts) { byteCount(at: $0) + 16 }
    }
}
