/// What the search for topics is tuned by.
///
/// Values were chosen on samples of eight collections' training parts with a replica of the
/// method (`Documentation/Topics.md`); `evaluate-few-labels tune` re-checks them.
package struct TopicSettings: Sendable, Hashable {
    /// Below this number of texts only the cosine with the labels counts.
    package var fewestTexts = 150
    /// From this number of texts on their own latent topics join the word vectors.
    package var fewestForLatent = 2000
    /// And only if texts have so many counted words on average: few words in common say little.
    package var shortestForLatent: Float = 10
    /// The number of latent topics is this at the most, and a fifth of the texts.
    package var latentTopics = 200
    /// The steps of the decomposition.
    package var decompositionSteps = 5
    /// The weight of the latent space beside the vectors'.
    package var latentWeight: Float = 1
    /// What share of the mean is taken from texts and from labels.
    package var centering: Float = 0.5
    /// The seeds of a label: this share of the texts, and so many at least.
    package var seedShare = 0.004
    package var fewestSeeds = 12
    /// What the mean of n examples counts beside a label's name, times √n.
    package var exampleWeight: Float = 1
    /// What share of its anchor a centroid keeps.
    package var keep: Float = 0.9
    /// The temperature of soft assignment.
    package var temperature: Float = 0.1
    package var clusterRounds = 15
    package var mixtureRounds = 6
    /// What share of the clusters' objective the mixture must keep.
    package var mixtureTolerance = 1.0
    /// Words in fewer texts are not counted.
    package var minimumDocuments = 2

    /// What the logarithms of a text's odds are multiplied by: they would be too sure, the more so the longer the text.
    ///
    /// Fitted on eight collections with 3 to 190 counted words a text, whose best constant factors are 0.3 to 0.1.
    func certainty(words: Float) -> Float { 0.07 + 0.35 / max(1, words).squareRoot() }

    /// What discovered topics are found with.
    package static var discovery: TopicSettings {
        var settings = TopicSettings()
        settings.fewestTexts = 0
        settings.fewestForLatent = 0
        settings.latentTopics = 100
        settings.latentWeight = 1.5
        settings.mixtureRounds = 10
        return settings
    }

    package init() {}
}
