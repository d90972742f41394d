import PretrainedModels
import Serialization

extension Classifier {
    /// The topics of news: business, entertainment, politics, science and technology, sport, world.
    ///
    /// Part of the program: nothing is read from disk. Trained on English news of 2004 and 2005; see
    /// `Models/news-topics/README.md` for its accuracy and what it gets wrong.
    public static let newsTopics: Classifier = embedded(epitome_model_news_topics())

    /// What kind of thing an encyclopedia article is about: album, animal, artist, athlete, building, company, and so on.
    ///
    /// Part of the program: nothing is read from disk. Trained on English abstracts of DBpedia; see
    /// `Models/encyclopedia/README.md`.
    public static let encyclopedia: Classifier = embedded(epitome_model_encyclopedia())

    private static func embedded(_ model: epitome_model) -> Classifier {
        EmbeddedModel.load(model) { try Classifier(embedded: $0) }
    }
}
