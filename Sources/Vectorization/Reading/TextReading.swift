/// The words of one text, each read once, sentence by sentence.
///
/// ```swift
/// let reader = TextReader(lexicon: Lexicon())
/// let text = "Don't panic. It rained."
/// reader.read(text.utf8.span, SentenceSegmenter().sentences(in: text))
/// reader.reading.words[reading.words(of: 0)].map(reader.lexicon.word)  // ["don", "t", "panic"]
/// ```
///
/// A word has its number in 4 bytes and its range in 8. A sentence's words are those of the sentence alone: none reaches over
/// its borders. Ranges are UTF-8 byte offsets into the text; only pairs of characters from scripts without blanks overlap.
package struct TextReading: Sendable {
    /// The number of each word in the lexicon.
    package internal(set) var words: [WordNumber] = []
    /// Where each word begins in the text.
    package internal(set) var starts: [UInt32] = []
    /// Where each word ends in the text.
    package internal(set) var ends: [UInt32] = []
    /// For each sentence, how many words there are before it; and last, how many there are at all.
    package internal(set) var sentenceStarts: [Int] = [0]
    /// What is counted in the bytes of each sentence.
    package internal(set) var marks: [SentenceMarks] = []
    /// The text in its folded form, byte by byte at its offsets, with ``TextReader/readableBytes`` more behind it.
    ///
    /// Bytes outside of sentences are 0. A character whose folded form has another length stands as it is, or folded to some
    /// other bytes: what such words are, their numbers say.
    package internal(set) var folded: [UInt8] = []

    /// Creates a reading without sentences.
    package init() {}

    /// The number of sentences.
    package var sentenceCount: Int { marks.count }

    /// The places of a sentence's words in ``words``.
    package func words(of sentence: Int) -> Range<Int> { sentenceStarts[sentence]..<sentenceStarts[sentence + 1] }

    /// The range of a word in the text.
    package func range(of place: Int) -> Range<Int> { Int(starts[place])..<Int(ends[place]) }
}
