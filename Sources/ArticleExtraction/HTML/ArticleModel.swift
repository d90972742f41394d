package import Boilerplate
internal import PretrainedModels
package import Serialization

extension TwoStageModel {
    /// The model that tells the blocks of an article from the rest of its page; see `Models/article`.
    package static let article = EmbeddedModel.load(epitome_model_article()) { try TwoStageModel(article: $0) }

    /// Reads a model of blocks, such as the training script leaves for each fold.
    package init(article file: SafetensorsFile) throws {
        try self.init(file, features: BlockFeatures.columns, context: BlockContext.columns)
    }
}
