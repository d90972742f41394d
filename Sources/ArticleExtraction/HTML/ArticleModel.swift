internal import PretrainedModels
package import TextProcessing

extension TwoStageModel {
    /// The model that tells the blocks of an article from the rest of its page; see `Models/article`.
    package static let article: TwoStageModel? = {
        let model = epitome_model_article()
        return TwoStageModel(embedded: UnsafeRawBufferPointer(start: model.bytes, count: model.count))
    }()
}
