internal import Vectors

/// Edmundson's cue, key, title and location methods, added up.
///
/// ```swift
/// Edmundson(keyWeight: 1).scores(sentences)
/// ```
///
/// H. P. Edmundson, "New Methods in Automatic Extracting" (JACM 16, 1969). Each cue word counts 1 or -1; each word of the
/// title counts 2, once by the title and once by the location method, as in sumy; being in the first or last paragraph
/// counts 1, and so does being the first or last sentence of a paragraph. Key words are those more than half as frequent
/// as the most frequent word; sumy leaves them out unless asked, and so does the default here.
///
/// - Complexity: O(tokens).
public struct Edmundson: SentenceRanker, Hashable {
    /// The weight of cue words.
    public var cueWeight: Double
    /// The weight of key words.
    public var keyWeight: Double
    /// The weight of words of the title.
    public var titleWeight: Double
    /// The weight of the place.
    public var locationWeight: Double

    /// Creates the ranker.
    public init(
        cueWeight: Double = 1, keyWeight: Double = 0, titleWeight: Double = 1, locationWeight: Double = 1
    ) {
        self.cueWeight = cueWeight
        self.keyWeight = keyWeight
        self.titleWeight = titleWeight
        self.locationWeight = locationWeight
    }

    /// English words that authors conclude with, and words they give examples with.
    static let cues = CueWords(
        bonus: """
            important significant conclusion conclude result results found shows announced finally summary main key \
            first new because therefore
            """,
        stigma: "example instance hardly impossible perhaps maybe similar previously incidentally")

    /// The sum of the four methods for each sentence.
    public func scores(_ sentences: SentenceMatrix, wanted: Int) -> [Double] {
        var cue = [Double](repeating: 0, count: sentences.termCount)
        for term in sentences.bonusTerms { cue[term] += 1 }
        for term in sentences.stigmaTerms { cue[term] -= 1 }
        var isInTitle = [Bool](repeating: false, count: sentences.termCount)
        for term in sentences.titleTerms { isInTitle[term] = true }
        let most = sentences.termTotals.max() ?? 0
        let lastParagraph = sentences.paragraphs.last ?? 0
        return (0..<sentences.count).map { i in
            var score = 0.0
            for k in sentences.entries(i) {
                let term = Int(sentences.counts.columnIndices[k])
                let count = Double(sentences.counts.values[k])
                score += cueWeight * cue[term] * count
                if isInTitle[term] { score += (titleWeight + locationWeight) * count }
                if sentences.termTotals[term] * 2 > most { score += keyWeight * count }
            }
            let paragraph = sentences.paragraphs[i]
            if paragraph == 0 || paragraph == lastParagraph { score += locationWeight }
            let isFirst = i == 0 || sentences.paragraphs[i - 1] != paragraph
            let isLast = i == sentences.count - 1 || sentences.paragraphs[i + 1] != paragraph
            if isFirst || isLast { score += locationWeight }
            return score
        }
    }
}
