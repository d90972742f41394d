internal import Foundations
public import TextProcessing
public import Vectorization
public import Vectors

/// Topics known by their names alone, learned from unlabeled texts.
///
/// ```swift
/// let labels = [TopicLabel("sport"), TopicLabel("politics", description: "government, elections")]
/// let topics = try NamedTopics(labels, learningFrom: texts, threads: 2)
/// let shares = topics.probabilities(of: texts)       // a row for each text, a column for each label
/// ```
///
/// The names' word vectors pick a few texts for each topic (seeds), soft spherical k-means draws the centroids there, and
/// naive Bayes with expectation maximization learns the words of all texts from that first guess. Without texts, or with
/// few, the cosine with the names decides. Sources: Meng and others, "Weakly-Supervised Neural Text Classification" (CIKM
/// 2018) and Wang and others, "X-Class" (NAACL 2021) for the way from names to seeds to a classifier, which they take with
/// neural encoders; ``SphericalKMeans``; ``NaiveBayesMixture``.
public struct NamedTopics: Sendable {
    /// The labels, in the order of the columns of probabilities.
    public let labels: [TopicLabel]
    /// The language of the texts.
    public let language: Language
    /// For each label the places of the texts that it began with, best first; empty without texts.
    public let seeds: [[Int]]

    let spaces: TextSpaces
    let centroids: DenseMatrix
    let mixture: NaiveBayesMixture?
    let settings: TopicSettings
    /// The probabilities of the texts that were learned from.
    let learned: DenseMatrix

    /// Learns topics.
    ///
    /// - Parameters:
    ///   - labels: at least two, with different names.
    ///   - texts: unlabeled texts of the kind that will be asked for; may be those texts themselves.
    ///   - examples: the label's place by the place of each text whose label is known.
    ///   - language: their language; identified where absent.
    ///   - vectors: word vectors of that language; by default the program's own for English, and none for others, where
    ///     only words that the texts have say what a label means.
    ///   - threads: how many threads share the work.
    /// - Throws: ``TopicError``.
    /// - Complexity: O(bytes + texts · (labels + 328) · rounds), and that of `TruncatedSVD` from 2,000 texts on.
    public init(
        _ labels: [TopicLabel], learningFrom texts: [String], examples: [Int: Int] = [:], language: Language? = nil,
        vectors: WordVectors? = nil, threads: Int = 1
    ) throws(TopicError) {
        try self.init(
            labels, texts, examples: examples, language: language, vectors: vectors, settings: TopicSettings(),
            threads: threads)
    }

    package init(
        _ labels: [TopicLabel], _ texts: [String], examples: [Int: Int] = [:], language: Language?,
        vectors: WordVectors?, settings: TopicSettings, threads: Int
    ) throws(TopicError) {
        try Self.check(labels)
        let language = language ?? CollectionLanguage.identify(texts, or: labels.map(\.text))
        self.labels = labels
        self.language = language
        self.settings = settings
        let vectors = vectors ?? (language == .english ? WordVectors.english : nil)
        guard vectors != nil || !texts.isEmpty else {
            throw TopicError(
                .noTexts,
                "there are no word vectors for the language \"\(language.rawValue)\": what a label means there is "
                    + "learned from texts, and there are none")
        }
        let (spaces, fitted) = TextSpaces.fit(
            texts, language: language, vectors: vectors, settings: settings, threads: threads)
        self.spaces = spaces
        let (labelRows, isKnown) = spaces.labelRows(labels)
        let taught = Set(examples.values)
        if let place = isKnown.indices.first(where: { !isKnown[$0] && !taught.contains($0) }) {
            throw Self.unknown(labels[place])
        }
        guard texts.count >= settings.fewestTexts else {
            seeds = labels.map { _ in [] }
            centroids = Self.withExamples(labelRows, examples, fitted.rows, settings)
            mixture = nil
            learned = Self.shares(fitted.rows, centroids, settings, threads: threads)
            return
        }
        let named = Self.withExamples(labelRows, examples, fitted.rows, settings)
        let scores = Self.standardized(fitted.rows.timesTranspose(of: named))
        let seeds = Self.seeds(scores, settings)
        var anchors = named
        Self.add(seeds, of: fitted.rows, times: { _ in 1 }, to: &anchors)
        anchors.normalizeRows()
        let centroids = SphericalKMeans.anchored(
            fitted.rows, at: anchors, keep: settings.keep, temperature: settings.temperature,
            rounds: settings.clusterRounds, threads: threads)
        var guess = Self.shares(fitted.rows, centroids, settings, threads: threads)
        // What is known stays as it is in every round.
        for (text, label) in examples { guess.setRow(text, toClass: label) }
        let mixture = NaiveBayesMixture(
            fitted.counts, start: guess, tether: guess, rounds: settings.mixtureRounds, threads: threads)
        var answer = Self.answer(fitted.rows, fitted.counts, centroids, mixture, settings, threads: threads)
        for (text, label) in examples { answer.setRow(text, toClass: label) }
        (self.seeds, self.centroids, self.mixture, learned) = (seeds, centroids, mixture, answer)
    }

    /// The probabilities of the labels for the texts that were learned from: a row for each text, a column for each label.
    public var probabilitiesOfLearned: DenseMatrix { learned }

    /// The probabilities of the labels for texts: a row for each text, a column for each label.
    ///
    /// - Complexity: O(bytes + texts · labels · dimensions).
    public func probabilities(of texts: [String], threads: Int = 1) -> DenseMatrix {
        let rows = spaces.rows(of: texts, threads: threads)
        guard let mixture else { return Self.shares(rows, centroids, settings, threads: threads) }
        let counts = spaces.vectorizer.counter.transform(texts, threads: threads)
        return Self.answer(rows, counts, centroids, mixture, settings, threads: threads)
    }

    /// The product of what centroids and words say, each text as sure as its number of words allows.
    private static func answer(
        _ rows: DenseMatrix, _ counts: CSRMatrix, _ centroids: DenseMatrix, _ mixture: NaiveBayesMixture,
        _ settings: TopicSettings, threads: Int
    ) -> DenseMatrix {
        var scores = mixture.scores(of: counts, threads: threads)
        let cosines = rows.timesTranspose(of: centroids)
        let lengths = counts.rowNorms(.l1)
        for row in 0..<scores.rowCount {
            let certainty = settings.certainty(words: lengths[row])
            for label in 0..<scores.columnCount {
                scores[row, label] = certainty * (scores[row, label] + cosines[row, label] / settings.temperature)
            }
        }
        scores.softmaxRows(threads: threads)
        scores.clearRows(whereEmpty: rows)
        return scores
    }

    /// The mean share of texts' words that have English vectors.
    package static func englishWords(_ texts: [String]) -> Float { CollectionLanguage.englishWords(texts) }

    /// What the centroids alone say of texts.
    package func guesses(of texts: [String], threads: Int) -> DenseMatrix {
        Self.shares(spaces.rows(of: texts, threads: threads), centroids, settings, threads: threads)
    }

    /// Whether words were learned from the texts; of few texts they are not.
    public var hasLearned: Bool { mixture != nil }

    /// The probabilities of the labels for one text; all 0 if no word of it is known.
    public func shares(of text: String) -> [Float] { probabilities(of: [text]).values }

    /// The probabilities of the labels for one of the texts that were learned from; all 0 if no word of it is known.
    public func sharesOfLearned(_ place: Int) -> [Float] { Array(learned.row(place)) }

    /// The likeliest label of each text that was learned from, as a place in ``labels``, with its probability; nil where no
    /// word of the text is known.
    public var answersOfLearned: [(label: Int, probability: Double)?] {
        learned.largestPlaces().enumerated().map { row, label in
            let probability = Double(learned[row, label])
            return probability > 0 ? (label, probability) : nil
        }
    }

    private static func check(_ labels: [TopicLabel]) throws(TopicError) {
        guard labels.count >= 2 else {
            throw TopicError(.tooFewLabels, "at least two labels are needed: with one, every text would have it")
        }
        var names = Set<String>()
        for label in labels {
            guard label.name.contains(where: { $0.isLetter || $0.isNumber }) else {
                throw TopicError(.emptyLabel, "a label needs a name with a letter or digit, not \"\(label.name)\"")
            }
            guard names.insert(label.name).inserted else {
                throw TopicError(.equalLabels, "two labels are called \"\(label.name)\"")
            }
        }
    }

    private static func unknown(_ label: TopicLabel) -> TopicError {
        TopicError(
            .unknownLabel,
            "no word of the label \"\(label.name)\" is known, nor is any in the texts: add a description or keywords "
                + "in the language of the texts, as in `\(label.name): word, word`")
    }

    /// Takes from each label's scores their mean over the texts and divides by their spread: no label attracts everything.
    private static func standardized(_ scores: DenseMatrix) -> DenseMatrix {
        var result = scores
        let means = scores.meanRow()
        for column in 0..<scores.columnCount {
            var squares = 0.0
            for row in 0..<scores.rowCount {
                let difference = Double(scores[row, column] - means[column])
                squares += difference * difference
            }
            let spread = Float((squares / Double(max(1, scores.rowCount))).squareRoot()) + 1e-9
            for row in 0..<scores.rowCount { result[row, column] = (scores[row, column] - means[column]) / spread }
        }
        return result
    }

    /// For each label the texts whose score leads the best other label's by most.
    private static func seeds(_ scores: DenseMatrix, _ settings: TopicSettings) -> [[Int]] {
        let (rows, labels) = (scores.rowCount, scores.columnCount)
        let count = min(
            rows, max(settings.fewestSeeds, Int((settings.seedShare * Double(rows)).rounded())))
        var leads = DenseMatrix(rowCount: labels, columnCount: rows)
        for row in 0..<rows {
            var (best, second) = (-Float.infinity, -Float.infinity)
            for value in scores.row(row) {
                if value > best { (best, second) = (value, best) } else { second = max(second, value) }
            }
            for label in 0..<labels {
                let own = scores[row, label]
                leads[label, row] = own - (own == best ? second : best)
            }
        }
        return (0..<labels).map { leads.largestPlaces(ofRow: $0, limit: count) }
    }

    /// Labels drawn to the mean of their examples, the more there are.
    private static func withExamples(
        _ labels: DenseMatrix, _ examples: [Int: Int], _ rows: DenseMatrix, _ settings: TopicSettings
    ) -> DenseMatrix {
        var result = labels
        result.normalizeRows()
        guard !examples.isEmpty else { return result }
        var members = [[Int]](repeating: [], count: labels.rowCount)
        for text in examples.keys.sorted() { members[examples[text] ?? 0].append(text) }
        add(members, of: rows, times: { settings.exampleWeight * Float($0).squareRoot() }, to: &result)
        result.normalizeRows()
        return result
    }

    /// Adds to each class's row the mean direction of its members, times a factor that depends on how many these are.
    private static func add(
        _ members: [[Int]], of rows: DenseMatrix, times factor: (Int) -> Float, to anchors: inout DenseMatrix
    ) {
        var sums = DenseMatrix(rowCount: anchors.rowCount, columnCount: anchors.columnCount)
        for label in members.indices {
            for row in members[label] {
                for column in 0..<rows.columnCount { sums[label, column] += rows[row, column] }
            }
        }
        sums.normalizeRows()
        for label in members.indices {
            let factor = factor(members[label].count)
            for column in 0..<rows.columnCount { anchors[label, column] += factor * sums[label, column] }
        }
    }

    private static func shares(
        _ rows: DenseMatrix, _ centroids: DenseMatrix, _ settings: TopicSettings, threads: Int
    ) -> DenseMatrix {
        var shares = rows.timesTranspose(of: centroids)
        shares.softmaxRows(scale: 1 / settings.temperature, threads: threads)
        shares.clearRows(whereEmpty: rows)
        return shares
    }
}
