import Vectorization

/// Scores documents with a model, reusing its buffers from one to the next.
struct DocumentScorer {
    private let model: TopicModel
    private var reader: FieldReader
    private var places: [Int32] = []
    private var factors: [Float] = []
    private var distinct: [UInt32] = []
    private var blockScores: [Float]
    private let worth: CountWorth
    /// One score a label, higher for the likelier; valid after ``score(title:text:)``.
    private(set) var scores: [Float]
    /// How many different terms of the last document the model knows.
    private(set) var knownTerms = 0
    /// How many words the last document has, and how many of them the model knows.
    private(set) var wordCount = 0
    private(set) var knownWords = 0

    init(_ model: TopicModel) {
        self.model = model
        reader = FieldReader(model.rules, blocks: model.blocks)
        scores = model.biases
        worth = CountWorth(model.termFrequency)
        blockScores = [Float](repeating: 0, count: model.labels.count)
    }

    /// Scores a document.
    ///
    /// - Complexity: O(length + known terms × labels).
    mutating func score(title: String?, text: String) {
        scores = model.biases
        knownTerms = 0
        reader.read(title: title, text: text)
        for table in model.tables {
            let (found, count) = reader.withNames(of: table.block) { names in
                (table.find(names, &places), names.count)
            }
            if table.block == .words { (wordCount, knownWords) = (count, found) }
            if found > 0 { add(found, table) }
        }
    }

    /// Adds the terms at the first places, a row of the block's matrix, to the scores.
    private mutating func add(_ found: Int, _ table: FeatureTable) {
        if distinct.count < found {
            distinct = [UInt32](repeating: 0, count: places.count)
            factors = [Float](repeating: 0, count: places.count)
        }
        let count = reader.countRow(places, found, limit: table.count, columns: &distinct, counts: &factors)
        knownTerms += count
        var squares: Float = 0
        for index in 0..<count {
            let place = Int(distinct[index])
            let value = worth[factors[index]] * table.idf(at: place)
            squares += value * value
            places[index] = Int32(truncatingIfNeeded: place)
            factors[index] = value * table.step(at: place)
        }
        guard squares > 0 else { return }
        for index in blockScores.indices { blockScores[index] = 0 }
        table.add(count, places, times: factors, to: &blockScores)
        let scale = table.weight / squares.squareRoot()
        for index in scores.indices { scores[index] += scale * blockScores[index] }
    }
}
