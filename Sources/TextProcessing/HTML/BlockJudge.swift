/// Decides for every block of a page whether it belongs to the article.
package struct BlockJudge: Sendable {
    /// A decision about one block.
    package struct Verdict: Sendable {
        /// The probability that the block belongs to the article.
        package var probability: Float
        /// Whether it is kept.
        package var isKept: Bool
    }

    private let page: HTMLPage
    private let features: BlockFeatures

    /// Measures the blocks of a page.
    package init(_ page: HTMLPage) {
        self.page = page
        features = BlockFeatures(page)
    }

    /// Decides for every block.
    package func verdicts(threshold: Float) -> [Verdict] {
        let negative: UInt64 = [
            PageWords.Group.comment, .related, .teaser, .share, .newsletter, .consent, .advert, .navigation, .footer,
            .sidebar, .caption, .author, .dialog, .donation, .form, .trending, .breadcrumb,
        ].reduce(0) { $0 | $1.bit }
        var scores = [Float]()
        for block in page.blocks {
            var score: Float = -1.5
            var index = block.node
            var distance: Float = 0
            let length = Float(block.text.count)
            let density = Float(block.linkBytes) / max(1, length)
            while index >= 0 {
                let node = page.nodes[Int(index)]
                if [.nav, .footer, .aside, .form, .figure, .header].contains(node.tag) { score -= 2 }
                if node.words & negative != 0 { score -= 2 / (1 + distance / 2) }
                if node.words & (PageWords.Group.article.bit | PageWords.Group.content.bit) != 0 {
                    score += 0.6 / (1 + distance / 4)
                }
                index = node.parent
                distance += 1
            }
            let tag = page.nodes[Int(block.node)].tag
            if tag == .p { score += 1 }
            if tag == .h1 { score -= 3 }
            score += min(3, BlockFeatures.log(length) - 5) - 4 * density
            if BlockFeatures.endsSentence(page.text.span, Int(block.text.lowerBound)..<Int(block.text.upperBound)) {
                score += 1
            }
            scores.append(score)
        }
        // The element whose blocks speak most for themselves.
        var prefix: [Float] = [0]
        for (block, score) in zip(page.blocks, scores) {
            prefix.append(prefix[prefix.count - 1] + score * Float(block.text.count).squareRoot())
        }
        var best = (node: 0, value: -Float.infinity)
        for (index, node) in page.nodes.enumerated() {
            let value = prefix[Int(node.endBlock)] - prefix[Int(node.firstBlock)]
            if value >= best.value, node.endBlock > node.firstBlock { best = (index, value) }
        }
        return page.blocks.indices.map { row in
            let node = page.nodes.isEmpty ? nil : page.nodes[best.node]
            let inside = node.map { row >= Int($0.firstBlock) && row < Int($0.endBlock) } ?? false
            let value = scores[row] + (inside ? 1 : -0.5)
            let probability = value > 0 ? 1 - 0.5 / (1 + value) : 0.5 / (1 - value)
            return Verdict(probability: probability, isKept: probability >= threshold)
        }
    }
}
