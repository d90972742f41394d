import Summarization
import TestSupport
import Testing
import TextProcessing

/// What any ranker must do, whatever its formula.
///
/// A new ranker is added to ``RankerCheckTests/rankers`` and passes.
///
/// Checked over made-up texts: one score a sentence, finite, also of empty sentences, of one, of none and of equal ones;
/// the same scores each time and on any thread; no dependence on how terms are numbered; equal sentences in equal
/// surroundings get equal scores if the formula does not look at places; fewer sentences wanted never make a choice that
/// more would not begin with.
func checkRanker(
    _ ranker: any SentenceRanker, looksAtPlaces: Bool, sourceLocation: SourceLocation = #_sourceLocation
) async {
    let name = "\(ranker)"
    func expect(_ isTrue: Bool, _ what: String) {
        #expect(isTrue, "\(name): \(what)", sourceLocation: sourceLocation)
    }
    func order(_ scores: [Double]) -> [Int] {
        scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    }
    func isNear(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-5 * max(1, abs($0)) }
    }
    let odd: [[[String]]] = [
        [], [[]], [["a"]], [["a"], ["a"]], [["a"], [], ["b", "b"]], [[], [], []],
        Array(repeating: ["a", "b", "c"], count: 40), (0..<30).map { ["only\($0)"] },
        [Array(repeating: "again", count: 500), ["again"]],
    ]
    for sentences in odd + (1...6).map({ RankerCheckTests.text(seed: $0) }) {
        let matrix = SentenceMatrix(sentences: sentences, paragraphs: sentences.indices.map { $0 / 3 })
        for wanted in [0, 1, 3, sentences.count] {
            let scores = ranker.scores(matrix, wanted: wanted)
            expect(scores.count == sentences.count, "\(scores.count) scores of \(sentences.count) sentences")
            expect(scores.allSatisfy(\.isFinite), "a score of \(sentences) is not finite: \(scores)")
            expect(scores == ranker.scores(matrix, wanted: wanted), "the second run gives other scores")
        }
    }
    for seed in UInt64(1)...6 {
        let sentences = RankerCheckTests.text(seed: Int(seed))
        let matrix = SentenceMatrix(sentences: sentences)
        let scores = ranker.scores(matrix)
        let renamed = sentences.map { $0.map { String($0.reversed()) } }
        expect(isNear(ranker.scores(SentenceMatrix(sentences: renamed)), scores), "renamed words change scores")
        let reordered = sentences.map { Array($0.reversed()) }
        // Within a sentence only Luhn's clusters know an order; elsewhere this numbers the terms anew. Methods that choose
        // one after another meet exact ties, which the order of a sum decides.
        if !(ranker is Luhn || ranker is SumBasic || ranker is KLDivergence) {
            expect(isNear(ranker.scores(SentenceMatrix(sentences: reordered)), scores), "term numbers change scores")
        }
        let few = order(ranker.scores(matrix, wanted: 3)).prefix(3)
        expect(Array(few) == Array(order(scores).prefix(3)), "the best three depend on how many are wanted")
        let parallel = await withTaskGroup(of: [Double].self) { group in
            for _ in 0..<4 { group.addTask { ranker.scores(matrix) } }
            var all: [[Double]] = []
            for await scores in group { all.append(scores) }
            return all
        }
        expect(parallel.allSatisfy { $0 == scores }, "threads change scores")
        guard !looksAtPlaces else { continue }
        let permutation = SeededPermutation.of(sentences.count, seed: seed)
        let moved = ranker.scores(SentenceMatrix(sentences: permutation.map { sentences[$0] }))
        expect(isNear(moved, permutation.map { scores[$0] }), "another order of the sentences changes scores")
        let doubled = ranker.scores(SentenceMatrix(sentences: sentences + sentences))
        expect(
            isNear(Array(doubled.prefix(sentences.count)), Array(doubled.suffix(sentences.count))),
            "equal sentences get different scores")
    }
}

/// A random order.
enum SeededPermutation {
    static func of(_ count: Int, seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        return Array(0..<count).shuffled(using: &generator)
    }
}

@Suite("Every ranker keeps the contract of rankers")
struct RankerCheckTests {
    /// Each ranker, and whether places of sentences mean something to it (its own, or as the way to break ties).
    static let rankers: [(ranker: any SentenceRanker, looksAtPlaces: Bool)] = [
        (Lead(), true), (TextRank(), false), (TextRank(counting: .everyOccurrence), false), (LexRank(), false),
        (LexRank(threshold: 0.1), false), (LatentSemanticAnalysis(), false),
        (LatentSemanticAnalysis(topics: nil), false),
        (Luhn(), false), (Edmundson(keyWeight: 1), true), (SumBasic(), true), (KLDivergence(), true),
        (GraphReduction(), false), (TfidfCentroid(), false), (PacSum(), true), (GatedCentrality.oneSentence, true),
        (GatedCentrality.severalSentences, true), (GatedCentrality.news, true), (GatedCentrality.flat, true),
        (SpeechCentrality(), true),
    ]

    @Test("Speech is ranked by the centroid and a share of the default, each divided by its greatest score")
    func speech() {
        let matrix = SentenceMatrix(sentences: Self.text(seed: 4))
        let centroid = TfidfCentroid().scores(matrix)
        let gated = GatedCentrality.severalSentences.scores(matrix)
        let (most, best) = (centroid.max() ?? 1, gated.max() ?? 1)
        for share in [0, 0.15, 1] {
            let scores = SpeechCentrality(share: share).scores(matrix)
            for (index, score) in scores.enumerated() {
                let expected = (1 - share) * centroid[index] / most + share * gated[index] / best
                #expect(abs(score - expected) < 1e-9)
            }
        }
    }

    @Test("Finite, repeatable, on any thread, whatever the numbers of terms", arguments: rankers.indices)
    func contract(_ number: Int) async {
        await checkRanker(Self.rankers[number].ranker, looksAtPlaces: Self.rankers[number].looksAtPlaces)
    }

    @Test("Every method of the command is among them", arguments: SummaryMethod.allCases)
    func completeness(_ method: SummaryMethod) {
        // The default and the profile rank with `GatedCentrality` and with networks; `lead` is `Lead`.
        guard let ranker = method.ranker else { return #expect(method == .auto || method == .learned) }
        #expect(Self.rankers.contains { type(of: $0.ranker) == type(of: ranker) }, "\(method)")
    }

    @Test("A summary keeps to its budget, whatever ranks", arguments: rankers.indices)
    func budget(_ number: Int) {
        let sentences = Self.text(seed: 3).map { $0.joined(separator: " ") + "." }
        let input = SummarizationInput(sentences: sentences, language: .english)
        for words in [15, 30, 60] {
            let summarizer = Summarizer(SummaryOptions(length: .words(words)), ranker: Self.rankers[number].ranker)
            let chosen = summarizer.summarize(input)
            let total = chosen.texts(in: input.text).reduce(0) { $0 + $1.split(separator: " ").count }
            #expect(total <= words && total > 0, "\(Self.rankers[number].ranker): \(total) of \(words) words")
        }
        for count in [1, 2, 5, 100] {
            let summarizer = Summarizer(SummaryOptions(length: .sentences(count)), ranker: Self.rankers[number].ranker)
            #expect(summarizer.summarize(input).sentences.count == min(count, sentences.count))
        }
    }

    /// Twelve sentences of 6 to 11 words, the frequent ones often.
    static func text(seed: Int) -> [[String]] {
        var generator = SeededGenerator(seed: UInt64(seed))
        return (0..<12).map { _ in
            (0..<Int.random(in: 6...11, using: &generator)).map { _ in
                let (a, b) = (Int.random(in: 0..<40, using: &generator), Int.random(in: 0..<40, using: &generator))
                return "ab\(min(a, b))yz"
            }
        }
    }
}
