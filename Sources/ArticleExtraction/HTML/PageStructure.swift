internal import Boilerplate
internal import Foundations
internal import TextProcessing

/// Repetition and relation: elements that stand in rows of their like, the article elements, the headline, and what
/// title and description of the page say.
struct PageStructure: Sendable {
    private var siblings: [Int32]
    private var articles: [Int32]
    private var articleCount: Int32 = 0
    private let headline: Int
    private var titleWords: Set<UInt32> = []
    private var descriptionWords: Set<UInt32> = []
    private let repetition: Repetition

    init(_ page: HTMLPage) {
        // Elements of the same kind and class under one parent: a list of teasers, of comments, of paragraphs.
        var counts: [UInt64: Int32] = [:]
        var keys = [UInt64](repeating: 0, count: page.nodes.count)
        articles = [Int32](repeating: -1, count: page.nodes.count)
        let attributes = page.attributes.span
        for (index, node) in page.nodes.enumerated() {
            let parent = UInt64(UInt32(bitPattern: node.parent)) << 32
            var hash = FNV1a(startingAt: (UInt64(node.tag.rawValue) &+ 1) &* GoldenRatio.bits ^ parent)
            // Names with numbers ("post-1806") are equal but for the number.
            for offset in Int(node.label.lowerBound)..<Int(node.label.upperBound) {
                let byte = attributes[offset]
                if !ASCII.isDigit(byte) { hash.add(byte) }
            }
            keys[index] = hash.value
            if node.endBlock > node.firstBlock { counts[hash.value, default: 0] += 1 }
            if node.parent >= 0 { articles[index] = articles[Int(node.parent)] }
            if node.tag == .article {
                articles[index] = articleCount
                articleCount += 1
            }
        }
        siblings = keys.map { counts[$0] ?? 0 }
        repetition = Repetition(page)
        headline = page.blocks.firstIndex { page.nodes[Int($0.node)].tag == .h1 } ?? -1
        titleWords = PageStructure.words([page.title] + PageStructure.values(page, ["og:title", "twitter:title"]))
        descriptionWords = PageStructure.words(
            PageStructure.values(page, ["og:description", "description", "twitter:description"]))
    }

    private static func values(_ page: HTMLPage, _ names: [String]) -> [String] {
        page.statements.filter { names.contains($0.name) }.map(\.value)
    }

    private static func words(_ texts: [String]) -> Set<UInt32> {
        var words: Set<UInt32> = []
        for text in texts {
            let bytes = Array(text.utf8)
            WordHashes.forEachWord(in: bytes.span, range: 0..<bytes.count) { hash, length in
                if length > 2 { words.insert(hash) }
            }
        }
        return words
    }

    /// Appends the columns of one block.
    func append(_ row: Int, _ page: HTMLPage, to columns: inout some ColumnSink) {
        let block = page.blocks[row]
        var index = block.node
        var nested: Float = 0
        for level in 0..<6 {
            columns.add("siblings", "\(level)", index >= 0 ? LogarithmicScale.value(Float(siblings[Int(index)])) : -1)
            if index >= 0 { index = page.nodes[Int(index)].parent }
        }
        index = block.node
        var level: Float = 0
        var headlineLevel: Float = -1
        var steps = 0
        while index >= 0, steps < 64 {
            let node = page.nodes[Int(index)]
            if node.tag == .article { nested += 1 }
            if headlineLevel < 0, headline >= Int(node.firstBlock), headline < Int(node.endBlock) {
                headlineLevel = level
            }
            level += 1
            steps += 1
            index = node.parent
        }
        columns.add("toHeadline", min(headlineLevel, 12))
        columns.add("articlesAround", min(nested, 4))
        let article = articles[Int(block.node)]
        columns.add("article", Float(min(article, 20)))
        columns.add("articles", LogarithmicScale.value(Float(articleCount)))
        let headlineArticle = headline < 0 ? -1 : articles[Int(page.blocks[headline].node)]
        columns.add("isInHeadlineArticle", article >= 0 && article == headlineArticle ? 1 : 0)
        appendTitleWords(block, page, to: &columns)
        let (before, after) = repetition.shares(of: row)
        columns.add("repeatsEarlier", before)
        columns.add("repeatedLater", after)
    }

    private func appendTitleWords(_ block: HTMLPage.TextBlock, _ page: HTMLPage, to columns: inout some ColumnSink) {
        var words: Float = 0
        var inTitle: Float = 0
        var inDescription: Float = 0
        WordHashes.forEachWord(in: page.text.span, range: block.range) { hash, length in
            guard length > 2, words < 60 else { return }
            words += 1
            if titleWords.contains(hash) { inTitle += 1 }
            if descriptionWords.contains(hash) { inDescription += 1 }
        }
        columns.add("titleShare", inTitle / max(1, words))
        columns.add("titleCoverage", inTitle / max(1, Float(titleWords.count)))
        columns.add("descriptionShare", inDescription / max(1, words))
        columns.add("descriptionCoverage", inDescription / max(1, Float(descriptionWords.count)))
    }
}

/// How much of each block's wording stands in other blocks of the page, from a sample of its runs of four words.
///
/// Pages repeat their articles: once for machines and once for readers, or as a teaser below.
struct Repetition: Sendable {
    private var samples: [Range<Int32>] = []
    private var hashes: [UInt32] = []
    private var first: [UInt32: Int32] = [:]
    private var last: [UInt32: Int32] = [:]

    init(_ page: HTMLPage) {
        samples.reserveCapacity(page.blocks.count)
        for (row, block) in page.blocks.enumerated() {
            let start = Int32(hashes.count)
            var (one, two, three): (UInt32, UInt32, UInt32) = (0, 0, 0)
            var words = 0
            WordHashes.forEachWord(in: page.text.span, range: block.range) { hash, _ in
                words += 1
                let run = ((one &* 31 &+ two) &* 31 &+ three) &* 31 &+ hash
                (one, two, three) = (two, three, hash)
                // Every eighth run is enough to see a repeated paragraph.
                guard words >= 4, (run &* GoldenRatio.bits32) >> 29 == 0 else { return }
                hashes.append(run)
                if first[run] == nil { first[run] = Int32(row) }
                last[run] = Int32(row)
            }
            samples.append(start..<Int32(hashes.count))
        }
    }

    /// The shares of a block's sampled runs that occur in earlier and in later blocks.
    func shares(of row: Int) -> (before: Float, after: Float) {
        let range = samples[row]
        guard !range.isEmpty else { return (0, 0) }
        var (before, after): (Float, Float) = (0, 0)
        for index in Int(range.lowerBound)..<Int(range.upperBound) {
            let hash = hashes[index]
            if (first[hash] ?? Int32(row)) < Int32(row) { before += 1 }
            if (last[hash] ?? Int32(row)) > Int32(row) { after += 1 }
        }
        return (before / Float(range.count), after / Float(range.count))
    }
}
