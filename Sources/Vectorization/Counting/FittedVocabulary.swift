extension TermCounts {
    /// The columns of kept terms in the order of some places, and for each column in how many documents it is.
    func columnsByName(
        _ places: [TermPlace], keeping kept: [[Bool]], _ documentCounts: [UInt32]
    ) -> (columns: [TermColumns], documentCounts: [UInt32]) {
        var columnOf = kept.map { [UInt32](repeating: WordTable.none, count: $0.count) }
        var starts = [0]
        for level in kept { starts.append(starts[starts.count - 1] + level.count) }
        var counts: [UInt32] = []
        for place in places where kept[place.level][place.number] {
            columnOf[place.level][place.number] = UInt32(counts.count)
            counts.append(documentCounts[starts[place.level] + place.number])
        }
        return (columnOf.map { TermColumns($0, of: counts.count) }, counts)
    }
}

extension TermSelection {
    /// A vocabulary with tables that hold what its columns need and no more.
    func vocabulary(of counts: TermCounts, columns: [TermColumns], documentCounts: [UInt32]) -> Vocabulary {
        if columns.allSatisfy(\.isComplete) || hasAll(counts, columns) {
            // The tables stand as they are.
            return Vocabulary(
                storage: VocabularyStorage(
                    words: counts.words, longer: counts.longer, columns: columns, documentCounts: documentCounts,
                    documentCount: counts.documentCount))
        }
        var needed = columns.indices.map { level in
            (0..<counts.termCount(wordCount: level + 1)).map { columns[level].column(of: $0) != WordTable.none }
        }
        for level in stride(from: columns.count - 1, to: 0, by: -1) {
            let table = counts.longer[level - 1]
            for id in needed[level].indices where needed[level][id] {
                let parts = table.parts(id)
                needed[level - 1][parts.beginning] = true
                needed[0][parts.word] = true
            }
        }
        let (words, longer) = tables(of: counts, needed)
        // What only n-grams need has a number and no column.
        let kept = columns.indices.map { level in
            let old = needed[level].indices.filter { needed[level][$0] }.map { columns[level].column(of: $0) }
            return columns[level].isInOrder
                ? TermColumns(from: columns[level].range.lowerBound, keeping: old.map { $0 != WordTable.none })
                : TermColumns(old, of: columns[level].range.count)
        }
        return Vocabulary(
            storage: VocabularyStorage(
                words: words, longer: longer, columns: kept, documentCounts: documentCounts,
                documentCount: counts.documentCount))
    }

    /// Whether all counted terms have columns.
    private func hasAll(_ counts: TermCounts, _ columns: [TermColumns]) -> Bool {
        let total = columns.indices.reduce(0) { $0 + counts.termCount(wordCount: $1 + 1) }
        return !columns.allSatisfy(\.isInOrder) && columns[0].range.count == total
    }

    /// Tables of the needed terms alone, numbered in their old order.
    private func tables(of counts: TermCounts, _ needed: [[Bool]]) -> (words: WordTable, longer: [PairTable]) {
        let words = WordTable(
            leavingOut: counts.options.stemmer == nil ? counts.options.stopWords : [],
            minimumCapacity: needed[0].reduce(0) { $0 + ($1 ? 1 : 0) })
        var numbers = [[UInt32](repeating: WordTable.none, count: needed[0].count)]
        for id in needed[0].indices where needed[0][id] {
            numbers[0][id] = counts.words.withBytes(of: id) { words.intern($0) }
        }
        var longer: [PairTable] = []
        for level in 1..<max(needed.count, 1) {
            let source = counts.longer[level - 1]
            var beginnings: [UInt32] = []
            var ends: [UInt32] = []
            var levelNumbers = [UInt32](repeating: WordTable.none, count: needed[level].count)
            for id in needed[level].indices where needed[level][id] {
                let parts = source.parts(id)
                levelNumbers[id] = UInt32(ends.count)
                beginnings.append(numbers[level - 1][parts.beginning])
                ends.append(numbers[0][parts.word])
            }
            longer.append(PairTable(numbering: beginnings, ends))
            numbers.append(levelNumbers)
        }
        return (words, longer)
    }
}
