internal import PretrainedModels
internal import Serialization
internal import TextProcessing

/// The profiles and word frequencies that are compiled into the program.
///
/// Each is read once, when it is first asked for; a program that never summarizes with a profile reads none.
enum ProfileLibrary {
    /// How rare stems of a language are; nil where that was not counted.
    static func background(_ language: Language) -> BackgroundFrequencies? {
        switch language {
        case .english: english
        case .french: french
        case .german: german
        default: nil
        }
    }

    private static let english = background(named: .english)
    private static let french = background(named: .french)
    private static let german = background(named: .german)

    private static func background(named language: Language) -> BackgroundFrequencies? {
        guard let file = file(epitome_model_summarization_background()) else { return nil }
        return try? BackgroundFrequencies(file, language: language)
    }

    /// The profile of a style; nil where there is none.
    static func profile(_ style: SummaryStyle) -> LearnedProfile? {
        switch style {
        case .auto: nil
        case .news: news
        case .extract: extract
        case .science: science
        case .encyclopedia: encyclopedia
        }
    }

    private static let news = profile(epitome_model_summarization_news())
    private static let extract = profile(epitome_model_summarization_extract())
    private static let science = profile(epitome_model_summarization_science())
    private static let encyclopedia = profile(epitome_model_summarization_encyclopedia())

    private static func profile(_ model: epitome_model) -> LearnedProfile? {
        file(model).flatMap { try? LearnedProfile($0) }
    }

    private static func file(_ model: epitome_model) -> SafetensorsFile? {
        try? SafetensorsFile(unsafeStaticBytes: UnsafeRawBufferPointer(start: model.bytes, count: model.count))
    }
}
