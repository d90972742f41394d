/// A sentence: a range of UTF-8 byte offsets into the text it was found in, never a copy.
///
/// White space around the sentence is outside its range. Sentences of a text ascend and do not overlap.
public struct Sentence: Hashable, Sendable {
    /// What a sentence is for the reader.
    public enum Kind: UInt8, Hashable, Sendable {
        /// Running text.
        case prose
        /// A heading: it stands alone, has no end mark and names what follows.
        case heading
        /// An item of a list.
        case listItem
    }

    /// UTF-8 byte offsets into the text.
    public var range: Range<Int>
    /// The paragraph the sentence belongs to, counted from 0.
    public var paragraph: Int
    /// What the sentence is for the reader.
    public var kind: Kind

    /// Creates a sentence.
    public init(range: Range<Int>, paragraph: Int = 0, kind: Kind = .prose) {
        self.range = range
        self.paragraph = paragraph
        self.kind = kind
    }
}
