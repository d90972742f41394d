internal import PretrainedModels
internal import Serialization
package import TextProcessing

extension TwoStageModel {
    /// The model that tells boilerplate from the sentences of an article; see `Models/boilerplate`.
    package static let boilerplate = EmbeddedModel.load(epitome_model_boilerplate()) {
        try TwoStageModel($0, features: BoilerplateFeatures.columns, context: SentenceContext.columns)
    }

    /// How many sentences have their rows of numbers at a time.
    ///
    /// A row of the second stage has 472 bytes, which a text of millions of lines cannot afford all at once. Most articles
    /// are one block, whose rows are made once for both stages.
    private static let block = 4096

    /// The probability of each sentence that it is boilerplate.
    ///
    /// - Parameters:
    ///   - features: what the sentences say.
    ///   - sentences: the sentences that the features were made of.
    ///   - text: the text they lie in.
    /// - Returns: a probability for each sentence; all 0 if the trees do not fit the features.
    package func probabilities(
        _ features: BoilerplateFeatures, _ sentences: [Sentence], in text: Span<UInt8>
    ) -> [Float] {
        let blocks = stride(from: 0, to: features.rows, by: Self.block).map {
            $0..<min(features.rows, $0 + Self.block)
        }
        var own: [Float] = []
        var values: [Float] = []
        for block in blocks {
            values = features.values(of: block, sentences, in: text)
            own += first.probabilities(values, columns: BoilerplateFeatures.count)
        }
        let none = [Float](repeating: 0, count: features.rows)
        guard own.count == features.rows else { return none }
        let context = SentenceContext(features, own)
        var all: [Float] = []
        for block in blocks {
            if blocks.count > 1 { values = features.values(of: block, sentences, in: text) }
            all += second.probabilities(
                context.values(of: block, followedBy: values),
                columns: SentenceContext.count + BoilerplateFeatures.count)
        }
        return all.count == features.rows ? all : none
    }
}
