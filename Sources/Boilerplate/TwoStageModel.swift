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

    /// Reads a model.
    ///
    /// - Throws: ``SafetensorsError`` where the file is not such a model.
    package init(_ file: SafetensorsFile) throws {
        wording = try WordingModel(file, prefix: "wording")
        first = try BoostedTrees(file, prefix: "first")
        second = try BoostedTrees(file, prefix: "second")
    }
}
