internal import Testing
internal import TextProcessing

/// Sentence boundaries that the articles name, in the article as it was pasted.
@Suite struct ArticleSentenceTests {
    @Test(arguments: ShippedArticle.all.filter { !$0.isHTML })
    func boundariesAreWhereTheArticleNeedsThem(_ article: ShippedArticle) throws {
        let text = try ShippedArticle.read(article.path)
        let language = Language(rawValue: article.string("language") ?? "und")
        let sentences = SentenceSegmenter(language: language).sentences(in: text)
        let ends = Ends(of: sentences, in: text)

        for (left, right) in article.pairs("sentences_cut") {
            let left = PlainText(left)
            let start = ends.text.firstIndex(of: left)
            let found = try #require(start, "the article does not contain this text")
            let isEnd = ends.offsets.contains(found + left.bytes.count)
            article.judge("sentences") {
                #expect(
                    isEnd,
                    "no sentence ends between these two: \(String(decoding: left.bytes, as: UTF8.self)) | \(right)")
            }
        }
        for piece in article.strings("sentences_kept") {
            let wanted = PlainText(piece)
            let found = try #require(ends.text.firstIndex(of: wanted), "the article does not contain this text")
            let isCut = ends.offsets.contains { $0 > found && $0 < found + wanted.bytes.count }
            article.judge("sentences") { #expect(!isCut, "a sentence ends inside “\(piece)”") }
        }
        for sentence in article.strings("whole_sentences") {
            let all = ends.sentences.map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(all.contains(sentence), "“\(sentence)” is no sentence; the sentences are \(all)")
        }
    }

    @Test(arguments: ShippedArticle.all.filter { !$0.isHTML })
    func sentencesCoverTheArticleInOrder(_ article: ShippedArticle) throws {
        let text = try ShippedArticle.read(article.path)
        let sentences = SentenceSegmenter().sentences(in: text)
        let utf8 = Array(text.utf8)
        var end = 0
        for sentence in sentences {
            #expect(!sentence.range.isEmpty && sentence.range.lowerBound >= end)
            let between = utf8[end..<max(end, sentence.range.lowerBound)]
            #expect(
                between.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) },
                "text between two sentences: \(String(decoding: between, as: UTF8.self))")
            end = sentence.range.upperBound
        }
        let rest = utf8[end...]
        #expect(rest.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) })
    }
}

/// Where sentences end, in offsets of the text with white space run together.
private struct Ends {
    var text: PlainText
    var offsets: Set<Int> = []
    var sentences: [PlainText] = []

    init(of sentences: [Sentence], in text: String) {
        self.text = PlainText(text)
        let utf8 = Array(text.utf8)
        for sentence in sentences {
            let before = PlainText(String(decoding: utf8[..<sentence.range.upperBound], as: UTF8.self))
            offsets.insert(before.bytes.count)
            self.sentences.append(PlainText(String(decoding: utf8[sentence.range], as: UTF8.self)))
        }
    }
}
