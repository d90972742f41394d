public import Serialization
public import Summarization
public import TextProcessing

/// One line of `sentences`' output: `{"sentences":[{"start","end","text"}]}` with code point offsets.
public struct SentencesRecord: Sendable {
    /// The text that the ranges point into.
    public var text: String
    /// The sentences of it.
    public var sentences: [Sentence]

    /// Creates a record.
    public init(text: String, sentences: [Sentence]) {
        self.text = text
        self.sentences = sentences
    }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        var offsets = ScalarOffsets(of: text)
        let utf8 = text.utf8.span
        writer.key("sentences")
        writer.beginArray()
        for sentence in sentences {
            writer.beginObject()
            offsets.write(sentence.range, utf8, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}

/// One line of `tokens`' output: `{"tokens":[{"start","end","text","kind"}]}` with code point offsets.
public struct TokensRecord: Sendable {
    /// The text that the ranges point into.
    public var text: String
    /// The tokens of it.
    public var tokens: [Token]

    /// Creates a record.
    public init(text: String, tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        var offsets = ScalarOffsets(of: text)
        let utf8 = text.utf8.span
        writer.key("tokens")
        writer.beginArray()
        for token in tokens {
            writer.beginObject()
            offsets.write(token.range, utf8, to: &writer)
            writer.member("kind", "\(token.kind)")
            writer.endObject()
        }
        writer.endArray()
    }
}

/// One line of `keywords`' output: `{"keywords":[{"text","score","count"}]}`, best first.
public struct KeywordsRecord: Sendable {
    /// The keywords.
    public var keywords: [KeywordExtractor.Keyword]

    /// Creates a record.
    public init(keywords: [KeywordExtractor.Keyword]) { self.keywords = keywords }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("keywords")
        writer.beginArray()
        for keyword in keywords {
            writer.beginObject()
            writer.member("text", keyword.text)
            writer.member("score", keyword.score.roundedForRecord)
            writer.member("count", keyword.count)
            writer.endObject()
        }
        writer.endArray()
    }
}

/// One line of `extract`'s output: `{"title","text"}`, with what the page says about itself and what was left out.
public struct ExtractRecord: Sendable {
    /// The document as it was read.
    public var document: PreparedDocument
    /// Whether to write standfirst, author, date, site and language.
    public var includesMetadata: Bool
    /// Whether to write what was left out, with the reason for each piece.
    public var includesDropped: Bool

    /// Creates a record.
    public init(document: PreparedDocument, includesMetadata: Bool = false, includesDropped: Bool = false) {
        self.document = document
        self.includesMetadata = includesMetadata
        self.includesDropped = includesDropped
    }

    /// The article's text: without the sentences that were judged not to belong to it, white space as in the source.
    public var text: String { document.cleanText }

    /// Writes the record's members, but for the `id`, into an object that the caller has begun.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("title")
        if let title = document.title { writer.value(title) } else { writer.null() }
        writer.member("text", text)
        if includesMetadata {
            let article = document.article
            let members: [(String, String?)] = [
                ("standfirst", article?.standfirst), ("author", article?.author), ("date", article?.date),
                ("site", article?.site), ("language", document.language.rawValue),
            ]
            for (name, value) in members {
                writer.key(name)
                if let value { writer.value(value) } else { writer.null() }
            }
        }
        if let emptiness = document.emptiness { writer.member("reason", emptiness) }
        if includesDropped { writeDropped(to: &writer) }
    }

    /// What was left out, one piece a line after an empty line: the reason, a tab, the text with its white space folded.
    public var droppedLines: String {
        var lines = "\n"
        for block in document.article?.dropped ?? [] {
            lines += "left out, \(block.reason.rawValue)\t\(Self.folded(block.text))\n"
        }
        let utf8 = document.text.utf8.span
        for (range, reason) in document.foreignSentences {
            let text = utf8.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            lines += "left out, \(reason)\t\(Self.folded(text))\n"
        }
        return lines
    }

    private static func folded(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }.joined(separator: " ")
    }

    private func writeDropped(to writer: inout JSONWriter) {
        writer.key("dropped")
        writer.beginArray()
        for block in document.article?.dropped ?? [] {
            writer.beginObject()
            writer.member("text", block.text)
            writer.member("reason", block.reason.rawValue)
            writer.endObject()
        }
        let utf8 = document.text.utf8.span
        var offsets = ScalarOffsets(of: document.text)
        for (range, reason) in document.foreignSentences {
            writer.beginObject()
            offsets.write(range, utf8, to: &writer)
            writer.member("reason", reason)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension ScalarOffsets {
    /// Writes where a piece of the text begins and ends, and what it says, into an object that the caller has begun.
    fileprivate mutating func write(_ range: Range<Int>, _ utf8: Span<UInt8>, to writer: inout JSONWriter) {
        writer.member("start", scalarOffset(ofByte: range.lowerBound))
        writer.member("end", scalarOffset(ofByte: range.upperBound))
        writer.key("text")
        writer.value(utf8: utf8.extracting(range))
    }
}
