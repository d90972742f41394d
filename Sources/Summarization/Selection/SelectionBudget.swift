/// What a selection may still take: a number of sentences, words or characters that is never exceeded.
package struct SelectionBudget: Sendable, Hashable {
    /// The unit that is counted.
    package enum Unit: Sendable, Hashable {
        /// Sentences.
        case sentences
        /// Runs without white space.
        case words
        /// Unicode scalars, with one between two sentences.
        case characters
    }

    /// The unit that is counted.
    package var unit: Unit
    /// How many units there are in all.
    package var limit: Int

    /// Creates a budget.
    package init(unit: Unit, limit: Int) {
        self.unit = unit
        self.limit = limit
    }

    /// The budget that a length stands for, given the number of candidates.
    package init(_ length: SummaryLength, candidates: Int) {
        switch length {
        case .sentences(let count): self.init(unit: .sentences, limit: max(1, count))
        case .ratio(let share):
            // Half a sentence is a sentence; the negated comparison lets NaN fall to one sentence.
            let wanted = (share * Double(candidates)).rounded()
            let limit = !(wanted >= 1) ? 1 : wanted >= Double(candidates) ? max(1, candidates) : Int(wanted)
            self.init(unit: .sentences, limit: limit)
        case .words(let count): self.init(unit: .words, limit: max(1, count))
        case .characters(let count): self.init(unit: .characters, limit: max(1, count))
        case .free: self.init(unit: .sentences, limit: 3)
        }
    }

    /// What one sentence costs.
    package func cost(_ position: Int, in sentences: SentenceMatrix) -> Int {
        switch unit {
        case .sentences: 1
        case .words: sentences.lengths[position].words
        case .characters: sentences.lengths[position].characters + 1
        }
    }

    /// What all chosen sentences together may cost: the last one needs no separator.
    package var total: Int { unit == .characters && limit < Int.max ? limit + 1 : limit }

    /// The cost from which nothing more is looked for: a short sentence squeezed into the last tenth of a budget of
    /// words is chosen for its length, not for what it says.
    package var enough: Double { unit == .sentences ? Double(total) : 0.9 * Double(total) }

    /// How many sentences can be chosen at most, for methods that choose one after another: where words are counted,
    /// a sentence of three words is the shortest.
    func mostSentences(of count: Int) -> Int {
        switch unit {
        case .sentences: min(count, limit)
        case .words: min(count, max(1, limit / 3))
        case .characters: min(count, max(1, limit / 12))
        }
    }
}
