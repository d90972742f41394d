/// What is measured of every sentence of a text before it is judged.
struct SentenceMeasures {
    /// One sentence.
    struct Row {
        var points: Float = 0
        var recurrence: Float = 0
        var words = 0
        var endsSentence = false
        var isHeading = false
        var reason: BoilerplateCues.Kind?
        var paragraph = 0

        var boilerplateReason: BoilerplateFilter.Reason {
            reason.flatMap { BoilerplateFilter.Reason(rawValue: "\($0)") } ?? .surroundings
        }
    }

    private(set) var rows: [Row] = []

    init(_ sentences: [Sentence], in text: Span<UInt8>) {
        var frequencies: [UInt32: Int32] = [:]
        var words: [[UInt32]] = []
        words.reserveCapacity(sentences.count)
        for sentence in sentences {
            let found = SentenceMeasures.contentWords(text, sentence.range)
            for word in found { frequencies[word, default: 0] += 1 }
            words.append(found)
        }
        var reader: Float = 0
        for (index, sentence) in sentences.enumerated() {
            let counts = BoilerplateCues.shared.counts(in: text, range: sentence.range)
            var row = Row()
            row.paragraph = sentence.paragraph
            row.words = SentenceMeasures.wordCount(text, sentence.range)
            row.endsSentence = BlockFeatures.endsSentence(text, sentence.range)
            let content = Set(words[index])
            var again = 0
            for word in content {
                let own = words[index].reduce(0) { $0 + ($1 == word ? 1 : 0) }
                if (frequencies[word] ?? 0) > own { again += 1 }
            }
            row.recurrence = Float(again) / Float(max(1, content.count))
            row.points = SentenceMeasures.points(
                counts, row, content.count, SentenceMeasures.hasQuotes(text, sentence.range))
            row.reason = SentenceMeasures.reason(counts)
            if counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0 { reader += 1 }
            rows.append(row)
        }
        var paragraphSizes: [Int: Int] = [:]
        for row in rows { paragraphSizes[row.paragraph, default: 0] += 1 }
        let real = rows.count { $0.endsSentence && $0.points < 2 }
        for index in rows.indices {
            let row = rows[index]
            let isAlone = paragraphSizes[row.paragraph] == 1
            rows[index].isHeading =
                sentences[index].kind == .heading || (isAlone && !row.endsSentence && row.words < 16 && real >= 3)
        }
    }

    private static func points(
        _ counts: BoilerplateCues.Counts, _ row: Row, _ content: Int, _ hasQuotes: Bool
    ) -> Float {
        var (weak, strong): (Float, Float) = (0, 0)
        for kind in 0..<Int(BoilerplateCues.Kind.reader.rawValue) {
            weak += Float(counts.weak[kind])
            strong += Float(counts.strong[kind])
        }
        var points = 0.5 * min(weak, 3) + 1.25 * min(strong, 2) + (strong > 0 ? 0.75 : 0)
        let reader = counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0
        let newsroom = counts.weak[Int(BoilerplateCues.Kind.newsroom.rawValue)] > 0
        if !hasQuotes {
            if reader { points += 0.5 }
            if reader, newsroom { points += 0.5 }
            if counts.startsWithCue, weak + strong > 0 { points += 0.5 }
        } else if strong == 0 {
            points -= 1
        }
        if !row.endsSentence, row.words < 14 { points += 0.5 }
        if row.recurrence >= 0.5, content >= 4 { points -= 1 } else if row.recurrence <= 0.15 { points += 0.25 }
        return points
    }

    private static func reason(_ counts: BoilerplateCues.Counts) -> BoilerplateCues.Kind? {
        var best: (kind: BoilerplateCues.Kind, value: Int) = (.donation, 0)
        for kind in BoilerplateCues.Kind.allCases where kind.rawValue < BoilerplateCues.Kind.reader.rawValue {
            let value = 3 * Int(counts.strong[Int(kind.rawValue)]) + Int(counts.weak[Int(kind.rawValue)])
            if value > best.value { best = (kind, value) }
        }
        return best.value > 0 ? best.kind : nil
    }

    /// Neighbourhood: a short paragraph of which much is dropped goes as a whole, and so does what stands between
    /// dropped sentences, except what the rest of the text takes up again.
    func smooth(_ dropped: inout [Bool]) {
        for _ in 0..<3 {
            var first = 0
            while first < rows.count {
                var end = first
                while end < rows.count, rows[end].paragraph == rows[first].paragraph { end += 1 }
                let count = (first..<end).count { dropped[$0] }
                if end - first > 1, end - first <= 5, 5 * count >= 2 * (end - first) {
                    for index in first..<end where rows[index].points >= -0.5 && rows[index].recurrence < 0.4 {
                        dropped[index] = true
                    }
                }
                first = end
            }
            for index in rows.indices where !dropped[index] {
                let before = (max(0, index - 2)..<index).count { dropped[$0] }
                let after = (index + 1..<min(rows.count, index + 3)).count { dropped[$0] }
                let isBetween = before > 0 && after > 0
                guard isBetween || before + after >= 2 else { continue }
                let row = rows[index]
                if row.points >= (isBetween ? -0.5 : 0), row.recurrence < (isBetween ? 0.5 : 0.2) {
                    dropped[index] = true
                }
            }
        }
    }

    /// Hashes of the words of four letters and more, cut to six bytes as a rough stem.
    private static func contentWords(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt32] {
        var words: [UInt32] = []
        var hash: UInt32 = 2_166_136_261
        var length = 0
        var previous: UInt8 = 0
        for index in range.lowerBound...range.upperBound {
            let byte = index < range.upperBound ? text[index] : 0x20
            if BoilerplateCues.isWordByte(byte) {
                length += 1
                if length <= 6 { hash = (hash ^ UInt32(BoilerplateCues.fold(byte, after: previous))) &* 16_777_619 }
            } else if length > 0 {
                if length >= 4 { words.append(hash) }
                hash = 2_166_136_261
                length = 0
            }
            previous = byte
        }
        return words
    }

    private static func wordCount(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        var inWord = false
        for index in range {
            let isWord = BoilerplateCues.isWordByte(text[index])
            if isWord, !inWord { count += 1 }
            inWord = isWord
        }
        return count
    }

    private static func hasQuotes(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte == 0x22 { return true }
            if byte == 0xC2, index + 1 < range.upperBound, text[index + 1] == 0xAB || text[index + 1] == 0xBB {
                return true
            }
            if byte == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80,
                text[index + 2] >= 0x9C, text[index + 2] <= 0x9F
            {
                return true
            }
            index += 1
        }
        return false
    }
}
