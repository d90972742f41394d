/// An encoding that bytes were read in although nothing states it.
///
/// ```swift
/// if let guess = document.guessedEncoding { print(guess.note) }
/// ```
public struct GuessedEncoding: Sendable, Hashable {
    /// The encoding's name, as iconv and the web know it.
    public let name: String
    /// How far ahead of the next encoding that reads otherwise it is, from 0 to 1.
    public let certainty: Double

    /// Creates a guess.
    public init(name: String, certainty: Double) {
        self.name = name
        self.certainty = certainty
    }

    /// What a reader should know: the guess, how sure it is, and what to do where it is wrong.
    public var note: String {
        let hundredths = Int((certainty * 100).rounded())
        let decimals = hundredths < 10 ? "0.0\(hundredths)" : hundredths < 100 ? "0.\(hundredths)" : "1.00"
        return "is not UTF-8, read as \(name) (certainty \(decimals)). Pass `--encoding NAME` where that is wrong"
    }
}
