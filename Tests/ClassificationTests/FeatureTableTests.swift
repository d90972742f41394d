import Classification
import Serialization
import TestSupport
import Testing

/// Looking terms up eight at a time, beside the same with a dictionary.
@Suite struct FeatureTableTests {
    /// Names of which many share a bucket, and some the low half that tells them apart.
    private func names(_ count: Int, _ generator: inout SeededGenerator) -> [UInt64] {
        var names: Set<UInt64> = []
        while names.count < count {
            let crowded = UInt64.random(in: 0..<4, using: &generator) == 0
            let high = crowded ? UInt64(0xABCD_0000) : UInt64.random(in: 0...0xFFFF_FFFF, using: &generator)
            names.insert(high << 32 | UInt64.random(in: 0..<UInt64(8 * count + 8), using: &generator))
        }
        return Array(names).sorted()
    }

    @Test(arguments: [0, 1, 7, 8, 9, 40, 3000])
    func findsWhatADictionaryFinds(_ count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count) + 1)
        let names = names(count, &generator)
        let block = BlockWeights(
            block: .words, weight: 1, names: names, idf: names.map { _ in 1 }, weights: names.map { _ in 1 })
        var writer = SafetensorsWriter(metadata: [:])
        try block.add(to: &writer, classCount: 1)
        let file = try SafetensorsFile(bytes: writer.bytes())
        let table = try FeatureTable(.words, weight: 1, classCount: 1, file: file)
        let bits = ((file.tensor(named: "words.buckets")?.shape[0] ?? 0) - 1).trailingZeroBitCount
        // A term is known by its bucket and the low half of its name.
        func key(_ name: UInt64) -> [UInt64] { [name >> UInt64(64 - bits), name & 0xFFFF_FFFF] }
        let known = Dictionary(names.enumerated().map { (key($0.element), Int32($0.offset)) }) { first, _ in first }
        var asked: [UInt64] = []
        for _ in 0..<2000 {
            let other = UInt64.random(in: 0...UInt64.max, using: &generator)
            asked.append(Bool.random(using: &generator) ? names.randomElement(using: &generator) ?? other : other)
        }
        var places: [Int32] = []
        let found = asked.withUnsafeBufferPointer { table.find($0, &places) }
        #expect(Array(places[..<found]) == asked.compactMap { known[key($0)] })
        #expect(table.find(UnsafeBufferPointer(start: nil, count: 0), &places) == 0)
    }
}
