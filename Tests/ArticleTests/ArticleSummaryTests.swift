internal import Epitome
internal import Testing
internal import TextProcessing

/// The whole way from the file to three sentences and a topic, held to what each article asks for.
@Suite struct ArticleSummaryTests {
    @Test(arguments: ShippedArticle.all)
    func summaryIsFreeOfBoilerplate(_ article: ShippedArticle) throws {
        let result = try ArticleResult(of: article)
        article.judge("boilerplate") {
            for field in ["boilerplate", "must_not_contain"] {
                for phrase in article.strings(field) {
                    let sentence = result.sentences.first { PlainText($0).contains(phrase) }
                    #expect(sentence == nil, "\(field): “\(phrase)” is in the summary\n\(result.listing)")
                }
            }
        }
    }

    @Test(arguments: ShippedArticle.all)
    func summarySaysWhatAnEditorWouldSay(_ article: ShippedArticle) throws {
        let result = try ArticleResult(of: article)
        let (phrases, atLeast) = article.required
        let found = phrases.filter { phrase in result.sentences.contains { PlainText($0).contains(phrase) } }
        article.judge("summary") {
            #expect(
                found.count >= atLeast,
                "\(found.count) of at least \(atLeast) key phrases (\(phrases)) are in the summary\n\(result.listing)")
        }
        #expect(result.sentences.count <= 3)
    }

    @Test(arguments: ShippedArticle.all)
    func languageIsFound(_ article: ShippedArticle) throws {
        let result = try ArticleResult(of: article)
        #expect(result.language == article.string("language"))
    }

    @Test(arguments: ShippedArticle.all.filter { !$0.strings("topic").isEmpty })
    func topicIsOneThatFits(_ article: ShippedArticle) throws {
        let result = try ArticleResult(of: article)
        article.judge("topic") {
            #expect(
                article.strings("topic").contains(result.topic),
                "topic \(result.topic); fitting: \(article.strings("topic"))")
        }
    }

    @Test(arguments: ShippedArticle.all.filter(\.isHTML))
    func extractionKeepsTheBody(_ article: ShippedArticle) throws {
        let document = try ArticleResult(of: article).document
        let text = PlainText(document.text)
        for phrase in article.strings("extract_must_contain") {
            let isThere = text.contains(phrase)
            #expect(isThere, "“\(phrase)” is not in the extracted text\n\(document.text)")
        }
        article.judge("title") { #expect(document.title == article.string("title")) }
        if let author = article.string("author") { #expect(document.article?.author == author) }
    }

    @Test func theArticlesAreThere() {
        #expect(ShippedArticle.all.count >= 30, "Data/manifest.json or the articles it lists are missing")
    }
}
