internal import PretrainedModels
internal import Serialization
internal import TextProcessing

/// The profiles that are compiled into the program.
///
/// Each is read once, when it is first asked for; a program that never summarizes with a profile reads none.
enum ProfileLibrary {
    /// The profile of a style for a language; nil where there is none.
    static func profile(_ style: SummaryStyle, _ language: Language) -> LearnedProfile? {
        let profile: LearnedProfile? =
            switch style {
            case .auto: nil
            case .news: language == .french ? frenchNews : news
            case .extract: extract
            case .science: science
            case .encyclopedia: encyclopedia
            }
        return profile.flatMap { $0.languages.contains(language.rawValue) ? $0 : nil }
    }

    private static let news = profile(epitome_model_summarization_news())
    private static let frenchNews = profile(epitome_model_summarization_news_french())
    private static let extract = profile(epitome_model_summarization_extract())
    private static let science = profile(epitome_model_summarization_science())
    private static let encyclopedia = profile(epitome_model_summarization_encyclopedia())

    private static func profile(_ model: epitome_model) -> LearnedProfile {
        EmbeddedModel.load(model) { try LearnedProfile($0) }
    }
}
