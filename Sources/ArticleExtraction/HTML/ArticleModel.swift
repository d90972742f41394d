internal import PretrainedModels
package import Serialization
package import TextProcessing

/// The model that tells the blocks of an article from the rest of its page.
package struct ArticleModel: Sendable {
    /// How a block's wording speaks.
    package let wording: WordingModel
    /// The trees that see each block by itself, with its elements and its neighbours' shape.
    package let first: BoostedTrees
    /// The trees that see also what the first made of the page.
    package let second: BoostedTrees

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
        first = try BoostedTrees(file, prefix: "first")
        second = try BoostedTrees(file, prefix: "second")
    }
}
