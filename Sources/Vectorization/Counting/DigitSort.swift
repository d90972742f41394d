/// Sorts numbers of many bits together with what belongs to them, digit by digit, least significant first.
enum DigitSort {
    private static let width = 11

    /// Sorts keys of at most `bits` bits, and the values in their order; equal keys stay in their order.
    ///
    /// - Complexity: O(`keys.count` · `bits` / 11).
    static func sort(_ keys: inout [UInt64], with values: inout [UInt64], bits: Int) {
        precondition(keys.count == values.count, "a value for each key is needed")
        var otherKeys = [UInt64](repeating: 0, count: keys.count)
        var otherValues = otherKeys
        for shift in stride(from: 0, to: max(1, bits), by: width) {
            pass(keys.span, values.span, to: &otherKeys, &otherValues, shift: UInt64(shift))
            swap(&keys, &otherKeys)
            swap(&values, &otherValues)
        }
    }

    private static func pass(
        _ keys: Span<UInt64>, _ values: Span<UInt64>, to outKeys: inout [UInt64], _ outValues: inout [UInt64],
        shift: UInt64
    ) {
        let low = UInt64(1 << width) - 1
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << width) { next in
            next.initialize(repeating: 0)
            for place in keys.indices { next[Int(keys[place] &>> shift & low)] &+= 1 }
            var sum = 0
            for digit in next.indices {
                let here = next[digit]
                next[digit] = sum
                sum &+= here
            }
            var keysSpan = outKeys.mutableSpan
            var valuesSpan = outValues.mutableSpan
            for place in keys.indices {
                let digit = Int(keys[place] &>> shift & low)
                let at = next[digit]
                next[digit] = at &+ 1
                keysSpan[at] = keys[place]
                valuesSpan[at] = values[place]
            }
        }
    }
}
