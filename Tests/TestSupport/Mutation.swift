extension [UInt8] {
    /// Changes the bytes at one random place: flips, inserts, removes, repeats, cuts or overwrites, as a fuzzer would.
    public mutating func mutate(using generator: inout SeededGenerator) {
        let place = isEmpty ? 0 : Int.random(in: 0..<count, using: &generator)
        let interesting: [UInt8] = [0x00, 0x0A, 0x0D, 0x22, 0x2C, 0x3C, 0x5C, 0x7B, 0x7D, 0x80, 0xC3, 0xED, 0xEF, 0xFF]
        switch Int.random(in: 0..<7, using: &generator) {
        case 0 where !isEmpty: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1 where !isEmpty: self[place] = interesting[Int.random(in: 0..<interesting.count, using: &generator)]
        case 2 where !isEmpty:
            removeSubrange(place..<Swift.min(count, place + Int.random(in: 1...8, using: &generator)))
        case 3 where !isEmpty:
            let end = Swift.min(count, place + Int.random(in: 1...64, using: &generator))
            insert(contentsOf: Array(self[place..<end]), at: place)
        case 4: removeSubrange(place...)
        case 5: insert(UInt8.random(in: 0...255, using: &generator), at: place)
        default: insert(interesting[Int.random(in: 0..<interesting.count, using: &generator)], at: place)
        }
    }
}
