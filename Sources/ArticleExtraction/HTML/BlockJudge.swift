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
    ///
    /// - Parameters:
    ///   - threshold: how likely a block must be on a page of which the trees are sure; on others the bar is lower.
    ///   - model: the trees.
    /// - Returns: a decision for each block.
    package func verdicts(threshold: Float, model: TwoStageModel = .article) -> [Decision] {
        let probabilities = probabilities(model)
        let certainty = highestExpectedF1(probabilities)
        let square = certainty * certainty
        let bar = threshold * square * square * certainty
        var kept = probabilities.map { $0 >= bar }
        for row in kept.indices where kept[row] && DropReason.isSurelyNotice(row, in: page) { kept[row] = false }
        for row in RepeatedPassages.copies(in: page, kept: kept) { kept[row] = false }
        return zip(probabilities, kept).map { Decision(probability: $0, isKept: $1) }
    }

    /// The F1 of the best choice of blocks, as the probabilities let one expect it: near 1 where they are sure, low on a page
    /// of which little is sure.
    ///
    /// The best choice are the blocks likelier than half of it (Lipton, Elkan, Naryanaswamy 2014, theorem 1), so that a page
    /// with text is never empty. The trees were fitted on articles and are too sure that pages of other types hold none;
    /// the fifth power of it lets the bar fall faster. On 296 of the 762 pages of WCXB's development part, which the trees
    /// have not seen, F1 of words is 0.77 with a bar of 0.5 and 0.85 with half of its fifth power (in a replica in Python), on articles
    /// alone 0.951 and 0.963; half of its third and fourth power come to 0.84 and 0.845. `evaluate-text extraction` measures them.
    private func highestExpectedF1(_ probabilities: [Float]) -> Float {
        let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
        let lengths = page.blocks.map { Float($0.text.count) }
        let likely = zip(probabilities, lengths).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        var (found, chosen, best): (Float, Float, Float) = (0, 0, 0)
        for row in order {
            found += probabilities[row] * lengths[row]
            chosen += lengths[row]
            best = max(best, 2 * found / (chosen + likely))
        }
        return best
    }
}
