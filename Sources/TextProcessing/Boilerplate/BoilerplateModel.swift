internal import PretrainedModels
package import Serialization

/// The model that tells boilerplate from the sentences of an article; see `Models/boilerplate`.
package struct BoilerplateModel: Sendable {
    /// How a sentence's wording speaks.
    package let wording: WordingModel
    /// The trees that see each sentence by itself and the text as a whole.
    package let first: BoostedTrees
    /// The trees that see also what the first made of the neighbours.
    package let second: BoostedTrees

    /// The model that is part of the program; nil only where the program was built without it.
    package static let shared: BoilerplateModel? = {
        let model = epitome_model_boilerplate()
        let bytes = UnsafeRawBufferPointer(start: model.bytes, count: model.count)
        return (try? SafetensorsFile(unsafeStaticBytes: bytes)).flatMap { try? BoilerplateModel($0) }
    }()

    /// Reads a model.
    ///
    /// - Throws: ``SafetensorsError`` where the file is not such a model.
    package init(_ file: SafetensorsFile) throws {
        wording = try WordingModel(file, prefix: "wording")
        first = try BoostedTrees(file, prefix: "first")
        second = try BoostedTrees(file, prefix: "second")
    }

    /// The probability of each sentence that it is boilerplate.
    package func probabilities(_ features: SentenceFeatures) -> [Float] {
        let none = [Float](repeating: 0, count: features.rows)
        let own = first.probabilities(features.values, columns: SentenceFeatures.count)
        guard own.count == features.rows else { return none }
        let context = SentenceContext(features, own)
        let all = second.probabilities(context.values, columns: SentenceContext.count + SentenceFeatures.count)
        return all.count == features.rows ? all : none
    }
}
