import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

/// Terms known by name alone, beside counting that keeps them as text.
@Suite struct NamedCountsTests {
    private let texts: [String] = {
        var generator = SeededGenerator(seed: 5)
        let words = [
            "river", "Don’t", "U.S.", "3.5", "naïve", "x", "a-verylongwordofmorethansixteenbytes", "漢字仮名", "the",
        ]
        return (0..<60).map { _ in
            (0..<Int.random(in: 0..<30, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
                .joined(separator: " ")
        }
    }()

    /// The words of a text by the scanner that every vectorizer reads.
    private func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        WordScanner().forEachWord(in: text.utf8.span) { word, _ in words.append(Array(word)) }
        return words
    }

    @Test func namesAreThoseOfTheWordsAndPairs() {
        let reader = TermNames(TermOptions())
        for text in texts {
            reader.removeAll()
            reader.add(text.utf8.span)
            let expected = words(text).map { $0.withUnsafeBufferPointer { TermNames.name(of: $0) } }
            #expect(Array(reader.names) == expected)
        }
    }

    @Test(arguments: [1, 3]) func countsEqualPlainOnes(threads: Int) {
        let counter = NamedTermCounter(TermOptions(wordCounts: 1...2))
        for start in stride(from: 0, to: texts.count, by: 7) {
            counter.add(Array(texts[start..<min(start + 7, texts.count)]), threads: threads)
        }
        let documents = texts.indices.map { $0 % 5 != 3 }
        for length in 1...2 {
            let counts = counter.counts(wordCount: length, documents: documents, minimumDocuments: 2, threads: threads)
            var plain: [[UInt64: Int]] = []
            var totals: [Int] = []
            for (number, text) in texts.enumerated() where documents[number] {
                let names = words(text).map { $0.withUnsafeBufferPointer { TermNames.name(of: $0) } }
                let terms = length == 1 ? names : zip(names, names.dropFirst()).map { TermNames.pair($0, $1) }
                plain.append(Dictionary(terms.map { ($0, 1) }, uniquingKeysWith: +))
                totals.append(terms.count)
            }
            var frequencies: [UInt64: Int] = [:]
            for row in plain { for name in row.keys { frequencies[name, default: 0] += 1 } }
            #expect(counts.totals.map { Int($0) } == totals)
            #expect(Set(counts.names) == Set(frequencies.filter { $0.value >= 2 }.map { $0.key }))
            // Falling document frequency.
            let falling = counts.names.map { frequencies[$0] ?? 0 }
            #expect(falling == falling.sorted(by: >))
            for (row, expected) in plain.enumerated() {
                var found: [UInt64: Int] = [:]
                for place in counts.counts.rowOffsets[row]..<counts.counts.rowOffsets[row + 1] {
                    found[counts.names[Int(counts.counts.columnIndices[place])]] = Int(counts.counts.values[place])
                }
                #expect(found == expected.filter { (frequencies[$0.key] ?? 0) >= 2 })
            }
        }
    }

    @Test func fieldsHaveTheirOwnLengths() {
        let counter = NamedTermCounter(TermOptions(wordCounts: 1...2))
        counter.add(texts, threads: 1)
        let rows = Array(texts.indices.dropLast(10))
        var fields: [WeightedField] = []
        for (length, weight) in [(1, Float(1)), (2, 0.5)] {
            fields.append(
                WeightedField(
                    counter.counts(wordCount: length), rows: rows, weight: weight, weighting: TfidfWeighting(),
                    firstColumn: fields.last?.range.upperBound ?? 0, minimumDocuments: 1))
        }
        let matrix = WeightedField.matrix(fields, rows: Array(texts.indices), threads: 2)
        #expect(matrix == WeightedField.matrix(fields, rows: Array(texts.indices), threads: 1))
        #expect(matrix.columnCount == fields[1].range.upperBound)
        for row in 0..<matrix.rowCount {
            for field in fields {
                var squares: Float = 0
                for place in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1]
                where field.range.contains(Int(matrix.columnIndices[place])) {
                    squares += matrix.values[place] * matrix.values[place]
                }
                #expect(squares == 0 || abs(squares.squareRoot() - field.weight) < 1e-5)
            }
            #expect(fields[0].coverage(ofRow: row) <= 1)
        }
    }
}
