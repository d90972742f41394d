internal import Foundations
internal import TextProcessing
internal import Vectorization
internal import Vectors

/// Texts as vectors in one or two spaces side by side: the sums of their word vectors, and the latent topics of the
/// collection itself.
struct TextSpaces: Sendable {
    /// How words are counted and weighed.
    let vectorizer: TfidfVectorizer
    private let vectors: WordVectors?
    private let latent: DenseFactor?
    private let settings: TopicSettings
    /// What is taken from each row of a space before it is brought to length 1.
    private var means: [[Float]] = []

    /// The rows of the texts that the spaces were fitted on, and the counts of their words.
    struct Fitted {
        var rows: DenseMatrix
        var counts: CSRMatrix
    }

    /// How words are cut: no mark joins, two scalars at least, and none of the language's function words.
    static func terms(_ language: Language) -> TermOptions {
        TermOptions(rules: .plain, minimumWordLength: 2, stopWords: StopWords.words(for: language))
    }

    /// Fits the spaces to texts; `vectors` are those of their language, if there are any.
    static func fit(
        _ texts: [String], language: Language, vectors: WordVectors?, settings: TopicSettings, threads: Int
    ) -> (spaces: TextSpaces, fitted: Fitted) {
        let minimum = isSmall(texts.count, settings) ? 1 : settings.minimumDocuments
        let (counter, counts) = CountVectorizer.fitTransform(
            texts, terms: terms(language), selection: TermSelection(minimumDocuments: .count(minimum)), threads: threads
        )
        let vectorizer = TfidfVectorizer(counter: counter, weighting: TfidfWeighting(termFrequency: .sublinear))
        var latent: DenseFactor?
        var parts: [DenseMatrix] = []
        let length = counts.values.reduce(0, +) / Float(max(1, texts.count))
        if vectors == nil || texts.count >= settings.fewestForLatent && length >= settings.shortestForLatent {
            var weights = counts
            vectorizer.weigh(&weights, threads: threads)
            let (svd, rows) = TruncatedSVD.fitTransform(
                weights, rank: Self.rank(texts.count, settings),
                options: TruncatedSVD.Options(iterations: settings.decompositionSteps), threads: threads)
            latent = DenseFactor(transposing: svd.components)
            parts.append(rows)
        }
        if let vectors { parts.append(vectors.vectors(of: texts, threads: threads)) }
        var settings = settings
        // The mean of few texts may be that of one topic.
        if texts.count < settings.fewestTexts { settings.centering = 0 }
        var spaces = TextSpaces(vectorizer: vectorizer, vectors: vectors, latent: latent, settings: settings)
        spaces.means = parts.indices.map { index in
            parts[index].normalizeRows()
            return parts[index].meanRow()
        }
        return (spaces, Fitted(rows: spaces.joined(parts, means: spaces.means), counts: counts))
    }

    /// The number of latent topics; of few texts none is lost, so that nothing but words in common counts.
    private static func rank(_ texts: Int, _ settings: TopicSettings) -> Int {
        min(settings.latentTopics, isSmall(texts, settings) ? texts : texts / 5)
    }

    /// Whether texts are so few that nothing of them can be spared.
    private static func isSmall(_ texts: Int, _ settings: TopicSettings) -> Bool {
        texts < max(settings.fewestTexts, 25)
    }

    private init(vectorizer: TfidfVectorizer, vectors: WordVectors?, latent: DenseFactor?, settings: TopicSettings) {
        self.vectorizer = vectorizer
        self.vectors = vectors
        self.latent = latent
        self.settings = settings
    }

    /// The rows of other texts, centered as those that were fitted.
    func rows(of texts: [String], threads: Int) -> DenseMatrix { joined(parts(texts, threads: threads), means: means) }

    /// The rows of labels, centered on their own mean, and whether any word of each is known.
    func labelRows(_ labels: [TopicLabel]) -> (rows: DenseMatrix, isKnown: [Bool]) {
        let parts = parts(labels.map(\.text), threads: 1)
        let isKnown = labels.indices.map { label in parts.contains { $0.row(label).contains { $0 != 0 } } }
        return (joined(parts, means: parts.map { $0.meanRow() }), isKnown)
    }

    /// Unit rows in each space, not yet centered.
    private func parts(_ texts: [String], threads: Int) -> [DenseMatrix] {
        var parts: [DenseMatrix] = []
        if let latent {
            var rows = vectorizer.transform(texts, threads: threads).times(latent, threads: threads)
            rows.normalizeRows()
            parts.append(rows)
        }
        if let vectors { parts.append(vectors.vectors(of: texts, threads: threads)) }
        return parts
    }

    /// Takes a share of a mean from each space's rows, brings them to length 1 and sets them side by side.
    private func joined(_ parts: [DenseMatrix], means: [[Float]]) -> DenseMatrix {
        let weights = parts.indices.map { $0 == 0 && parts.count > 1 ? settings.latentWeight : 1 }
        let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let width = parts.reduce(0) { $0 + $1.columnCount }
        var result = DenseMatrix(rowCount: parts.first?.rowCount ?? 0, columnCount: width)
        var start = 0
        for (index, part) in parts.enumerated() {
            let columns = part.columnCount
            let shift = means[index].map { $0 * settings.centering }
            for row in 0..<part.rowCount {
                var squares: Float = 0
                var isEmpty = true
                for column in 0..<columns {
                    let value = part.values[row * columns + column]
                    if value != 0 { isEmpty = false }
                    let moved = value - shift[column]
                    squares += moved * moved
                    result.values[row * width + start + column] = moved
                }
                // A text that nothing is known of stays at 0.
                let factor = isEmpty || squares == 0 ? 0 : weights[index] / length / squares.squareRoot()
                for column in 0..<columns { result.values[row * width + start + column] *= factor }
            }
            start += columns
        }
        return result
    }
}
