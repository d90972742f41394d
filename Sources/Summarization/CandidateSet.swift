internal import TextProcessing
internal import Vectorization

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

    /// Chooses candidates among the sentences of an input; `marks` is what was counted in each of them.
    init(_ input: SummarizationInput, _ marks: [SentenceMarks]) {
        let length = input.text.utf8.count
        let valid = input.sentences.indices.filter {
            let range = input.sentences[$0].range
            return range.lowerBound >= 0 && range.upperBound <= length && marks[$0].runs > 0
        }
        indices = valid.filter { $0 >= input.exclusions.count || input.exclusions[$0] == nil }
        if indices.isEmpty {
            indices = valid
            allWereExcluded = !valid.isEmpty
        }
        keep(indices.filter { input.sentences[$0].kind != .heading }, insteadOf: "it is a heading")
        // Only short ranges can have too few words.
        keep(
            indices.filter {
                input.sentences[$0].range.count >= 32 || Self.halfWords(marks[$0]) >= 2 * Self.minimumWords
            }, insteadOf: "it has too few words")
    }

    /// Keeps some of the candidates, if they are enough, and notes of the others why they are none.
    private mutating func keep(_ kept: [Int], insteadOf reason: String) {
        guard kept.count >= Self.minimumProse, kept.count < indices.count else { return }
        var rest = kept[...]
        for index in indices {
            if rest.first == index { rest.removeFirst() } else { reasons[index] = reason }
        }
        indices = kept
    }

    /// The words of a sentence, a letter of a script without spaces counting as half a word.
    private static func halfWords(_ marks: SentenceMarks) -> Int {
        2 * Int(marks.tokens - marks.unspacedTokens) + Int(marks.unspacedCharacters)
    }
}
