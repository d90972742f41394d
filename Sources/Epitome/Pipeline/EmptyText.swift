internal import ArticleExtraction
internal import TextProcessing

/// Says why a document has no text, in words that tell what to do.
enum EmptyText {
    /// The reason; nil where the text holds a letter or a digit.
    ///
    /// - Complexity: up to the first letter of the text; of a page without text, its bytes are searched.
    static func reason(_ text: String, of content: Document.Content) -> String? {
        guard !hasWords(text.utf8.span) else { return nil }
        switch content {
        case .html(let bytes): return page(bytes)
        case .markdown(let source): return hasWords(source.utf8.span) ? "there is only mark-up" : plain(source)
        case .text, .sentences: return plain(text)
        case .article: return text.isEmpty ? "the file holds no text" : plain(text)
        }
    }

    private static func plain(_ text: String) -> String {
        text.utf8.allSatisfy { $0 <= 0x20 } ? "the text is empty" : "there are only marks, no words"
    }

    private static func page(_ bytes: [UInt8]) -> String {
        guard bytes.contains(where: { $0 > 0x20 }) else { return "the page is empty" }
        if holds("<rss", bytes) || holds("<feed", bytes) {
            return "this is a feed, not a page; pass the pages that it names"
        }
        if holds("<script", bytes) {
            return "the page has no text of its own, scripts put it there; save the page from a browser and pass that"
        }
        return "the page has no text"
    }

    private static func hasWords(_ utf8: Span<UInt8>) -> Bool {
        for index in 0..<utf8.count {
            let byte = utf8[index]
            // Beyond ASCII a letter is likelier than a mark; what is all bullets and dashes is caught by the ASCII ones.
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0xC3 && byte != 0xE2 { return true }
        }
        return false
    }

    /// Whether a tag's beginning stands in the bytes, in small letters or capitals.
    private static func holds(_ word: StaticString, _ bytes: [UInt8]) -> Bool {
        let length = word.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        for start in 0...(bytes.count - length) where bytes[start] == word.utf8Start[0] {
            if (1..<length).allSatisfy({ bytes[start + $0] | 0x20 == word.utf8Start[$0] }) { return true }
        }
        return false
    }
}
