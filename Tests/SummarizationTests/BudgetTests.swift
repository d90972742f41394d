import Summarization
import TestSupport
import Testing
import TextProcessing

@Suite("Budgets")
struct BudgetTests {
    private func sum<Number: AdditiveArithmetic>(_ items: [Int], _ of: [Number]) -> Number {
        items.reduce(.zero) { $0 + of[$1] }
    }

    @Test("The knapsack finds the best set, as trying all sets does")
    func bruteForce() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let count = Int.random(in: 1...10, using: &generator)
            let values = (0..<count).map { _ in Double(Int.random(in: -2...20, using: &generator)) }
            let costs = (0..<count).map { _ in Int.random(in: 0...15, using: &generator) }
            let budget = Int.random(in: 0...60, using: &generator)
            let chosen = Knapsack().select(values: values, costs: costs, budget: budget)
            var best = 0.0
            for mask in 0..<(1 << count) {
                let items = (0..<count).filter { mask >> $0 & 1 == 1 }
                if sum(items, costs) <= budget { best = max(best, sum(items, values)) }
            }
            #expect(sum(chosen, costs) <= budget)
            #expect(sum(chosen, values) == best)
            #expect(chosen == Set(chosen).sorted())
        }
    }

    @Test("A budget too large for the exact answer is kept, and half of the bound reached")
    func fallback() {
        var generator = SeededGenerator(seed: 8)
        let count = 4000
        let values = (0..<count).map { _ in Double.random(in: 0...1, using: &generator) }
        let costs = (0..<count).map { _ in Int.random(in: 10...2000, using: &generator) }
        for budget in [20_000, 700_000, Int.max - 1] {
            let chosen = Knapsack().select(values: values, costs: costs, budget: budget)
            #expect(costs.reduce(0, +) <= budget || !Knapsack.isExact(items: count, budget: budget))
            #expect(sum(chosen, costs) <= budget)
            // The fractional bound is at least the best value.
            var left = budget
            var bound = 0.0
            for i in (0..<count).sorted(by: { values[$0] / Double(costs[$0]) > values[$1] / Double(costs[$1]) }) {
                let part = min(left, costs[i])
                bound += values[i] * Double(part) / Double(costs[i])
                left -= part
            }
            #expect(sum(chosen, values) >= bound / 2)
        }
    }

    @Test("By rank, words are taken until nine tenths of the budget are spent")
    func enough() {
        func chosen(_ lengths: [Int], budget: Int) -> [Int] {
            let words = lengths.enumerated().map { sentence, length in (0..<length).map { "w\(sentence)x\($0)" } }
            let selection = RankedSelection(budget: SelectionBudget(unit: .words, limit: budget), keepsRank: true)
            let scores = lengths.indices.map { Double(-$0) }
            return selection.select(scores: scores, in: SentenceMatrix(sentences: words)).chosen
        }
        #expect(chosen([12, 7, 1], budget: 20) == [0, 1])
        #expect(chosen([17, 3], budget: 20) == [0, 1])
        #expect(chosen([18, 2], budget: 20) == [0])
    }

    @Test("Summaries of limited length are never over and no worse than taking sentences by score")
    func notWorseThanGreedy() {
        var generator = SeededGenerator(seed: 9)
        for round in 0..<40 {
            let sentences = (0..<30).map { _ in
                (0..<Int.random(in: 3...25, using: &generator))
                    .map { _ in "word\(Int.random(in: 0..<60, using: &generator))" }.joined(separator: " ") + "."
            }
            let analysis = SentenceMatrix(sentences: sentences.map { $0.split(separator: " ").map(String.init) })
            let scores = sentences.map { _ in Double.random(in: -1...2, using: &generator) }
            let unit: SelectionBudget.Unit = round % 2 == 0 ? .words : .characters
            let budget = SelectionBudget(unit: unit, limit: (unit == .words ? 40 : 250) + round)
            let costs = (0..<30).map { budget.cost($0, in: analysis) }
            let values = RankedSelection.values(of: Array(0..<30), scores: scores, costs: costs)
            let result = RankedSelection(budget: budget, guardsDuplicates: false).select(scores: scores, in: analysis)
            #expect(sum(result.chosen, costs) <= budget.total)
            #expect(!result.exceedsBudget)
            var left = budget.total
            var greedy = 0.0
            for i in (0..<30).sorted(by: { scores[$0] > scores[$1] }) where costs[i] <= left {
                left -= costs[i]
                greedy += values[i]
            }
            #expect(sum(result.chosen, values) >= greedy - 1e-9)
        }
    }

    @Test("A blank sentence is never chosen", arguments: [["", " "], ["\u{A0}", "\t\n"]])
    func blank(sentences: [String]) {
        let summary = Summarizer().summarize(SummarizationInput(sentences: sentences, language: .english))
        #expect(summary.sentences.isEmpty)
        #expect(summary.reason == "the text is empty")
        let mixed = sentences + ["The river rose by two metres."]
        let one = Summarizer().summarize(SummarizationInput(sentences: mixed, language: .english))
        #expect(one.sentences.map(\.index) == [2])
    }

    @Test("A summary of 5,000 sentences takes time in proportion to the text")
    func longSummary() {
        var generator = SeededGenerator(seed: 11)
        let sentences = (0..<6000).map { _ in
            (0..<10).map { _ in "word\(Int.random(in: 0..<5000, using: &generator))" }.joined(separator: " ") + "."
        }
        let input = SummarizationInput(sentences: sentences, language: .english)
        let clock = ContinuousClock()
        var count = 0
        let time = clock.measure {
            count = Summarizer(SummaryOptions(length: .sentences(5000))).summarize(input).sentences.count
        }
        #expect(count == 5000)
        // A tenth of a second in release; comparing each with each took minutes in debug.
        #expect(time < .seconds(60))
    }
}
