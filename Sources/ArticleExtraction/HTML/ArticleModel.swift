package import Boilerplate
internal import PretrainedModels
internal import Serialization

extension TwoStageModel {
    /// The model that tells the blocks of an article from the rest of its page; see `Models/article`.
    package static let article = EmbeddedModel.load(epitome_model_article()) { try TwoStageModel($0) }
}
