extension DocumentAnalysis {
    /// Builds an analysis from sentences that are cut into words already, for comparing rankers with other
    /// implementations.
    ///
    /// - Parameters:
    ///   - sentences: The words of each sentence, stemmed if stems are to be compared.
    ///   - stopWords: Words without content.
    ///   - paragraphs: The paragraph of each sentence; all in one if empty.
    ///   - title: The words of the title.
    ///   - bonusWords: Words that speak for a sentence in Edmundson's method.
    ///   - stigmaWords: Words that speak against it.
    package init(
        sentences: [[String]], stopWords: Set<String> = [], paragraphs: [Int] = [], title: [String] = [],
        bonusWords: [String] = [], stigmaWords: [String] = []
    ) {
        self.init()
        var numbers: [String: Int32] = [:]
        var stopNumbers: [String: Int32] = [:]
        for (index, words) in sentences.enumerated() {
            var entries: [Int32: Int] = [:]
            var content = 0
            for word in words {
                guard !stopWords.contains(word) else {
                    let number = stopNumbers[word] ?? Int32(stopNumbers.count)
                    stopNumbers[word] = number
                    sequence.append(~number)
                    continue
                }
                content += 1
                let number = numbers[word] ?? Int32(termTotals.count)
                if numbers.updateValue(number, forKey: word) == nil {
                    termTotals.append(0)
                    sentenceFrequencies.append(0)
                    stemNumbers.append(number)
                    firstOccurrences.append(0..<0)
                    rarities.append(1)
                }
                termTotals[Int(number)] += 1
                sequence.append(number)
                if let entry = entries[number] {
                    counts[entry] += 1
                } else {
                    entries[number] = terms.count
                    terms.append(number)
                    counts.append(1)
                    sentenceFrequencies[Int(number)] += 1
                }
            }
            sentenceIndices.append(index)
            tokenCounts.append(words.count)
            wordCounts.append(words.count)
            characterCounts.append(words.reduce(max(0, words.count - 1)) { $0 + $1.unicodeScalars.count })
            contentCounts.append(content)
            offsets.append(terms.count)
            sequenceOffsets.append(sequence.count)
            shapes.append(SentenceShape())
            self.paragraphs.append(index < paragraphs.count ? paragraphs[index] : 0)
        }
        titleTerms = Self.unique(title.compactMap { numbers[$0] })
        bonusTerms = Self.unique(bonusWords.compactMap { numbers[$0] })
        stigmaTerms = Self.unique(stigmaWords.compactMap { numbers[$0] })
    }

    private static func unique(_ terms: [Int32]) -> [Int32] {
        var seen = Set<Int32>()
        return terms.filter { seen.insert($0).inserted }
    }
}
