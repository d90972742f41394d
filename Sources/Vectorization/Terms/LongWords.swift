/// The bytes of those numbered words of a table that are too long for a key.
struct LongWords {
    /// The words' numbers, ascending.
    private(set) var numbers: [UInt32] = []
    private var ends: [Int] = []
    private var bytes: [UInt8] = []

    /// Adds a word, whose number is higher than any before.
    mutating func append(_ word: UnsafeBufferPointer<UInt8>, number: UInt32) {
        numbers.append(number)
        bytes.append(contentsOf: word)
        ends.append(bytes.count)
    }

    /// Where a number stands among those of the long words, or would stand.
    func index(of number: Int) -> Int {
        var low = 0
        var high = numbers.count
        while low < high {
            let middle = (low + high) / 2
            if Int(numbers[middle]) < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Calls `body` with the bytes of the word at an index.
    func withBytes<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let start = index == 0 ? 0 : ends[index - 1]
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[index]])) }
    }
}
