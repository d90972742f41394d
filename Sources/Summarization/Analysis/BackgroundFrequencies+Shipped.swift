internal import PretrainedModels
internal import Serialization
internal import TextProcessing

extension BackgroundFrequencies {
    /// How rare stems of a language are, as compiled into the program; nil where that was not counted.
    ///
    /// Each table is read once, when it is first asked for.
    static func shipped(_ language: Language) -> BackgroundFrequencies? {
        switch language {
        case .english: english
        case .french: french
        case .german: german
        default: nil
        }
    }

    private static let english = read(.english)
    private static let french = read(.french)
    private static let german = read(.german)

    private static func read(_ language: Language) -> BackgroundFrequencies? {
        EmbeddedModel.load(epitome_model_summarization_background()) {
            try BackgroundFrequencies($0, language: language)
        }
    }
}
