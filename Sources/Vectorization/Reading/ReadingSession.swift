internal import Synchronization
package import TextProcessing

/// What one worker keeps from text to text: the words it has met, what is known of them, and the text it read last.
///
/// ```swift
/// let session = ReadingSession()
/// let reading = session.read(text, sentences)
/// session.read(text, sentences)  // the same reading, without reading again
/// ```
///
/// A session is a cache: it changes the speed of a result, never the result. It is used by one task at a time.
package final class ReadingSession {
    /// Numbers the words of the session.
    package let lexicon: Lexicon
    private let reader: TextReader
    private lazy var sideReader = TextReader(lexicon: lexicon)
    private var text = ""
    private var sentences: [Sentence] = []
    private var attachments: [ObjectIdentifier: AnyObject] = [:]

    /// Creates a session that has read nothing.
    package init(lexicon: Lexicon = Lexicon()) {
        self.lexicon = lexicon
        reader = TextReader(lexicon: lexicon)
    }

    /// Reads the sentences of a text; if they were the last to be read, they are not read again.
    ///
    /// So one reading serves whoever judges, ranks and counts the same sentences, one after another.
    ///
    /// - Complexity: O(bytes of the text); O(sentences) for the text that was read last.
    package func read(_ text: String, _ sentences: [Sentence]) -> TextReading {
        guard sentences.count != reader.reading.sentenceCount || text != self.text || !areSame(sentences) else {
            return reader.reading
        }
        begin()
        var text = text
        text.makeContiguousUTF8()
        reader.read(text.utf8.span, sentences)
        self.text = text
        self.sentences = sentences
        return reader.reading
    }

    /// The numbers of the words of a short text, such as a title or a query.
    ///
    /// The text that was read last stays as it is.
    package func words(of text: String) -> [WordNumber] {
        var text = text
        text.makeContiguousUTF8()
        sideReader.read(text.utf8.span, [Sentence(range: 0..<text.utf8.count)])
        return sideReader.reading.words
    }

    /// Makes room in the lexicon for another text, if it is full.
    ///
    /// Numbers from before may have no meaning any longer. ``read(_:_:)`` does it by itself.
    package func begin() {
        let age = lexicon.age
        lexicon.startAnewIfFull()
        guard lexicon.age != age else { return }
        (text, sentences) = ("", [])
        reader.read("".utf8.span, [])
    }

    /// What a task keeps in the session, one object of each type: made when it is first asked for.
    package func attachment<Kept: AnyObject>(_ make: () -> Kept) -> Kept {
        let key = ObjectIdentifier(Kept.self)
        if let kept = attachments[key] as? Kept { return kept }
        let kept = make()
        attachments[key] = kept
        return kept
    }

    private func areSame(_ others: [Sentence]) -> Bool {
        for (one, other) in zip(sentences, others) where one.range != other.range { return false }
        return true
    }
}

extension ReadingSession {
    /// Calls `body` with a session that an earlier call has left, or a new one.
    ///
    /// So a simple call, which keeps nothing itself, finds the words that calls before it have met. Sessions are kept for
    /// as many calls as run at once, up to sixteen, and only small ones: some 5 MB each.
    package static func withIdle<Result>(_ body: (ReadingSession) -> Result) -> Result {
        let session = idle.withLock { $0.popLast() }?.session ?? ReadingSession()
        let result = body(session)
        if session.lexicon.count <= mostIdleWords, session.text.utf8.count <= mostIdleBytes {
            let left = Idle(session: session)
            idle.withLock { if $0.count < mostIdle { $0.append(left) } }
        }
        return result
    }

    /// A session that no task uses.
    private struct Idle: @unchecked Sendable {
        let session: ReadingSession
    }

    private static let idle = Mutex<[Idle]>([])
    private static let mostIdle = 16
    private static let mostIdleWords = 50_000
    private static let mostIdleBytes = 1 << 20
}
