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
