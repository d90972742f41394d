import TestSupport
import Testing
import Vectorization

/// The kernels that sort and count a document's terms, in every variant of this processor, against a dictionary.
@Suite("Sorting of terms")
struct SortingTests {
    @Test("Counts are those of a dictionary", arguments: [false, true], KeyRuns.levels)
    func counts(signed: Bool, level: Int) {
        var generator = SeededGenerator(seed: 11)
        let sizes = Array(0...70) + [127, 128, 129, 250, 1000, 4095, 4096, 4097, 20_000]
        for (bits, size) in [3, 9, 17, 21, 31, 32].flatMap({ bits in sizes.map { (bits, $0) } }) {
            let largest = UInt32.max >> UInt32(32 - bits)
            let keys = (0..<size).map { _ in UInt32.random(in: 0...largest, using: &generator) }
            var expected: [UInt32: Float] = [:]
            for key in keys {
                expected[signed ? key >> 1 : key, default: 0] += signed && key & 1 == 1 ? -1 : 1
            }
            let found = runs(of: keys, largest: largest, signed: signed, level: level)
            #expect(found.columns == expected.keys.sorted(), "\(size) keys of \(bits) bits")
            #expect(found.values == found.columns.map { expected[$0] }, "\(size) keys of \(bits) bits")
        }
    }

    @Test("Equal keys, the largest ones among them", arguments: KeyRuns.levels)
    func equalKeys(level: Int) {
        for (key, size) in [(0, 40), (7, 5000), (UInt32.max, 33), (UInt32.max, 16)] {
            let keys = [UInt32](repeating: key, count: size)
            let found = runs(of: keys, largest: key, signed: false, level: level)
            #expect(found.columns == [key] && found.values == [Float(size)])
        }
    }

    private func runs(
        of keys: [UInt32], largest: UInt32, signed: Bool, level: Int
    ) -> (columns: [UInt32], values: [Float]) {
        var runs = KeyRuns(level: level)
        var columns = [UInt32](repeating: 0, count: keys.count)
        var values = [Float](repeating: 0, count: keys.count)
        let used =
            signed
            ? runs.sumSigned(keys, count: keys.count, largest: largest, columns: &columns, sums: &values)
            : runs.count(keys, count: keys.count, largest: largest, columns: &columns, counts: &values)
        return (Array(columns.prefix(used)), Array(values.prefix(used)))
    }
}
