internal import CKernels
internal import Vectors

extension WordTable {
    /// Adds the words of another table in the order of their numbers, with their documents; gives their numbers here.
    ///
    /// Threads look up stretches of the other table, number stretches of its new words, and then fill stretches of this
    /// one's slots.
    func merge(_ other: WordTable, threads: Int) -> [UInt32] {
        guard other.count > 0 else { return [] }
        return [UInt32](unsafeUninitializedCapacity: other.count) { map, used in
            used = other.count
            guard let map = map.baseAddress else { return }
            map.initialize(repeating: Self.none, count: other.count)
            let places = UnsafeMutablePointer<UInt32>.allocate(capacity: other.count)
            defer { places.deallocate() }
            let work = Merge(table: self, other: other, map: map, places: places)
            let stretches = balancedRanges(other.mask + 1, parts: threads * 4) { _ in 1 }
            ParallelLoop.run(stretches.count, threads: threads) { work.find(stretches[$0]) }

            let ranges = balancedRanges(other.count, parts: threads * 4) { _ in 1 }
            var firsts = [0]
            for range in ranges {
                firsts.append(range.reduce(firsts.last ?? 0) { $0 + (map[$1] == Self.none ? 1 : 0) })
            }
            for id in 0..<other.count where map[id] == Self.none {
                other.withBytes(of: id) { bytes.append(contentsOf: $0) }
                ends.append(bytes.count)
            }
            let total = firsts[ranges.count]
            let new = UnsafeMutablePointer<Slot>.allocate(capacity: max(1, total))
            defer { new.deallocate() }
            let target = Unchecked(slots: new)
            ParallelLoop.run(ranges.count, threads: threads) { [firsts] part in
                work.number(ranges[part], from: firsts[part], into: target.slots)
            }
            count += total
            add(UnsafeBufferPointer(start: new, count: total), threads: threads)
        }
    }

    private struct Unchecked: @unchecked Sendable {
        let slots: UnsafeMutablePointer<Slot>
    }

    /// A merge under way: several threads work, each on words of its own.
    private struct Merge: @unchecked Sendable {
        let table: WordTable
        let other: WordTable
        let map: UnsafeMutablePointer<UInt32>
        /// For each new word, where its slot in the other table is.
        let places: UnsafeMutablePointer<UInt32>

        /// Gives the words in a stretch of the other table that are known here their numbers, and counts their
        /// documents; notes the places of the others.
        func find(_ stretch: Range<Int>) {
            for place in stretch where !WordTable.isEmpty(other.slots + place) {
                let slot = other.slots[place]
                guard slot.id != WordTable.none else { continue }
                let found = other.withBytes(of: Int(slot.id)) { word in
                    guard word.count > WordTable.longestInline, let start = word.baseAddress else {
                        return table.slot(short: slot.key)
                    }
                    return table.slot(slot.key, start, word.count)
                }
                if WordTable.isEmpty(found) {
                    places[Int(slot.id)] = UInt32(place)
                } else {
                    ck_word_add_documents(found, slot.document_count)
                    map[Int(slot.id)] = found.pointee.id
                }
            }
        }

        /// Numbers the new words of a range, of which `first` are in front, and writes their slots.
        func number(_ range: Range<Int>, from first: Int, into new: UnsafeMutablePointer<Slot>) {
            var next = first
            for id in range where map[id] == WordTable.none {
                map[id] = UInt32(table.count + next)
                var slot = other.slots[Int(places[id])]
                slot.id = map[id]
                // Documents of the other table have numbers of their own.
                slot.document = 0
                (new + next).initialize(to: slot)
                next += 1
            }
        }
    }

    /// Makes slots for words that have none.
    ///
    /// Each thread owns a stretch of the table. A word that would be pushed out of its stretch waits until the threads
    /// have ended. Where in the table a word lies depends on the number of threads, its number does not.
    private func add(_ new: UnsafeBufferPointer<Slot>, threads: Int) {
        slotCount += new.count
        var capacity = mask + 1
        while slotCount * 2 > capacity { capacity *= 2 }
        let grows = capacity > mask + 1
        let fill = Fill(
            sources: [UnsafeBufferPointer(start: slots, count: grows ? mask + 1 : 0), new],
            slots: grows ? .allocate(capacity: capacity) : slots, capacity: capacity, isNew: grows)
        fill.run(threads: threads)
        guard grows else { return }
        slots.deallocate()
        slots = fill.slots
        mask = capacity - 1
    }

    /// The filling of a table with slots.
    private struct Fill: @unchecked Sendable {
        let sources: [UnsafeBufferPointer<Slot>]
        let slots: UnsafeMutablePointer<Slot>
        let capacity: Int
        /// Whether the table's memory has not been written to.
        let isNew: Bool

        func run(threads: Int) {
            if isNew { ck_prefer_large_pages(slots, capacity * MemoryLayout<Slot>.size) }
            let stretches = stretchCount(threads)
            let size = capacity / stretches
            let late = ParallelResults<[Slot]>(count: stretches)
            ParallelLoop.run(stretches, threads: threads) { stretch in
                let start = stretch * size
                if isNew { (slots + start).initialize(repeating: Slot(), count: size) }
                late[stretch] = sources.flatMap { fill($0, start, start + size) }
            }
            for stretch in 0..<stretches {
                let late = late[stretch] ?? []
                _ = ck_words_fill(slots, UInt64(capacity - 1), late, late.count, 0, .max, nil)
            }
        }

        /// Fills a stretch, and gives the slots that found no place in it.
        private func fill(_ source: UnsafeBufferPointer<Slot>, _ start: Int, _ stop: Int) -> [Slot] {
            // An array of no capacity is one object that all threads share.
            guard let first = source.baseAddress, source.count > 0 else { return [] }
            let late = [UInt32](unsafeUninitializedCapacity: source.count) { late, used in
                used = Int(
                    ck_words_fill(
                        slots, UInt64(capacity - 1), first, source.count, UInt64(start), UInt64(stop),
                        late.baseAddress))
            }
            return late.map { source[Int($0)] }
        }
    }
}
