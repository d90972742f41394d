internal import CKernels
package import Serialization

/// Boosted regression trees over rows of numbers, as trained by `Models/train_trees.py`.
package struct BoostedTrees: Sendable {
    /// The comparisons of all trees, their columns numbered by their place in `columns`.
    private var nodes: [ck_tree_node] = []
    private var trees: [ck_tree] = []
    private var leaves: [Float] = []
    /// The columns that any comparison reads, ascending.
    private var columns: [UInt32] = []

    /// Reads the trees whose tensors have a prefix.
    ///
    /// Children are indices of nodes, or, when negative, the complement of an index of leaves. Both are checked here, and
    /// that a child comes after its parent and a tree has at most 32 leaves, so that reading ends whatever the file says.
    ///
    /// - Throws: ``SafetensorsError`` where a tensor is missing or of another type, or an index is out of range.
    package init(_ file: SafetensorsFile, prefix: String) throws {
        let stored = StoredTrees(
            prefix: prefix, thresholds: try file.elements(named: prefix + ".threshold"),
            features: try file.elements(named: prefix + ".feature"), left: try file.elements(named: prefix + ".left"),
            right: try file.elements(named: prefix + ".right"), leaves: try file.elements(named: prefix + ".leaf"))
        try stored.check()
        let roots: [Int16] = try file.elements(named: prefix + ".root")
        columns = Set(stored.features).sorted().map { UInt32($0) }
        var places: [UInt16: UInt32] = [:]
        for (place, column) in columns.enumerated() { places[UInt16(column)] = UInt32(place) }
        for root in roots {
            let start = leaves.count
            try stored.append(root, places, &nodes, &leaves, from: start)
            trees.append(ck_tree(node_end: UInt32(nodes.count), leaf: UInt32(start)))
        }
    }

    /// The tensors of trees as a file has them.
    private struct StoredTrees {
        var prefix: String
        var thresholds: [Float]
        var features: [UInt16]
        var left: [Int16]
        var right: [Int16]
        var leaves: [Float]

        func check() throws(SafetensorsError) {
            let count = thresholds.count
            guard features.count == count, left.count == count, right.count == count else {
                throw SafetensorsError(.wrongShape, "The tensors of the trees \"\(prefix)\" have different lengths.")
            }
            for index in 0..<count {
                for child in [left[index], right[index]] where child >= 0 && Int(child) <= index {
                    throw SafetensorsError(
                        .invalidValue, "Node \(index) of the trees \"\(prefix)\" has no child \(child).")
                }
            }
        }

        /// Appends what is below a child: its comparisons, and its leaves from left to right.
        func append(
            _ child: Int16, _ places: [UInt16: UInt32], _ nodes: inout [ck_tree_node], _ found: inout [Float],
            from start: Int, depth: Int = 0
        ) throws(SafetensorsError) {
            guard child >= 0 else {
                guard Int(~child) < leaves.count, found.count - start < Int(CK_TREE_LEAVES) else {
                    throw SafetensorsError(
                        .invalidValue,
                        "A tree of \"\(prefix)\" has more than \(CK_TREE_LEAVES) leaves, or none with number \(~child)."
                    )
                }
                return found.append(leaves[Int(~child)])
            }
            // A tree of so many leaves is never deeper.
            guard Int(child) < thresholds.count, depth < Int(CK_TREE_LEAVES) else {
                throw SafetensorsError(
                    .invalidValue, "The trees \"\(prefix)\" have no node \(child), or one is too deep.")
            }
            let first = found.count - start
            try append(left[Int(child)], places, &nodes, &found, from: start, depth: depth + 1)
            let end = found.count - start
            let isOnLeft = (UInt32(1) << UInt32(end)) &- (UInt32(1) << UInt32(first))
            nodes.append(
                ck_tree_node(
                    threshold: thresholds[Int(child)], column: places[features[Int(child)]] ?? 0,
                    kept: ~isOnLeft))
            try append(right[Int(child)], places, &nodes, &found, from: start, depth: depth + 1)
        }
    }

    /// The probability for each row.
    ///
    /// - Complexity: rows times the comparisons of all trees, sixteen rows at a time.
    package func probabilities(_ values: [Float], columns width: Int) -> [Float] {
        guard width > Int(columns.last ?? 0) else { return [] }
        let rows = values.count / width
        let step = Int(CK_TREE_ROWS)
        var block = [Float](repeating: 0, count: columns.count * step)
        var sums = [Float](repeating: 0, count: (rows + step - 1) / step * step)
        values.withUnsafeBufferPointer { values in
            sums.withUnsafeMutableBufferPointer { sums in
                guard let start = values.baseAddress, let sum = sums.baseAddress else { return }
                for first in stride(from: 0, to: rows, by: step) {
                    ck_trees_columns(
                        start + first * width, width, min(step, rows - first), columns, columns.count, &block)
                    ck_trees_add(nodes, trees, trees.count, leaves, block, sum + first)
                }
            }
        }
        return sums[..<rows].map { BoostedTrees.logistic($0) }
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
