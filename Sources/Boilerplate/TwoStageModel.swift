package import Foundations
package import Serialization

/// A model that judges the parts of a text in two stages of trees: sentences here, the blocks of pages in
/// `ArticleExtraction`.
package struct TwoStageModel: Sendable {
    /// How a part's wording speaks.
    package let wording: WordingModel
    /// The trees that see each part, and its surroundings as they are.
    package let first: BoostedTrees
    /// The trees that see also what the first made of the neighbours.
    package let second: BoostedTrees

    /// Reads a model whose metadata lists the names of its columns: `features` those of the first stage, `context` those
    /// that the second has before them.
    ///
    /// - Throws: ``SafetensorsError`` where the file is not such a model, or was trained with other columns.
    package init(_ file: SafetensorsFile, features: ColumnNames, context: ColumnNames) throws {
        for (key, columns) in [("features", features), ("context", context)] {
            if let difference = columns.difference(from: try file.requiredMetadata(key)) {
                throw SafetensorsError(.invalidValue, "it was trained with other \(key): \(difference)")
            }
        }
        wording = try WordingModel(file, prefix: "wording")
        first = try BoostedTrees(file, prefix: "first")
        second = try BoostedTrees(file, prefix: "second")
    }
}
