internal import CKernels

/// Counts equal keys: the different ones, ascending, and how often each occurs.
///
/// Keys are sorted and the ends of their runs taken. Lists of up to 4,096 keys are sorted by a network of exchanges where
/// the processor has wide registers; longer ones, and all without such registers, digit by digit, whose work does not
/// grow with the logarithm of the list's length.
package struct KeyRuns: ~Copyable {
    /// The level of the processor's kernels.
    private let level: Int32
    private var scratch: UnsafeMutablePointer<UInt32>
    private var capacity = 1024

    private static let mostByNetwork = 4096
    private static let mostPasses = 4
    private static let mostDigits = 2048

    /// What the scratch memory holds: the sorted keys from a multiple of 64 bytes on with 17 more behind them, as much again
    /// for the other list of each pass (later the runs' ends), and the places of digits.
    private static func scratchSize(_ capacity: Int) -> Int { 2 * (capacity + 48) + mostPasses * mostDigits }

    /// Creates a counter.
    package init() { self.init(level: Int(ck_level())) }

    /// Creates a counter that uses a level of the kernels, for tests that compare them.
    package init(level: Int) {
        self.level = Int32(min(level, Self.levels.upperBound))
        scratch = .allocate(capacity: Self.scratchSize(capacity))
    }

    /// The levels that this processor has.
    package static var levels: ClosedRange<Int> { 0...Int(ck_best_level()) }

    deinit { scratch.deallocate() }

    /// Writes each different key and its count; gives how many these are.
    ///
    /// No key is above `largest`.
    ///
    /// - Complexity: O(`count`) in 32 bits.
    package mutating func count(
        _ keys: UnsafePointer<UInt32>, count: Int, largest: UInt32, columns: UnsafeMutablePointer<UInt32>,
        counts: UnsafeMutablePointer<Float>
    ) -> Int {
        let (runs, ends) = findRuns(keys, count, largest, columns)
        guard runs > 0 else { return 0 }
        counts[0] = Float(ends[0])
        var run = 1
        while run < runs {
            counts[run] = Float(Int32(bitPattern: ends[run] &- ends[run &- 1]))
            run &+= 1
        }
        return runs
    }

    /// The same for keys (column << 1 | negative): each column and its sum of 1 and -1.
    package mutating func sumSigned(
        _ keys: UnsafePointer<UInt32>, count: Int, largest: UInt32, columns: UnsafeMutablePointer<UInt32>,
        sums: UnsafeMutablePointer<Float>
    ) -> Int {
        let (runs, ends) = findRuns(keys, count, largest, columns)
        guard runs > 0 else { return 0 }
        sums[0] = columns[0] & 1 == 0 ? Float(ends[0]) : -Float(ends[0])
        var run = 1
        while run < runs {
            let length = Int32(bitPattern: ends[run] &- ends[run &- 1])
            sums[run] = Float(columns[run] & 1 == 0 ? length : 0 &- length)
            run &+= 1
        }
        run = 0
        while run < runs {
            columns[run] &>>= 1
            run &+= 1
        }
        var met: UInt32 = 0
        run = 1
        while run < runs {
            met |= columns[run] == columns[run &- 1] ? 1 : 0
            run &+= 1
        }
        guard met != 0 else { return runs }
        // Terms of both signs met in a column.
        var last = 0
        for run in 1..<runs {
            if columns[run] == columns[last] {
                sums[last] += sums[run]
            } else {
                last &+= 1
                columns[last] = columns[run]
                sums[last] = sums[run]
            }
        }
        return last + 1
    }

    /// Sorts, and writes each different key; gives how many there are, and where the run of each ends.
    private mutating func findRuns(
        _ keys: UnsafePointer<UInt32>, _ count: Int, _ largest: UInt32, _ runs: UnsafeMutablePointer<UInt32>
    ) -> (count: Int, ends: UnsafeMutablePointer<UInt32>) {
        guard count > 0 else { return (0, scratch) }
        if count > capacity {
            capacity = max(2 * capacity, count)
            scratch.deallocate()
            scratch = .allocate(capacity: Self.scratchSize(capacity))
        }
        let address = (UInt(bitPattern: scratch) &+ 63) & ~63
        let sorted = scratch + Int(address &- UInt(bitPattern: scratch)) / 4
        let other = scratch + (capacity + 48)
        sorted.update(from: keys, count: count)
        if level == 0 || count > Self.mostByNetwork {
            Self.sortByDigits(sorted, other, places: other + (capacity + 48), count, largest)
        }
        for place in count..<count &+ 17 { sorted[place] = .max }
        if level > 0 && count <= Self.mostByNetwork { ck_sort_network(level, sorted, (count &+ 15) / 16) }
        return (ck_find_runs(level, sorted, count, runs, other), other)
    }

    /// Least significant digit first; the digits of all passes are counted in one walk.
    ///
    /// A pass costs a step for each key and, for the sums, one for each digit value; the number of passes is the cheapest
    /// by that count, which small documents need: a pass over 300 keys takes as long as summing 600 digits.
    private static func sortByDigits(
        _ keys: UnsafeMutablePointer<UInt32>, _ other: UnsafeMutablePointer<UInt32>,
        places: UnsafeMutablePointer<UInt32>, _ count: Int, _ largest: UInt32
    ) {
        if count < 24 { return sortByInsertion(keys, count) }
        let bits = UInt32.bitWidth - (largest | 1).leadingZeroBitCount
        let passes =
            ((bits + 10) / 11...mostPasses).min {
                $0 * (2 * count + 1 << ((bits + $0 - 1) / $0)) < $1 * (2 * count + 1 << ((bits + $1 - 1) / $1))
            } ?? mostPasses
        let width = (bits + passes - 1) / passes
        let digits = 1 << width
        let low = UInt32(digits - 1)
        places.update(repeating: 0, count: passes * digits)
        for place in 0..<count {
            for pass in 0..<passes {
                places[pass &* digits &+ Int(keys[place] &>> UInt32(pass &* width) & low)] &+= 1
            }
        }
        var (from, to) = (keys, other)
        for pass in 0..<passes {
            let next = places + pass * digits
            let shift = UInt32(pass * width)
            var sum: UInt32 = 0
            for digit in 0..<digits {
                let here = next[digit]
                next[digit] = sum
                sum &+= here
            }
            for place in 0..<count {
                let key = from[place]
                let digit = Int(key &>> shift & low)
                to[Int(next[digit])] = key
                next[digit] &+= 1
            }
            swap(&from, &to)
        }
        if from != keys { keys.update(from: from, count: count) }
    }

    private static func sortByInsertion(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) {
        for place in 1..<max(1, count) {
            let key = keys[place]
            var hole = place
            while hole > 0 && keys[hole &- 1] > key {
                keys[hole] = keys[hole &- 1]
                hole &-= 1
            }
            keys[hole] = key
        }
    }
}
