internal import Foundations
public import TextProcessing
public import Vectorization
internal import Vectors

/// Topics that a collection has by itself.
///
/// ```swift
/// let topics = DiscoveredTopics(of: texts, count: 14, threads: 2)
/// for topic in topics.topics { print(topic.size, topic.words.joined(separator: " ")) }
/// topics.answers[0].topic                            // the topic of the first text
/// ```
///
/// Spherical k-means over word vectors and latent topics of the collection, then a mixture of multinomial distributions over
/// the counts of words, where it does not make the clusters worse. Topics come in the order of their sizes.
public struct DiscoveredTopics: Sendable {
    /// A topic.
    public struct Topic: Sendable, Hashable {
        /// The words that tell it from the others, best first.
        public var words: [String]
        /// How many of the texts it has.
        public var size: Int
        /// The places of the texts nearest to its centroid, nearest first.
        public var nearest: [Int]
    }

    /// The topic of a text.
    public struct Answer: Sendable, Hashable {
        /// The topic, as a place among the topics; nil if no word of the text is known.
        public var topic: Int?
        /// How likely it is among the topics.
        public var probability: Double
        /// Whether the text is further from the topic's centroid than nearly all others: it may have a topic of its own.
        public var isOutlier: Bool
    }

    /// The topics, the largest first.
    public let topics: [Topic]
    /// The answers for the texts that topics were found in.
    public let answers: [Answer]
    /// The language of the texts.
    public let language: Language

    let spaces: TextSpaces
    let centroids: DenseMatrix
    private let mixture: NaiveBayesMixture?
    private let settings: TopicSettings
    /// For each topic the cosine with its centroid below which a text is an outlier.
    private let bars: [Float]

    /// Finds topics.
    ///
    /// - Parameters:
    ///   - texts: at least one.
    ///   - count: how many topics; nil for as many as the texts seem to have.
    ///   - language: their language; identified where absent.
    ///   - vectors: word vectors of that language; by default the program's own for English.
    ///   - wordCount: how many words each topic is named by.
    ///   - seed: what k-means starts from.
    ///   - threads: how many threads share the work.
    /// - Throws: ``TopicError`` if there is no text with a word.
    /// - Complexity: O(bytes + texts · topics · 228 · rounds), and that of `TruncatedSVD`.
    public init(
        of texts: [String], count: Int? = nil, language: Language? = nil, vectors: WordVectors? = nil,
        wordCount: Int = 10, seed: UInt64 = 1, threads: Int = 1
    ) throws(TopicError) {
        try self.init(
            of: texts, count: count, language: language, vectors: vectors, wordCount: wordCount, seed: seed,
            settings: .discovery, threads: threads)
    }

    package init(
        of texts: [String], count: Int?, language: Language?, vectors: WordVectors?, wordCount: Int, seed: UInt64,
        settings: TopicSettings, threads: Int
    ) throws(TopicError) {
        let language = language ?? CollectionLanguage.identify(texts, or: [])
        self.language = language
        self.settings = settings
        let (spaces, fitted) = TextSpaces.fit(
            texts, language: language, vectors: vectors ?? (language == .english ? WordVectors.english : nil),
            settings: settings, threads: threads)
        self.spaces = spaces
        let known = (0..<texts.count).filter { fitted.rows.row($0).contains { $0 != 0 } }
        guard !known.isEmpty else {
            throw TopicError(.noTexts, "there is no text with a word that could be counted")
        }
        let rows = fitted.rows.rows(at: known)
        let counts = fitted.counts.rows(at: known)
        let clusters = count ?? TopicNumber.estimate(rows, threads: threads)
        let found = Self.refined(
            SphericalKMeans(rows, count: clusters, seed: seed, threads: threads), rows, counts, settings,
            threads: threads)
        mixture = found.mixture.map { $0.ordered(found.order) }
        let middles = found.centroids.rows(at: found.order)
        centroids = middles
        let shares = found.shares.columns(at: found.order)
        let assigned = shares.largestPlaces()
        let cosines = assigned.indices.map { rows.dot(row: $0, middles, row: assigned[$0]) }
        bars = Self.bars(cosines, assigned, topics: middles.rowCount)
        let words = TopicWords.best(
            wordCount, counts, spaces.vectorizer.vocabulary,
            shares: DenseMatrix(membership: assigned, classCount: middles.rowCount), threads: threads)
        topics = words.indices.map { topic in
            let members = assigned.indices.filter { assigned[$0] == topic }
            let nearest = members.sorted { (cosines[$0], $1) > (cosines[$1], $0) }.prefix(Self.nearestCount)
            return Topic(words: words[topic], size: members.count, nearest: nearest.map { known[$0] })
        }
        var answers = [Answer](
            repeating: Answer(topic: nil, probability: 0, isOutlier: true), count: texts.count)
        for (place, text) in known.enumerated() {
            let topic = assigned[place]
            answers[text] = Answer(
                topic: topic, probability: Double(shares[place, topic]), isOutlier: cosines[place] < bars[topic])
        }
        self.answers = answers
    }

    /// How many of a topic's nearest texts are kept.
    private static let nearestCount = 5

    /// The topics of other texts.
    ///
    /// - Complexity: O(bytes + texts · topics · dimensions).
    public func answers(for texts: [String], threads: Int = 1) -> [Answer] {
        let rows = spaces.rows(of: texts, threads: threads)
        let counts = spaces.vectorizer.counter.transform(texts, threads: threads)
        let shares =
            mixture.map { Self.shares(counts, $0, settings, threads) }
            ?? Self.shares(rows, centroids, settings, threads)
        return shares.largestPlaces().enumerated().map { row, topic in
            guard rows.row(row).contains(where: { $0 != 0 }) else {
                return Answer(topic: nil, probability: 0, isOutlier: true)
            }
            let cosine = rows.dot(row: row, centroids, row: topic)
            return Answer(topic: topic, probability: Double(shares[row, topic]), isOutlier: cosine < bars[topic])
        }
    }

    private struct Refined {
        var shares: DenseMatrix
        var centroids: DenseMatrix
        var mixture: NaiveBayesMixture?
        /// The clusters by falling size, those without a text left out.
        var order: [Int]
    }

    /// The clusters after the words of their texts have been learned, if that brings them no further apart.
    private static func refined(
        _ clusters: SphericalKMeans, _ rows: DenseMatrix, _ counts: CSRMatrix, _ settings: TopicSettings, threads: Int
    ) -> Refined {
        let before = clusters.assigned(rows)
        let start = DenseMatrix(membership: before, classCount: clusters.centroids.rowCount)
        let mixture = NaiveBayesMixture(
            counts, start: start, smoothing: 0.02, rounds: settings.mixtureRounds, threads: threads)
        let shares = Self.shares(counts, mixture, settings, threads)
        let after = shares.largestPlaces()
        let moved = SphericalKMeans.means(of: rows, after, keeping: clusters.centroids)
        let objective = after.indices.reduce(0.0) { $0 + Double(rows.dot(row: $1, moved, row: after[$1])) }
        guard objective >= clusters.objective * Double(rows.rowCount) * settings.mixtureTolerance else {
            let shares = self.shares(rows, clusters.centroids, settings, threads)
            return Refined(
                shares: shares, centroids: clusters.centroids, mixture: nil,
                order: order(shares.largestPlaces(), shares))
        }
        return Refined(shares: shares, centroids: moved, mixture: mixture, order: order(after, shares))
    }

    private static func order(_ assigned: [Int], _ shares: DenseMatrix) -> [Int] {
        var sizes = [Int](repeating: 0, count: shares.columnCount)
        for topic in assigned { sizes[topic] += 1 }
        return sizes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    }

    private static func shares(
        _ rows: DenseMatrix, _ centroids: DenseMatrix, _ settings: TopicSettings, _ threads: Int
    ) -> DenseMatrix {
        var shares = rows.timesTranspose(of: centroids)
        shares.softmaxRows(scale: 1 / settings.temperature, threads: threads)
        return shares
    }

    /// What the words say of texts, each as sure as its number of words allows.
    private static func shares(
        _ counts: CSRMatrix, _ mixture: NaiveBayesMixture, _ settings: TopicSettings, _ threads: Int
    ) -> DenseMatrix {
        var scores = mixture.scores(of: counts, threads: threads)
        let lengths = counts.rowNorms(.l1)
        for row in 0..<scores.rowCount {
            let certainty = settings.certainty(words: lengths[row])
            for topic in 0..<scores.columnCount { scores[row, topic] *= certainty }
        }
        scores.softmaxRows(threads: threads)
        return scores
    }

    /// Two standard deviations below the mean cosine of each topic's texts.
    private static func bars(_ cosines: [Float], _ assigned: [Int], topics: Int) -> [Float] {
        (0..<topics).map { topic in
            let own = assigned.indices.filter { assigned[$0] == topic }.map { Double(cosines[$0]) }
            let mean = own.reduce(0, +) / Double(max(1, own.count))
            let spread = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, own.count))).squareRoot()
            return Float(mean - 2 * spread)
        }
    }
}
