package import Boilerplate
internal import TextProcessing

/// Decides for every block of a page whether it belongs to the article, in two stages of boosted trees.
package struct BlockJudge: Sendable {
    /// A decision about one block.
    package struct Decision: Sendable {
        /// The probability that the block belongs to the article.
        package var probability: Float
        /// Whether it is kept.
        package var isKept: Bool
    }

    private let page: HTMLPage

    /// Creates a judge of one page.
    package init(_ page: HTMLPage) { self.page = page }

    /// The probability of each block.
    package func probabilities(_ model: TwoStageModel = .article) -> [Float] {
        guard !page.blocks.isEmpty else { return [] }
        let features = BlockFeatures(page, wording: model.wording)
        let first = model.first.probabilities(features.values, columns: BlockFeatures.count)
        guard first.count == page.blocks.count else { return [Float](repeating: 0, count: page.blocks.count) }
        let context = BlockContext(page, first, features: features)
        return model.second.probabilities(context.values, columns: BlockContext.count + BlockFeatures.count)
    }

    /// Decides for every block; sure notices and passages that repeat a kept one go.
    package func verdicts(threshold: Float, model: TwoStageModel = .article) -> [Decision] {
        let probabilities = probabilities(model)
        var kept = probabilities.map { $0 >= threshold }
        for row in kept.indices where kept[row] && DropReason.isSurelyNotice(row, in: page) { kept[row] = false }
        for row in RepeatedPassages.copies(in: page, kept: kept) { kept[row] = false }
        return zip(probabilities, kept).map { Decision(probability: $0, isKept: $1) }
    }
}
