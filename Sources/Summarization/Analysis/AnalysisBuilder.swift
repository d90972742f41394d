internal import Vectorization

/// Turns the read sentences of a text into an analysis: words become terms, numbered by their first occurrence.
struct AnalysisBuilder {
    private(set) var analysis = DocumentAnalysis()
    private var rows = SentenceMatrixBuilder()
    private let reading: TextReading
    private let words: WordSenses

    init(_ reading: TextReading, _ words: WordSenses, sentences: Int) {
        self.reading = reading
        self.words = words
        words.learn(reading.words)
        rows.reserve(sentences: sentences, bytes: reading.folded.count)
        analysis.shapes.reserveCapacity(sentences)
    }

    /// Adds a sentence of the reading; the name of who says it is printed before it and counts as part of its length.
    mutating func addSentence(_ sentence: Int, paragraph: Int, speaker: String? = nil) {
        let range = reading.words(of: sentence)
        let marks = reading.marks[sentence]
        var shape = SentenceShape(marks)
        addTerms(of: range, &shape)
        analysis.shapes.append(shape)
        rows.endSentence(
            tokens: Int(marks.tokens), words: Int(marks.runs) + (speaker?.split(separator: " ").count ?? 0),
            characters: Int(marks.scalars) + (speaker.map { $0.unicodeScalars.count + 2 } ?? 0), paragraph: paragraph)
    }

    /// The sentences that were added.
    func matrix() -> SentenceMatrix { rows.matrix(terms: analysis.stemNumbers.count) }

    /// The terms of the sentences that are among some words, each once, in the order of the words.
    func knownTerms(among others: [WordNumber]) -> [Int] {
        words.learn(others)
        var seen = Set<Int32>()
        return others.compactMap { word in
            let stem = words.senses.facts[Int(word)].stem
            guard stem >= 0, stem < words.localTerms.count else { return nil }
            let term = words.localTerms[Int(stem)]
            return term >= 0 && seen.insert(term).inserted ? Int(term) : nil
        }
    }

    /// Ends the text: looks up how rare its terms are, and forgets their numbers without touching the whole table.
    mutating func finish() {
        for stem in analysis.stemNumbers { words.localTerms[Int(stem)] = -1 }
        analysis.rarities = words.rarities(of: analysis.stemNumbers)
    }

    private mutating func addTerms(of range: Range<Int>, _ shape: inout SentenceShape) {
        let facts = words.senses.facts
        if words.localTerms.count < facts.count {
            words.localTerms.append(contentsOf: repeatElement(-1, count: facts.count - words.localTerms.count))
        }
        let reading = reading
        var previous: WordTraits = []
        var new: [(stem: Int32, place: Int)] = []
        let known = Int32(truncatingIfNeeded: analysis.stemNumbers.count)
        words.localTerms.withUnsafeMutableBufferPointer { terms in
            rows.add(range) { place in
                let sense = facts[Int(reading.words[place])]
                if !sense.traits.isEmpty {
                    shape.add(sense.traits, after: previous, isFirst: place == range.lowerBound)
                }
                previous = sense.traits
                guard sense.stem >= 0 else { return sense.stem }
                if terms[Int(sense.stem)] < 0 {
                    terms[Int(sense.stem)] = known + Int32(truncatingIfNeeded: new.count)
                    new.append((sense.stem, place))
                }
                return terms[Int(sense.stem)]
            }
        }
        for (stem, place) in new {
            analysis.stemNumbers.append(stem)
            analysis.firstOccurrences.append(reading.range(of: place))
        }
    }
}

extension SentenceShape {
    /// What the bytes of a sentence show.
    fileprivate init(_ marks: SentenceMarks) {
        quotationMarks = Int(
            marks.straightQuotes + marks.doubledQuotes + marks.sixtySixQuotes + marks.leftGuillemets)
        commas = Int(marks.commas)
        capitalisedWords = Int(marks.capitalizedWords)
        capitalLetters = Int(marks.capitalLetters)
        hasDigit = marks.hasNumber
        hasEndMark = marks.hasEndMark
        isQuestion = marks.isQuestion
    }

    /// Adds what a word is, after another.
    fileprivate mutating func add(_ traits: WordTraits, after previous: WordTraits, isFirst: Bool) {
        if isFirst, traits.contains(.anaphor) { beginsWithAnaphor = true }
        if traits.contains(.secondPerson) { secondPerson += 1 }
        if traits.contains(.firstPerson) { firstPerson += 1 }
        if traits.contains(.reporting) { reports = true }
        if traits.contains(.notice) { notices += 1 }
        if traits.contains(.announcingVerb), previous.contains(.firstPerson) { announces = true }
        if traits.contains(.textNoun), previous.contains(.pointer) { announces = true }
    }
}
