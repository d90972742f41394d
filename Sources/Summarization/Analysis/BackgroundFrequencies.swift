package import Serialization
package import TextProcessing
internal import Vectors

/// How many texts of a large mixed collection hold a stem, as a table of hashes.
///
/// Two stems with the same 32-bit hash share an entry; with 50,000 stems that concerns about one word in 100,000.
///
/// - Complexity: a look-up is O(log entries).
package struct BackgroundFrequencies: Sendable {
    /// The hashes of the stems, ascending.
    package var hashes: [UInt32]
    /// For each hash, its rarity in steps of ``step``.
    package var levels: [UInt8]
    /// The rarity of a stem that is not in the table.
    package var unknown: Float

    /// The difference between two levels.
    package static let step: Float = 0.05

    /// Creates a table.
    package init(hashes: [UInt32], levels: [UInt8], unknown: Float) {
        self.hashes = hashes
        self.levels = levels
        self.unknown = unknown
    }

    /// The hash of a stem: FNV-1a, folded to 32 bits.
    package static func hash(_ stem: borrowing Span<UInt8>) -> UInt32 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for i in 0..<stem.count { value = (value ^ UInt64(stem[i])) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: value ^ (value >> 32))
    }

    /// The rarity of a stem: log((N + 1) / (df + 0.5)).
    func rarity(of stem: borrowing Span<UInt8>) -> Float {
        let hash = Self.hash(stem)
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash ? Float(levels[low]) * Self.step : unknown
    }
}

extension BackgroundFrequencies {
    /// Builds a table from the number of texts that hold each stem.
    package init(frequencies: [String: Int], texts: Int, minimum: Int) {
        var levelOfHash: [UInt32: UInt8] = [:]
        let common = frequencies.filter { $0.value >= minimum }
        // Of two stems with one hash the commoner one keeps it.
        for (stem, count) in common.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let hash = Self.hash(stem.utf8.span)
            guard levelOfHash[hash] == nil else { continue }
            let rarity = InverseDocumentFrequency.probabilistic.value(documentCount: count, documents: texts)
            levelOfHash[hash] = UInt8(min(255, max(0, (rarity / Double(Self.step)).rounded())))
        }
        let hashes = levelOfHash.keys.sorted()
        self.init(
            hashes: hashes, levels: hashes.map { levelOfHash[$0] ?? 0 },
            unknown: Float(InverseDocumentFrequency.probabilistic.value(documentCount: 1, documents: texts)))
    }

    /// Adds the table to a model file.
    package func write(to writer: inout SafetensorsWriter, language: Language) throws(SafetensorsError) {
        try writer.add(hashes, named: "\(language.rawValue).hashes")
        try writer.add(levels, named: "\(language.rawValue).levels")
        try writer.add([unknown], named: "\(language.rawValue).unknown")
    }

    /// Reads the table of a language; nil where the file has none.
    package init?(_ file: SafetensorsFile, language: Language) throws {
        let name = language.rawValue
        guard file.tensor(named: "\(name).hashes") != nil else { return nil }
        let hashes: [UInt32] = try file.elements(named: "\(name).hashes")
        let levels: [UInt8] = try file.elements(named: "\(name).levels", shape: [hashes.count])
        let unknown = try file.floats(named: "\(name).unknown", shape: [1])
        self.init(hashes: hashes, levels: levels, unknown: unknown[0])
    }
}
