internal import PretrainedModels
package import Serialization

/// Boosted regression trees over rows of numbers, as trained by `Models/article/train.py`.
package struct BlockTrees: Sendable {
    private struct Node: Sendable {
        var threshold: Float
        var feature: UInt16
        var left: Int16
        var right: Int16
    }

    private var roots: [Int16] = []
    private var nodes: [Node] = []
    private var leaves: [Float] = []
    /// The largest column that any node reads.
    private var maximumFeature = 0

    /// Reads the trees whose tensors have a prefix.
    ///
    /// Children are indices of nodes, or, when negative, the complement of an index of leaves. Both are checked here, and
    /// that a child comes after its parent, so that a walk ends whatever the file says.
    ///
    /// - Throws: ``SafetensorsError`` where a tensor is missing or of another type, or an index is out of range.
    package init(_ file: SafetensorsFile, prefix: String) throws {
        let thresholds: [Float] = try file.elements(named: prefix + ".threshold")
        let features: [UInt16] = try file.elements(named: prefix + ".feature")
        let left: [Int16] = try file.elements(named: prefix + ".left")
        let right: [Int16] = try file.elements(named: prefix + ".right")
        roots = try file.elements(named: prefix + ".root")
        leaves = try file.elements(named: prefix + ".leaf")
        guard features.count == thresholds.count, left.count == thresholds.count, right.count == thresholds.count else {
            throw SafetensorsError(.wrongShape, "The tensors of the trees \"\(prefix)\" have different lengths.")
        }
        nodes.reserveCapacity(thresholds.count)
        for index in thresholds.indices {
            for child in [left[index], right[index]] {
                let isValid =
                    child >= 0 ? Int(child) > index && Int(child) < thresholds.count : Int(~child) < leaves.count
                guard isValid else {
                    throw SafetensorsError(
                        .invalidValue, "Node \(index) of the trees \"\(prefix)\" has no child \(child).")
                }
            }
            maximumFeature = max(maximumFeature, Int(features[index]))
            nodes.append(
                Node(threshold: thresholds[index], feature: features[index], left: left[index], right: right[index]))
        }
        guard roots.allSatisfy({ $0 >= 0 ? Int($0) < nodes.count : Int(~$0) < leaves.count }) else {
            throw SafetensorsError(.invalidValue, "A root of the trees \"\(prefix)\" is out of range.")
        }
    }

    /// The probability for each row.
    ///
    /// - Complexity: rows times trees times their depth.
    package func probabilities(_ values: [Float], columns: Int) -> [Float] {
        guard columns > maximumFeature else { return [] }
        let rows = values.count / columns
        var sums = [Float](repeating: 0, count: rows)
        let values = values.span
        let nodes = nodes.span
        let leaves = leaves.span
        // Trees outside, rows inside: a tree's nodes stay in the first cache.
        for root in roots {
            for row in 0..<rows {
                let start = row * columns
                var index = root
                while index >= 0 {
                    let node = nodes[Int(index)]
                    index = values[start + Int(node.feature)] <= node.threshold ? node.left : node.right
                }
                sums[row] += leaves[Int(~index)]
            }
        }
        return sums.map { BlockTrees.logistic($0) }
    }

    /// The logistic function, from a rational approximation of the hyperbolic tangent: no call into the C library, so
    /// the same bits on every system; off by less than 1e-4.
    static func logistic(_ value: Float) -> Float {
        let x = max(-4.97, min(4.97, value / 2))
        let square = x * x
        let tangent =
            x * (135135 + square * (17325 + square * (378 + square)))
            / (135135 + square * (62370 + square * (3150 + square * 28)))
        return 0.5 + 0.5 * tangent
    }
}

/// The model that tells the blocks of an article from the rest of its page.
package struct ArticleModel: Sendable {
    /// How a block's wording speaks.
    package let wording: WordingModel
    /// The trees that see each block by itself, with its elements and its neighbours' shape.
    package let first: BlockTrees
    /// The trees that see also what the first made of the page.
    package let second: BlockTrees

    /// The model that is part of the program; nil only where the program was built without it.
    package static let shared: ArticleModel? = {
        let model = epitome_model_article()
        let bytes = UnsafeRawBufferPointer(start: model.bytes, count: model.count)
        return (try? SafetensorsFile(unsafeStaticBytes: bytes)).flatMap { try? ArticleModel($0) }
    }()

    /// Reads a model.
    ///
    /// - Throws: ``SafetensorsError`` where the file is not such a model.
    package init(_ file: SafetensorsFile) throws {
        wording = try WordingModel(file, prefix: "wording")
        first = try BlockTrees(file, prefix: "first")
        second = try BlockTrees(file, prefix: "second")
    }
}
