internal import TextProcessing

/// The sentences of an input that may be chosen.
struct CandidateSet {
    /// Indices into the input's sentences, ascending.
    var indices: [Int] = []
    /// Whether every sentence was excluded, so that all are candidates again.
    var allWereExcluded = false
    /// For each sentence of the input that is no candidate though nobody excluded it, why.
    var reasons: [Int: String] = [:]

    /// Sentences with fewer words are no candidates while enough longer ones are left.
    static let minimumWords = 3
    /// Headings and sentences with few words are no candidates while this many others are left.
    static let minimumProse = 3

    init(_ input: SummarizationInput) {
        let utf8 = input.text.utf8.span
        let valid = input.sentences.indices.filter {
            let range = input.sentences[$0].range
            return range.lowerBound >= 0 && range.upperBound <= utf8.count && !Self.isBlank(utf8, range)
        }
        indices = valid.filter { $0 >= input.exclusions.count || input.exclusions[$0] == nil }
        if indices.isEmpty {
            indices = valid
            allWereExcluded = !valid.isEmpty
        }
        var prose = indices.filter { input.sentences[$0].kind != .heading }
        if prose.count >= Self.minimumProse, prose.count < indices.count {
            for index in indices where input.sentences[index].kind == .heading { reasons[index] = "it is a heading" }
            indices = prose
        }
        prose = []
        for index in indices {
            let range = input.sentences[index].range
            // Only short ranges can have too few words; a long one is not worth counting.
            if range.count >= 32 || Self.hasWords(Self.minimumWords, utf8, range) { prose.append(index) }
        }
        if prose.count >= Self.minimumProse, prose.count < indices.count {
            var kept = prose[...]
            for index in indices {
                if kept.first == index { kept.removeFirst() } else { reasons[index] = "it has too few words" }
            }
            indices = prose
        }
    }

    /// Whether a range holds nothing but white space.
    private static func isBlank(_ utf8: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var i = range.lowerBound
        while i < range.upperBound {
            let (scalar, length) = TermScanner.decode(utf8, i, range.upperBound)
            guard scalar < 0x80 ? ByteClass.isSpace(UInt8(scalar)) : TermScanner.isSpace(scalar) else { return false }
            i += length
        }
        return true
    }

    /// Whether a range holds a number of words, a letter of a script without spaces counting as half a word.
    private static func hasWords(_ wanted: Int, _ utf8: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var halves = 0
        var inWord = false
        var i = range.lowerBound
        while i < range.upperBound {
            let (scalar, length) = TermScanner.decode(utf8, i, range.upperBound)
            i += length
            switch ScalarFolding.classify(scalar) {
            case .separator: inWord = false
            case .alphanumeric:
                if !inWord { halves += 2 }
                inWord = true
            case .unspaced:
                halves += 1
                inWord = false
            }
            if halves >= 2 * wanted { return true }
        }
        return false
    }
}
