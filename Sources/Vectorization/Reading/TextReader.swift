package import TextProcessing

/// Reads texts: cuts each once into words, numbers them, and counts the marks of the sentences.
///
/// The result is the same as reading each sentence by itself, whatever was read before; memory is used again from text to
/// text. A reader is used by one task at a time.
package final class TextReader {
    /// Bytes behind the folded text that may be read.
    package static let readableBytes = 16

    /// Numbers the words.
    package let lexicon: Lexicon
    /// The text that was read last.
    @exclusivity(unchecked) package private(set) var reading = TextReading()

    private let scanner: WordScanner
    private let keys: UnsafeMutablePointer<WordKey>

    /// Creates a reader.
    package init(lexicon: Lexicon, rules: WordRules = .plain) {
        self.lexicon = lexicon
        scanner = WordScanner(rules: rules)
        keys = .allocate(capacity: WordKeys.batch)
    }

    deinit { keys.deallocate() }

    /// Reads the sentences of a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8; ill-formed bytes separate words.
    ///   - sentences: ranges of the text, ascending and apart; parts of ranges outside of the text are left out.
    /// - Precondition: the text has less than 4 GB.
    /// - Complexity: O(bytes of the sentences).
    package func read(_ text: Span<UInt8>, _ sentences: [Sentence]) {
        text.withUnsafeBufferPointer { read($0, sentences) }
    }

    private func read(_ text: UnsafeBufferPointer<UInt8>, _ sentences: [Sentence]) {
        precondition(text.count <= UInt32.max, "a text has less than 4 GB")
        begin(bytes: text.count, sentences: sentences.count)
        var first = 0
        while first < sentences.count {
            var range = sentences[first].range.clamped(to: 0..<text.count)
            var last = first
            // Sentences with nothing but white space between them are scanned in one go.
            while last + 1 < sentences.count {
                let next = sentences[last + 1].range
                guard next.lowerBound > range.upperBound, next.upperBound <= text.count,
                    Self.areSpaces(text, range.upperBound..<next.lowerBound)
                else { break }
                range = range.lowerBound..<next.upperBound
                last += 1
            }
            scan(text, range)
            close(sentences[first...last], text)
            first = last + 1
        }
    }

    private func begin(bytes: Int, sentences: Int) {
        reading.words.removeAll(keepingCapacity: true)
        reading.starts.removeAll(keepingCapacity: true)
        reading.ends.removeAll(keepingCapacity: true)
        reading.marks.removeAll(keepingCapacity: true)
        reading.marks.reserveCapacity(sentences)
        reading.sentenceStarts.removeAll(keepingCapacity: true)
        reading.sentenceStarts.reserveCapacity(sentences + 1)
        reading.sentenceStarts.append(0)
        reading.folded.removeAll(keepingCapacity: true)
        reading.folded.append(contentsOf: repeatElement(0, count: bytes + Self.readableBytes))
    }

    private static func areSpaces(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index] != 0x20 && text[index] &- 9 >= 5 { return false }
        return true
    }

    // MARK: Words

    /// Adds the words of a stretch of the text.
    private func scan(_ text: UnsafeBufferPointer<UInt8>, _ stretch: Range<Int>) {
        scanner.forEachChunk(in: UnsafeBufferPointer(rebasing: text[stretch])) { chunk in
            let offset = stretch.lowerBound + chunk.range.lowerBound
            reading.folded.withUnsafeMutableBytes { folded in
                let bytes = UnsafeRawBufferPointer(start: chunk.folded, count: chunk.range.count)
                UnsafeMutableRawBufferPointer(rebasing: folded[offset..<offset + bytes.count]).copyMemory(from: bytes)
            }
            var next = 0
            while next < chunk.wordCount {
                let end = min(next + WordKeys.batch, chunk.wordCount)
                let met = addShort(chunk, next..<end, offset: offset)
                guard met < end else {
                    next = end
                    continue
                }
                scanner.forEachPiece(of: met, in: chunk) { folded, range in
                    add(folded, range.lowerBound + stretch.lowerBound, range.upperBound + stretch.lowerBound)
                }
                next = met + 1
            }
        }
    }

    /// Adds words of up to 16 bytes, up to the first that is longer or comes in pieces; gives the word it stopped at.
    @inline(__always)
    private func addShort(_ chunk: WordScanner.Chunk, _ words: Range<Int>, offset: Int) -> Int {
        let (met, _) = WordKeys.shortKeys(chunk, words, 1, to: keys)
        let count = met - words.lowerBound
        guard count > 0 else { return met }
        let first = reading.words.count
        reading.words.append(contentsOf: repeatElement(0, count: count))
        reading.starts.append(contentsOf: repeatElement(0, count: count))
        reading.ends.append(contentsOf: repeatElement(0, count: count))
        reading.words.withUnsafeMutableBufferPointer { words in
            if let start = words.baseAddress {
                _ = lexicon.table.number(keys, count: count, document: 0, into: start + first)
            }
        }
        let edges = chunk.edges + 2 * words.lowerBound
        let shift = UInt32(truncatingIfNeeded: offset)
        reading.starts.withUnsafeMutableBufferPointer { starts in
            for place in 0..<count { starts[first &+ place] = edges[2 &* place] &+ shift }
        }
        reading.ends.withUnsafeMutableBufferPointer { ends in
            for place in 0..<count { ends[first &+ place] = edges[2 &* place &+ 1] &+ shift }
        }
        return met
    }

    private func add(_ folded: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        reading.words.append(lexicon.number(of: folded))
        reading.starts.append(UInt32(start))
        reading.ends.append(UInt32(end))
    }

    // MARK: Sentences

    /// Ends sentences whose words have been added, and counts their marks.
    private func close(_ sentences: ArraySlice<Sentence>, _ text: UnsafeBufferPointer<UInt8>) {
        let (starts, ends) = (reading.starts, reading.ends)
        var place = reading.sentenceStarts.last ?? 0
        for sentence in sentences {
            let range = sentence.range.clamped(to: 0..<text.count)
            let first = place
            // A sentence of a stretch ends before the next one begins.
            while place < starts.count, Int(starts[place]) < range.upperBound { place += 1 }
            reading.sentenceStarts.append(place)
            var marks = SentenceMarks(text, range)
            marks.addWords(text, starts[first..<place], ends[first..<place], range)
            reading.marks.append(marks)
        }
    }
}

extension SentenceMarks {
    /// Counts what the words of the sentence show.
    fileprivate mutating func addWords(
        _ text: UnsafeBufferPointer<UInt8>, _ starts: ArraySlice<UInt32>, _ ends: ArraySlice<UInt32>,
        _ range: Range<Int>
    ) {
        tokens = Int32(truncatingIfNeeded: starts.count)
        guard !isBeyondASCII else {
            addWordsBeyondASCII(text, starts, ends, range)
            return
        }
        capitalLetters = upper
        guard upper > 0 || digits > 0 else { return }
        for place in starts.indices {
            addWord(text, Int(starts[place]), Int(ends[place]), isFirst: place == starts.startIndex)
        }
    }

    /// Counts a word of ASCII: a capital and a small letter make a name; all capitals do not.
    @inline(__always)
    private mutating func addWord(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isFirst: Bool) {
        let (first, last) = (text[start], text[end &- 1])
        let second = start &+ 1 < end ? text[start &+ 1] : 0
        if !isFirst, first &- 0x41 < 26, second &- 0x61 < 26 { capitalizedWords &+= 1 }
        if first &- 0x30 < 10 || last &- 0x30 < 10 { hasNumber = true }
    }

    private mutating func addWordsBeyondASCII(
        _ text: UnsafeBufferPointer<UInt8>, _ starts: ArraySlice<UInt32>, _ ends: ArraySlice<UInt32>,
        _ range: Range<Int>
    ) {
        for place in starts.indices {
            let word = Int(starts[place])..<Int(ends[place])
            let isFollowed = word.upperBound < range.upperBound && text[word.upperBound] >= 0x80
            guard !isFollowed, text[word].allSatisfy({ $0 < 0x80 }) else { continue }
            addWord(text, word.lowerBound, word.upperBound, isFirst: place == starts.startIndex)
            capitalLetters += Int32(text[word].count { $0 &- 0x41 < 26 })
        }
        guard needsScalars else { return }
        // Pairs that overlap are one run of characters, one more than there are pairs.
        tokens = 0
        var place = starts.startIndex
        while place < starts.endIndex {
            var pairs = 1
            while place + pairs < starts.endIndex, starts[place + pairs] < ends[place + pairs - 1] { pairs += 1 }
            tokens += Int32(pairs == 1 ? 1 : (pairs + 2) / 2)
            place += pairs
        }
        countRuns(text, range)
    }

    /// Counts the runs without white space, where two characters of a script without blanks count as one.
    private mutating func countRuns(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        runs = 0
        var characters: Int32 = 0
        var isInRun = false
        func endCharacters(_ marks: inout SentenceMarks) {
            guard characters > 0 else { return }
            isInRun = true
            marks.runs += (characters + 1) / 2
            marks.unspacedTokens += (characters + 1) / 2
            marks.unspacedCharacters += characters
            characters = 0
        }
        for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
            switch WordPart(of: scalar) {
            case .ideograph, .unspaced: characters += 1
            case .mark where characters > 0, .format where characters > 0: break
            default:
                endCharacters(&self)
                if scalar.properties.isWhitespace {
                    isInRun = false
                } else if !isInRun {
                    runs += 1
                    isInRun = true
                }
            }
        }
        endCharacters(&self)
    }
}
