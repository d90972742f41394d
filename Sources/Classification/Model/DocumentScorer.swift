/// Scores documents with a model, reusing its buffers from one to the next.
struct DocumentScorer {
    private let model: TopicModel
    private var scanner: FeatureScanner
    private var starts: [UInt64] = []
    private var places: [Int32] = []
    private var factors: [Float] = []
    private var slots: [UInt64] = []
    /// One score a label, higher for the likelier; valid after ``score(title:text:)``.
    private(set) var scores: [Float]
    /// How many terms of the last document the model knows.
    private(set) var knownTerms = 0
    /// The share of the last document's words that the model knows; 1 for texts too short to say.
    private(set) var coverage = 1.0
    private let frequencies: FrequencyWeights
    private var blockScores: [Float]

    /// In fewer words, a rare name or two decide the share.
    private static let leastWords = 16

    init(_ model: TopicModel) {
        self.model = model
        scanner = FeatureScanner(blocks: model.blocks)
        scores = model.biases
        frequencies = FrequencyWeights(model.termFrequency)
        blockScores = [Float](repeating: 0, count: model.labels.count)
    }

    /// Scores a document.
    ///
    /// - Complexity: O(length + known terms × labels).
    mutating func score(title: String?, text: String) {
        scores = model.biases
        knownTerms = 0
        coverage = 1
        scanner.scan(title: title, text: text)
        for table in model.tables {
            let hashes = scanner.hashes(of: table.block)
            add(hashes, table)
        }
    }

    private mutating func add(_ hashes: [UInt64], _ table: FeatureTable) {
        guard !hashes.isEmpty else { return }
        let found = table.find(hashes, &starts, &places)
        if table.block == .words, hashes.count >= Self.leastWords { coverage = Double(found) / Double(hashes.count) }
        guard found > 0 else { return }
        // Count equal places in a small table: place + 1 in the high half, count in the low one.
        var capacity = 64
        while capacity < found * 2 { capacity *= 2 }
        if slots.count < capacity {
            slots = [UInt64](repeating: 0, count: capacity)
        } else {
            for slot in 0..<capacity { slots[slot] = 0 }
        }
        let mask = capacity - 1
        for index in 0..<found {
            let tag = UInt64(places[index]) + 1
            var slot = Int(truncatingIfNeeded: (tag &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
            while slots[slot] != 0 && slots[slot] >> 32 != tag { slot = (slot + 1) & mask }
            if slots[slot] == 0 { slots[slot] = tag << 32 }
            slots[slot] &+= 1
        }
        var squares: Float = 0
        let frequencies = frequencies
        // In the order of the small table's slots, which depends on the terms alone.
        var distinct = 0
        if factors.count < found { factors = [Float](repeating: 0, count: places.count) }
        for slot in 0..<capacity where slots[slot] != 0 {
            let place = Int(slots[slot] >> 32) - 1
            let value =
                frequencies.weight(UInt32(truncatingIfNeeded: slots[slot])) * table.idf(at: place)
            squares += value * value
            places[distinct] = Int32(truncatingIfNeeded: place)
            factors[distinct] = value * table.step(at: place)
            distinct += 1
        }
        knownTerms += distinct
        guard squares > 0 else { return }
        for index in blockScores.indices { blockScores[index] = 0 }
        table.add(distinct, places, times: factors, to: &blockScores)
        let scale = table.weight / squares.squareRoot()
        for index in scores.indices { scores[index] += scale * blockScores[index] }
    }
}
