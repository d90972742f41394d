package import PretrainedModels

/// The models that are part of the program, read with one policy on damage.
package enum EmbeddedModel {
    /// Reads a model from the program's own bytes.
    ///
    ///     static let english = EmbeddedModel.load(epitome_model_sentences()) { try BoundaryModel(file: $0) }
    ///
    /// A model that cannot be read ends the program with a message that names it: the file was compiled in and the tests
    /// read every one, so this is a broken build, and results without the model would be wrong in silence.
    package static func load<Model>(
        _ model: epitome_model, _ read: (SafetensorsFile) throws -> Model
    ) -> Model {
        do {
            return try read(
                SafetensorsFile(unsafeStaticBytes: UnsafeRawBufferPointer(start: model.bytes, count: model.count)))
        } catch {
            fatalError("The model \(String(cString: model.name)) that is part of this program is damaged: \(error)")
        }
    }
}
