package import Foundations
package import TextProcessing
package import Vectorization

/// What is measured of every sentence of a plain text before it is judged, one row of numbers for each sentence.
///
/// Measured are its wording, its form, its place, and how far the rest of the text takes its words up again. What a
/// sentence says is read once and kept; the rows of numbers are four times as large, and made when they are asked for.
///
/// - Complexity: linear in the length of the text.
package struct BoilerplateFeatures: Sendable {
    /// The names of the columns, as model files list them.
    package static let columns: ColumnNames = {
        let (sentences, text) = ([Sentence(range: 0..<2, paragraph: 0)], Array("A.".utf8))
        var names = ColumnNames()
        BoilerplateFeatures(sentences, in: text.span).append(0, sentences, text.span, to: &names)
        return names
    }()
    /// The number of columns.
    package static let count = columns.count
    /// The number of rows.
    package let rows: Int

    /// What later steps need of each sentence.
    struct Row: Sendable {
        var reading: SentenceReader.Reading
        var endsSentence = false
        /// Whether it touches the sentence before.
        var isGlued = false
        /// The paragraph, counted anew after each sentence that touches the next.
        var paragraph = 0
        var paragraphSize = 0
    }

    private(set) var details: [Row] = []
    /// The different words of each sentence, where ``Row`` says.
    let words: [WordTally.Word]
    /// How often each word occurs in the text.
    let totals: [Int32]
    private let document: DocumentMeasure
    private let marks: [SentenceMarks]

    /// Measures the sentences of a text.
    ///
    /// - Parameters:
    ///   - sentences: the sentences in order.
    ///   - text: the text they lie in.
    ///   - wording: the model that scores the words of a sentence; nil leaves the last column 0.
    package init(_ sentences: [Sentence], in text: Span<UInt8>, wording: WordingModel? = nil) {
        let session = ReadingSession()
        let reader = TextReader(lexicon: session.lexicon)
        reader.read(text, sentences)
        self.init(sentences, in: text, reader.reading, session, wording: wording)
    }

    /// Measures the sentences of a text that a session has read.
    package init(
        _ sentences: [Sentence], in text: Span<UInt8>, _ reading: TextReading, _ session: ReadingSession,
        wording: WordingModel?
    ) {
        rows = sentences.count
        marks = reading.marks
        details.reserveCapacity(rows)
        var paragraphs = GluedParagraphs()
        for sentence in sentences { paragraphs.add(sentence, in: text) }
        let filterWords = session.attachment { FilterWords(session.lexicon) }
        let (own, words, totals) = text.withUnsafeBufferPointer { bytes in
            reading.folded.withUnsafeBufferPointer {
                folded -> ([SentenceReader.Reading], [WordTally.Word], [Int32]) in
                guard let start = folded.baseAddress else { return ([], [], []) }
                var reader = SentenceReader(bytes, folded: start, reading, filterWords, wording: wording)
                let own = sentences.indices.map { reader.read($0, sentences[$0].range) }
                return (own, reader.tally.allWords, reader.tally.totals)
            }
        }
        for (index, sentence) in sentences.enumerated() {
            var row = Row(reading: own[index])
            row.endsSentence = SentenceEnd.stands(at: sentence.range, in: text)
            let before = sentence.range.lowerBound - 1
            row.isGlued = before >= 0 && text[before] > 0x20 && BoilerplateFeatures.endsGlued(text, at: before + 1)
            row.paragraph = paragraphs.indices[index]
            row.paragraphSize = paragraphs.sizes[row.paragraph]
            details.append(row)
        }
        self.words = words
        self.totals = totals
        document = DocumentMeasure(details, borders: paragraphs.glued)
    }

    /// The rows of some sentences, one after another.
    ///
    /// - Parameters:
    ///   - range: the indices of the sentences.
    ///   - sentences: the sentences that the features were made of.
    ///   - text: the text they lie in.
    /// - Returns: ``count`` numbers for each sentence.
    package func values(of range: Range<Int>, _ sentences: [Sentence], in text: Span<UInt8>) -> [Float] {
        ColumnValues.rows(range.count, columns: BoilerplateFeatures.count) { columns in
            for index in range { append(index, sentences, text, to: &columns) }
        }
    }

    /// Paragraphs that end also where a sentence touches the next: there two blocks of the page met when it lost its
    /// mark-up, and what the one is says nothing of the other.
    private struct GluedParagraphs {
        private(set) var indices: [Int] = []
        private(set) var sizes: [Int] = []
        /// How many sentences touch the one before.
        private(set) var glued = 0
        private var last: Sentence?

        mutating func add(_ sentence: Sentence, in text: Span<UInt8>) {
            let isGlued =
                last?.range.upperBound == sentence.range.lowerBound
                && BoilerplateFeatures.endsGlued(text, at: sentence.range.lowerBound)
            if isGlued { glued += 1 }
            if isGlued || sentence.paragraph != last?.paragraph { sizes.append(0) }
            sizes[sizes.count - 1] += 1
            indices.append(sizes.count - 1)
            last = sentence
        }
    }

    /// Whether the character that ends at an offset is one that a blank should follow: ASCII, a letter of an alphabet, or
    /// a closing quotation mark.
    ///
    /// After `。`, `！`, `？` and the brackets of Chinese and Japanese the next sentence always touches.
    private static func endsGlued(_ text: Span<UInt8>, at end: Int) -> Bool {
        guard end >= 1 else { return false }
        if text[end - 1] < 0x80 { return true }
        return end >= 2 && text[end - 2] >= 0xC2 && text[end - 2] < 0xE0
            || end >= 3 && text[end - 3] == 0xE2 && text[end - 2] == 0x80
    }

    /// What the sentences of a text have in common.
    private struct DocumentMeasure: Sendable {
        var reader: Float = 0
        var strong: Float = 0
        var ended: Float = 0
        /// Where a whole text has lost its blanks, a sentence that touches the next says nothing.
        var glued: Float = 0

        init(_ details: [Row], borders: Int) {
            for row in details {
                if row.reading.counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0 { reader += 1 }
                if BoilerplateFeatures.strongCues(row.reading.counts) > 0 { strong += 1 }
                if row.endsSentence { ended += 1 }
            }
            let count = Float(max(1, details.count))
            (reader, strong, ended) = (reader / count, strong / count, ended / count)
            glued = Float(borders) / count
        }
    }

    static func strongCues(_ counts: BoilerplateCues.Counts) -> Int {
        var sum = 0
        for kind in 0..<BoilerplateCues.kindCount { sum += Int(counts.strong[kind]) }
        return sum
    }

    // MARK: Rows

    private func append(
        _ index: Int, _ sentences: [Sentence], _ text: Span<UInt8>, to columns: inout some ColumnSink
    ) {
        let sentence = sentences[index]
        let row = details[index]
        let counts = row.reading.counts
        var weak = 0
        for number in 0..<BoilerplateCues.kindCount {
            columns.add("weakCues", BoilerplateCues.kindNames[number], Float(min(counts.weak[number], 6)))
            columns.add("strongCues", BoilerplateCues.kindNames[number], Float(min(counts.strong[number], 6)))
            if number < Int(BoilerplateCues.Kind.reader.rawValue) { weak += Int(counts.weak[number]) }
        }
        columns.add("startCue", counts.startsWithCue ? Float(counts.startKind) + 1 : 0)
        columns.add("weakCuesTotal", Float(weak))
        columns.add("strongCuesTotal", Float(BoilerplateFeatures.strongCues(counts)))
        form(text, sentence.range, row, marks[index], to: &columns)
        recurrence(row, to: &columns)
        place(index, sentence, text, to: &columns)
        longRecurrence(row, to: &columns)
        // Columns that the present model has and nothing fills.
        columns.add("spare", "1", 0)
        columns.add("spare", "2", 0)
        columns.add("wording", row.reading.wording)
    }

    private func form(
        _ text: Span<UInt8>, _ range: Range<Int>, _ row: Row, _ marks: SentenceMarks, to columns: inout some ColumnSink
    ) {
        let curlyQuotes = marks.sixtySixQuotes + marks.otherCurlyQuotes
        let quotes = marks.straightQuotes + curlyQuotes + marks.leftGuillemets + marks.rightGuillemets
        let length = Float(max(1, range.count))
        let first = range.isEmpty ? 0 : text[range.lowerBound]
        columns.add("length", LogarithmicScale.value(length))
        columns.add("words", LogarithmicScale.value(Float(row.reading.wordCount)))
        columns.add("endsSentence", row.endsSentence ? 1 : 0)
        columns.add("startsLower", ASCII.isLowercase(first) ? 1 : 0)
        columns.add("startsDigit", ASCII.isDigit(first) ? 1 : 0)
        columns.add("upperShare", Float(marks.upper) / Float(max(1, marks.letters)))
        columns.add("capitalsPerWord", Float(marks.capitals) / Float(max(1, row.reading.wordCount)))
        columns.add("digitShare", Float(marks.digits) / length)
        columns.add("quotes", Float(min(quotes, 4)))
        columns.add("colons", Float(min(marks.earlyColons, 3)))
        columns.add("bars", Float(min(marks.bars, 6)))
        columns.add("questions", Float(min(marks.questions, 3)))
        columns.add("exclamations", Float(min(marks.exclamations, 3)))
        columns.add("pointsPerWord", Float(marks.points) / Float(max(1, row.reading.wordCount)))
        columns.add("hasAt", marks.hasAt ? 1 : 0)
        columns.add("hasLink", marks.hasLink ? 1 : 0)
        columns.add("dashes", Float(min(marks.dashes, 3)))
        columns.add("endsColon", !range.isEmpty && text[range.upperBound - 1] == 0x3A ? 1 : 0)
        let reader = row.reading.counts.weak[Int(BoilerplateCues.Kind.reader.rawValue)] > 0
        let newsroom = row.reading.counts.weak[Int(BoilerplateCues.Kind.newsroom.rawValue)] > 0
        columns.add("speaksToReader", reader && quotes == 0 ? 1 : 0)
        columns.add("newsroomSpeaksToReader", reader && newsroom && quotes == 0 ? 1 : 0)
    }

    private func recurrence(_ row: Row, to columns: inout some ColumnSink) {
        var (again, often) = (0, 0)
        var sum: Float = 0
        let leading = words[row.reading.words].prefix(row.reading.leading)
        for word in leading {
            let other = totals[word.number] - word.count
            if other > 0 { again += 1 }
            if other > 2 { often += 1 }
            sum += LogarithmicScale.value(Float(other))
        }
        let distinct = leading.count
        columns.add("recurringShare", Float(again) / Float(max(1, distinct)))
        columns.add("oftenRecurringShare", Float(often) / Float(max(1, distinct)))
        columns.add("meanRecurrence", sum / Float(max(1, distinct)))
        columns.add("distinctWords", Float(min(distinct, 40)))
    }

    /// The text as a whole, and where in it the sentence stands.
    private func place(
        _ index: Int, _ sentence: Sentence, _ text: Span<UInt8>, to columns: inout some ColumnSink
    ) {
        let row = details[index]
        columns.add("sentences", LogarithmicScale.value(Float(rows)))
        columns.add("textSpeaksToReader", document.reader)
        columns.add("textStrongCues", document.strong)
        columns.add("textEnded", document.ended)
        columns.add("fromStart", Float(min(index, 30)))
        columns.add("toEnd", Float(min(rows - 1 - index, 30)))
        columns.add("relativePlace", Float(index) / Float(max(1, rows - 1)))
        columns.add("paragraphSize", Float(min(row.paragraphSize, 20)))
        var first = index
        while first > 0, index - first < 20, details[first - 1].paragraph == row.paragraph { first -= 1 }
        columns.add("placeInParagraph", Float(index - first))
        columns.add("paragraphSizeBefore", first > 0 ? Float(min(details[first - 1].paragraphSize, 20)) : -1)
        let next = first + row.paragraphSize
        columns.add("paragraphSizeAfter", next < rows ? Float(min(details[next].paragraphSize, 20)) : -1)
        columns.add("kind", sentence.kind == .heading ? 2 : sentence.kind == .listItem ? 1 : 0)
        let after = sentence.range.upperBound
        // Nothing between two sentences: they were glued when the page lost its mark-up.
        columns.add("isGlued", row.isGlued ? 1 : 0)
        let gluesNext =
            after < text.count && text[after] > 0x20 && BoilerplateFeatures.endsGlued(text, at: after)
        columns.add("nextIsGlued", gluesNext ? 1 : 0)
        columns.add("textGlued", document.glued)
    }

    /// Recurrence over words of at least six letters.
    private func longRecurrence(_ row: Row, to columns: inout some ColumnSink) {
        let (distinct, again) = longWords(row)
        columns.add("distinctLongWords", Float(min(distinct, 30)))
        columns.add("recurringLongWords", Float(min(again, 30)))
        columns.add("recurringLongShare", Float(again) / Float(max(1, distinct)))
    }

    /// How many different words of six letters or more a sentence has, and how many of them other sentences have, too.
    private func longWords(_ row: Row) -> (distinct: Int, again: Int) {
        var (distinct, again) = (0, 0)
        for word in words[row.reading.words].prefix(row.reading.leading) where word.isLong {
            distinct += 1
            if totals[word.number] > word.count { again += 1 }
        }
        return (distinct, again)
    }

    /// Whether the rest of the text takes up half of a sentence's long words, and two at least.
    func isTakenUp(_ index: Int) -> Bool {
        let (distinct, again) = longWords(details[index])
        return again >= 2 && 2 * again >= distinct
    }

    /// The share of a sentence's content words that occur in other sentences that are likely article, and in others that
    /// are likely not; both by the words' numbers.
    func affinity(_ index: Int, likely: [Int32], unlikely: [Int32], isLikely: Bool) -> (Float, Float) {
        var (article, other) = (0, 0)
        let reading = details[index].reading
        let leading = words[reading.words].prefix(reading.leading)
        for word in leading {
            if likely[word.number] > (isLikely ? word.count : 0) { article += 1 }
            if unlikely[word.number] > (isLikely ? 0 : word.count) { other += 1 }
        }
        let count = Float(max(1, leading.count))
        return (Float(article) / count, Float(other) / count)
    }
}
