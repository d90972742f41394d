/// A word, number, address or tag: a range of UTF-8 byte offsets into the text it was found in, never a copy.
public struct Token: Hashable, Sendable {
    /// What a token is.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// A word of letters, with its marks, inner apostrophes and digits.
        case word
        /// Digits alone, with inner full stops and commas: `1,000.50`.
        case number
        /// A piece of a script without blanks: by default two characters, overlapping the next piece.
        case unspaced
        /// An address with a scheme, or one that starts with `www.`.
        case url
        /// A mail address.
        case mail
        /// `#` and the word after it.
        case hashtag
        /// `@` and the word after it.
        case mention
    }

    /// UTF-8 byte offsets into the text.
    public var range: Range<Int>
    /// What the token is.
    public var kind: Kind

    /// Creates a token.
    public init(range: Range<Int>, kind: Kind) {
        self.range = range
        self.kind = kind
    }
}
