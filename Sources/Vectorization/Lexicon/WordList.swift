/// Words with a value each, fixed once they are made: stop words, cues, whatever lists say of words.
///
/// ```swift
/// let list = WordList([("the a an", 1), ("she he", 2)]) { $0 | $1 }
/// list.value(of: word)  // 2 for the bytes of "he", nil for those of "river"
/// ```
///
/// - Complexity: a look-up is O(bytes of the word).
package struct WordList<Value: Sendable>: Sendable {
    private let table = WordTable()
    private var values: [Value] = []

    /// Creates a list.
    ///
    /// - Parameters:
    ///   - groups: folded words separated by blanks, and the value of each of them.
    ///   - merge: the value of a word that stands in two groups.
    package init(_ groups: [(words: String, value: Value)], merging merge: (Value, Value) -> Value) {
        for group in groups {
            for word in group.words.utf8.split(separator: UInt8(ascii: " ")) {
                let number = Int(Array(word).withUnsafeBufferPointer { table.intern($0) })
                if number < values.count {
                    values[number] = merge(values[number], group.value)
                } else {
                    values.append(group.value)
                }
            }
        }
    }

    /// The value of a word; nil if it is not in the list.
    package func value(of word: UnsafeBufferPointer<UInt8>) -> Value? {
        let number = table.find(word)
        return number == WordTable.none ? nil : values[Int(number)]
    }
}
