/// A set of suffixes with a number each, held as a trie of reversed letters: the longest match costs one table step
/// per letter of it.
///
/// Letters are one byte each: ASCII, or Latin-1 for the accented ones (see ``StemWord``). The memory is never freed:
/// there is one table per step of an algorithm and process.
struct SuffixTable: @unchecked Sendable {
    /// For each byte its column, 0 for a letter in no suffix.
    private let columns: UnsafePointer<UInt8>
    /// Row `node` has the nodes that each column leads to, 0 for none.
    private let rows: UnsafePointer<UInt16>
    /// The number of the suffix that ends at each node, 0 for none.
    private let numbers: UnsafePointer<UInt8>
    private let width: Int

    /// Builds a table from lists of suffixes separated by blanks; those of the first list have the number 1, and so on.
    init(_ lists: String...) {
        var alphabet: [UInt8] = []
        var entries: [(letters: [UInt8], number: UInt8)] = []
        for (number, list) in lists.enumerated() {
            for suffix in list.split(separator: " ") {
                let letters = suffix.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
                entries.append((letters, UInt8(number + 1)))
                for letter in letters where !alphabet.contains(letter) { alphabet.append(letter) }
            }
        }
        let width = alphabet.count + 1
        var rows = [UInt16](repeating: 0, count: width)
        var numbers: [UInt8] = [0]
        for (letters, number) in entries {
            var node = 0
            for letter in letters.reversed() {
                let column = (alphabet.firstIndex(of: letter) ?? 0) + 1
                if rows[node * width + column] == 0 {
                    rows[node * width + column] = UInt16(numbers.count)
                    rows.append(contentsOf: repeatElement(0, count: width))
                    numbers.append(0)
                }
                node = Int(rows[node * width + column])
            }
            numbers[node] = number
        }
        var columns = [UInt8](repeating: 0, count: 256)
        for (i, letter) in alphabet.enumerated() { columns[Int(letter)] = UInt8(i + 1) }
        self.columns = Self.immortal(columns)
        self.rows = Self.immortal(rows)
        self.numbers = Self.immortal(numbers)
        self.width = width
    }

    /// The length and number of the longest suffix of `letters[limit..<end]` in the table; zeros for none.
    @inline(__always)
    func match(_ letters: UnsafeMutablePointer<UInt8>, _ end: Int, limit: Int = 0) -> (length: Int, number: Int) {
        var node = 0
        var at = end
        var length = 0
        var number: UInt8 = 0
        while at > limit {
            at &-= 1
            node = Int(rows[node &* width &+ Int(columns[Int(letters[at])])])
            if node == 0 { break }
            let found = numbers[node]
            if found != 0 {
                number = found
                length = end &- at
            }
        }
        return (length, Int(number))
    }

    private static func immortal<T>(_ values: [T]) -> UnsafePointer<T> {
        let memory = UnsafeMutablePointer<T>.allocate(capacity: values.count)
        memory.initialize(from: values, count: values.count)
        return UnsafePointer(memory)
    }
}

/// Up to eight sets of letters as bits of one byte per letter.
struct LetterClasses: @unchecked Sendable {
    private let bits: UnsafePointer<UInt8>

    /// Builds the sets; the letters of the first have bit 0, and so on.
    init(_ sets: String...) {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        memory.initialize(repeating: 0, count: 256)
        for (i, set) in sets.enumerated() {
            for scalar in set.unicodeScalars { memory[Int(UInt8(truncatingIfNeeded: scalar.value))] |= 1 << UInt8(i) }
        }
        bits = UnsafePointer(memory)
    }

    /// Whether a letter is in the set of a bit mask.
    @inline(__always)
    func has(_ letter: UInt8, _ mask: UInt8) -> Bool { bits[Int(letter)] & mask != 0 }

    /// Whether a letter is in the first set, which always holds the vowels.
    @inline(__always)
    func isVowel(_ letter: UInt8) -> Bool { bits[Int(letter)] & 1 != 0 }
}
