/// How often each item, a word or a pair of neighbouring words, occurs in each of up to seven members of sets.
///
/// Most items occur in one member only, so that sums over the items of a set are sums over its members; only the items
/// that several members have are looked at for every set.
///
/// - Complexity: O(occurrences + shared items · sets).
struct MemberItems {
    /// Sums over the items of a set: in the first three lanes, of the occurrences that each of three references has as
    /// well; in the others, of weights of the items that the set has.
    typealias Sums = SIMD8<Float>

    /// How many lanes count occurrences.
    static let references = 3
    /// Occurrences of an item in one member above this are not counted, so that those in a set fit a byte.
    private static let most: UInt64 = 80

    /// For each item, a byte for each member.
    private var counts: [UInt64]
    private var seen: [Int32] = []

    /// Makes room for items with numbers below `capacity`.
    init(capacity: Int) { counts = [UInt64](repeating: 0, count: capacity) }

    /// Counts an item.
    mutating func add(_ item: Int, in member: Int) {
        let shift = UInt64(8 * member)
        let old = counts[item]
        if old == 0 { seen.append(Int32(item)) }
        if old >> shift & 0xFF < Self.most { counts[item] = old + 1 << shift }
    }

    /// The sums for each set of members, given as bits.
    ///
    /// `worth` gives an item's limits in the references, and in the other lanes its weights.
    func sums(sets: [UInt8], worth: (Int) -> Sums) -> [Sums] {
        var alone = [Sums](repeating: Sums(), count: 8)
        var shared: [(counts: UInt64, worth: Sums)] = []
        for item in seen {
            let packed = counts[Int(item)]
            let worth = worth(Int(item))
            let member = packed.trailingZeroBitCount / 8
            let count = packed >> UInt64(8 * member)
            if count <= 0xFF { alone[member] += Self.limited(count, worth) } else { shared.append((packed, worth)) }
        }
        return sets.map { set in
            var sum = Sums()
            var bytes: UInt64 = 0
            var rest = set
            while rest != 0 {
                let member = rest.trailingZeroBitCount
                sum += alone[member]
                bytes |= 0xFF << UInt64(8 * member)
                rest &= rest - 1
            }
            for item in shared {
                let count = ((item.counts & bytes) &* 0x0101_0101_0101_0101) >> 56
                if count > 0 { sum += Self.limited(count, item.worth) }
            }
            return sum
        }
    }

    /// The number of occurrences, as far as the references have them, and the weights.
    @inline(__always)
    private static func limited(_ count: UInt64, _ worth: Sums) -> Sums {
        let number = Float(count)
        let limits = Sums(number, number, number, .infinity, .infinity, .infinity, .infinity, .infinity)
        // What pointwiseMin does, which is not inlined.
        return worth.replacing(with: limits, where: limits .< worth)
    }
}
