/// What is measured of every sentence of a plain text before it is judged, one row of numbers for each sentence.
///
/// Measured are its wording, its form, its place, and how far the rest of the text takes its words up again.
///
/// - Complexity: linear in the length of the text.
package struct SentenceFeatures: Sendable {
    /// The number of columns.
    package static let count = 2 * BoilerplateCues.kindCount + 48
    /// The rows, one after another.
    package private(set) var values: [Float] = []
    /// The number of rows.
    package let rows: Int

    /// What later steps need of each sentence.
    struct Row: Sendable {
        var counts: BoilerplateCues.Counts
        var words: [UInt32] = []
        var wordCount = 0
        var endsSentence = false
        var paragraph = 0
        var paragraphSize = 0
    }

    private(set) var details: [Row] = []
    private var frequencies: [UInt32: Int32] = [:]

    /// Measures the sentences of a text.
    ///
    /// - Parameters:
    ///   - sentences: the sentences in order.
    ///   - text: the text they lie in.
    ///   - wording: the model that scores the words of a sentence; nil leaves the last column 0.
    package init(_ sentences: [Sentence], in text: Span<UInt8>, wording: WordingModel? = nil) {
        rows = sentences.count
        values.reserveCapacity(rows * SentenceFeatures.count)
        details.reserveCapacity(rows)
        var sizes: [Int: Int] = [:]
        for sentence in sentences { sizes[sentence.paragraph, default: 0] += 1 }
        for sentence in sentences {
            var row = Row(counts: BoilerplateCues.shared.counts(in: text, range: sentence.range))
            SentenceFeatures.read(text, sentence.range, into: &row)
            row.endsSentence = BlockFeatures.endsSentence(text, sentence.range)
            row.paragraph = sentence.paragraph
            row.paragraphSize = sizes[sentence.paragraph] ?? 1
            for word in row.words { frequencies[word, default: 0] += 1 }
            details.append(row)
        }
        let document = DocumentMeasure(details)
        for index in 0..<rows {
            append(index, sentences, text, document)
            values.append(wording?.score(in: text, range: sentences[index].range) ?? 0)
        }
    }

    /// What the sentences of a text have in common.
    private struct DocumentMeasure {
        var reader: Float = 0
        var strong: Float = 0
        var ended: Float = 0

        init(_ details: [Row]) {
            for row in details {
                if row.counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0 { reader += 1 }
                if SentenceFeatures.strongCues(row.counts) > 0 { strong += 1 }
                if row.endsSentence { ended += 1 }
            }
            let count = Float(max(1, details.count))
            (reader, strong, ended) = (reader / count, strong / count, ended / count)
        }
    }

    static func strongCues(_ counts: BoilerplateCues.Counts) -> Int {
        var sum = 0
        for kind in 0..<BoilerplateCues.kindCount { sum += Int(counts.strong[kind]) }
        return sum
    }

    // MARK: Rows

    private mutating func append(
        _ index: Int, _ sentences: [Sentence], _ text: Span<UInt8>, _ document: DocumentMeasure
    ) {
        let sentence = sentences[index]
        let row = details[index]
        let start = values.count
        var weak = 0
        for kind in 0..<BoilerplateCues.kindCount {
            add(Float(min(row.counts.weak[kind], 6)))
            add(Float(min(row.counts.strong[kind], 6)))
            if kind < Int(BoilerplateCues.Kind.reader.rawValue) { weak += Int(row.counts.weak[kind]) }
        }
        add(row.counts.startsWithCue ? Float(row.counts.startKind) + 1 : 0)
        add(Float(weak))
        add(Float(SentenceFeatures.strongCues(row.counts)))
        form(text, sentence.range, row)
        recurrence(row)
        add(BlockFeatures.log(Float(rows)))
        add(document.reader)
        add(document.strong)
        add(document.ended)
        add(Float(min(index, 30)))
        add(Float(min(rows - 1 - index, 30)))
        add(Float(index) / Float(max(1, rows - 1)))
        add(Float(min(row.paragraphSize, 20)))
        var first = index
        while first > 0, index - first < 20, details[first - 1].paragraph == row.paragraph { first -= 1 }
        add(Float(index - first))
        add(first > 0 ? Float(min(details[first - 1].paragraphSize, 20)) : -1)
        let next = first + row.paragraphSize
        add(next < rows ? Float(min(details[next].paragraphSize, 20)) : -1)
        add(sentence.kind == .heading ? 2 : sentence.kind == .listItem ? 1 : 0)
        let before = sentence.range.lowerBound - 1
        let after = sentence.range.upperBound
        // Nothing between two sentences: they were glued when the page lost its mark-up.
        add(before >= 0 && text[before] > 0x20 ? 1 : 0)
        add(after < text.count && text[after] > 0x20 ? 1 : 0)
        while values.count - start < SentenceFeatures.count - 1 { add(0) }
    }

    private mutating func add(_ value: Float) { values.append(value) }

    private mutating func form(_ text: Span<UInt8>, _ range: Range<Int>, _ row: Row) {
        var (upper, letters, digits, quotes, colons, bars, marks) = (0, 0, 0, 0, 0, 0, 0)
        var (questions, exclamations, capitals, dashes) = (0, 0, 0, 0)
        var hasAt = false
        var hasLink = false
        var previous: UInt8 = 0x20
        for index in range {
            let byte = text[index]
            if byte &- 0x41 < 26 {
                upper += 1
                letters += 1
                if previous <= 0x20 { capitals += 1 }
            } else if byte &- 0x61 < 26 {
                letters += 1
            } else if byte &- 0x30 < 10 {
                digits += 1
            } else {
                switch byte {
                case 0x22: quotes += 1
                case 0x3A: if index - range.lowerBound < 40 { colons += 1 }
                case 0x7C, 0x2F: bars += 1
                case 0x3F: questions += 1
                case 0x21: exclamations += 1
                case 0x2E, 0x2C, 0x3B: marks += 1
                case 0x40: hasAt = true
                case 0xE2 where index + 2 < range.upperBound && text[index + 1] == 0x80:
                    if text[index + 2] >= 0x9C, text[index + 2] <= 0x9F { quotes += 1 }
                    if text[index + 2] == 0x93 || text[index + 2] == 0x94 { dashes += 1 }
                case 0xC2 where index + 1 < range.upperBound:
                    if text[index + 1] == 0xAB || text[index + 1] == 0xBB { quotes += 1 }
                    if text[index + 1] == 0xA9 { bars += 4 }
                default: break
                }
            }
            if byte == 0x3A, index + 2 < range.upperBound, text[index + 1] == 0x2F { hasLink = true }
            if byte == 0x77, index + 3 < range.upperBound, text[index + 1] == 0x77, text[index + 3] == 0x2E {
                hasLink = true
            }
            previous = byte
        }
        let length = Float(max(1, range.count))
        let first = range.isEmpty ? 0 : text[range.lowerBound]
        add(BlockFeatures.log(length))
        add(BlockFeatures.log(Float(row.wordCount)))
        add(row.endsSentence ? 1 : 0)
        add(first &- 0x61 < 26 ? 1 : 0)
        add(first &- 0x30 < 10 ? 1 : 0)
        add(Float(upper) / Float(max(1, letters)))
        add(Float(capitals) / Float(max(1, row.wordCount)))
        add(Float(digits) / length)
        add(Float(min(quotes, 4)))
        add(Float(min(colons, 3)))
        add(Float(min(bars, 6)))
        add(Float(min(questions, 3)))
        add(Float(min(exclamations, 3)))
        add(Float(marks) / Float(max(1, row.wordCount)))
        add(hasAt ? 1 : 0)
        add(hasLink ? 1 : 0)
        add(Float(min(dashes, 3)))
        add(!range.isEmpty && text[range.upperBound - 1] == 0x3A ? 1 : 0)
        let reader = row.counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0
        let newsroom = row.counts.weak[Int(BoilerplateCues.Kind.newsroom.rawValue)] > 0
        add(reader && quotes == 0 ? 1 : 0)
        add(reader && newsroom && quotes == 0 ? 1 : 0)
    }

    private mutating func recurrence(_ row: Row) {
        var (again, often, distinct) = (0, 0, 0)
        var sum: Float = 0
        var seen: [UInt32] = []
        for word in row.words.prefix(60) where !seen.contains(word) {
            seen.append(word)
            distinct += 1
            let own = Int32(row.words.reduce(0) { $0 + ($1 == word ? 1 : 0) })
            let other = (frequencies[word] ?? 0) - own
            if other > 0 { again += 1 }
            if other > 2 { often += 1 }
            sum += BlockFeatures.log(Float(other))
        }
        add(Float(again) / Float(max(1, distinct)))
        add(Float(often) / Float(max(1, distinct)))
        add(sum / Float(max(1, distinct)))
        add(Float(min(distinct, 40)))
    }

    /// The share of a sentence's content words that occur in other sentences that are likely article, and in others that
    /// are likely not.
    func affinity(_ index: Int, likely: [UInt32: Int32], unlikely: [UInt32: Int32], isLikely: Bool) -> (Float, Float) {
        var (article, other, distinct) = (0, 0, 0)
        var seen: [UInt32] = []
        let words = details[index].words
        for word in words.prefix(60) where !seen.contains(word) {
            seen.append(word)
            distinct += 1
            let own = Int32(words.reduce(0) { $0 + ($1 == word ? 1 : 0) })
            if (likely[word] ?? 0) > (isLikely ? own : 0) { article += 1 }
            if (unlikely[word] ?? 0) > (isLikely ? 0 : own) { other += 1 }
        }
        let count = Float(max(1, distinct))
        return (Float(article) / count, Float(other) / count)
    }

    /// Hashes of the words of four letters and more, cut to six bytes as a rough stem, and the number of all words.
    private static func read(_ text: Span<UInt8>, _ range: Range<Int>, into row: inout Row) {
        var hash: UInt32 = 2_166_136_261
        var length = 0
        var previous: UInt8 = 0
        for index in range.lowerBound...range.upperBound {
            let byte = index < range.upperBound ? text[index] : 0x20
            if BoilerplateCues.isWordByte(byte) {
                length += 1
                if length <= 6 { hash = (hash ^ UInt32(BoilerplateCues.fold(byte, after: previous))) &* 16_777_619 }
            } else if length > 0 {
                row.wordCount += 1
                if length >= 4 { row.words.append(hash) }
                hash = 2_166_136_261
                length = 0
            }
            previous = byte
        }
    }
}
