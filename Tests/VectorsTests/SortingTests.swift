import TestSupport
import Testing
import Vectors

/// The kernels that sort and count a document's terms, in every variant of this processor, against a dictionary.
@Suite("Sorting of terms")
struct SortingTests {
    @Test("Counts are those of a dictionary", arguments: [false, true], KernelTwins.sortingVariants)
    func counts(signed: Bool, variant: Int) {
        var generator = SeededGenerator(seed: 11)
        let sizes = Array(0...70) + [127, 128, 129, 250, 1000, 4095, 4096, 4097, 20_000]
        for (bits, size) in [3, 9, 17, 21, 31, 32].flatMap({ bits in sizes.map { (bits, $0) } }) {
            let largest = UInt32.max >> UInt32(32 - bits)
            let keys = (0..<size).map { _ in UInt32.random(in: 0...largest, using: &generator) }
            var expected: [UInt32: Float] = [:]
            for key in keys {
                expected[signed ? key >> 1 : key, default: 0] += signed && key & 1 == 1 ? -1 : 1
            }
            let found = KernelTwins.counts(of: keys, largest: largest, signed: signed, variant: variant)
            #expect(found.columns == expected.keys.sorted(), "\(size) keys of \(bits) bits")
            #expect(found.values == found.columns.map { expected[$0] }, "\(size) keys of \(bits) bits")
        }
    }

    @Test("Equal keys, the largest ones among them", arguments: KernelTwins.sortingVariants)
    func equalKeys(variant: Int) {
        for (key, size) in [(0, 40), (7, 5000), (UInt32.max, 33), (UInt32.max, 16)] {
            let keys = [UInt32](repeating: key, count: size)
            let found = KernelTwins.counts(of: keys, largest: key, signed: false, variant: variant)
            #expect(found.columns == [key] && found.values == [Float(size)])
        }
    }
}
