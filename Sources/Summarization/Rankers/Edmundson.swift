/// Edmundson's cue, key, title and location methods, added up.
///
/// H. P. Edmundson, "New Methods in Automatic Extracting" (JACM 16, 1969). Each cue word counts 1 or -1; each word of the
/// title counts 2, once by the title and once by the location method, as in sumy; being in the first or last paragraph
/// counts 1, and so does being the first or last sentence of a paragraph. Key words are those more than half as frequent
/// as the most frequent word; sumy leaves them out unless asked, and so does the default here.
///
/// - Complexity: O(tokens).
package struct Edmundson: SentenceRanker {
    /// The weight of cue words.
    package var cueWeight: Double
    /// The weight of key words.
    package var keyWeight: Double
    /// The weight of words of the title.
    package var titleWeight: Double
    /// The weight of the place.
    package var locationWeight: Double

    /// Creates the ranker.
    package init(
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

    package func scores(_ analysis: DocumentAnalysis, wanted: Int) -> [Double] {
        var cue = [Double](repeating: 0, count: analysis.termCount)
        for term in analysis.bonusTerms { cue[Int(term)] += 1 }
        for term in analysis.stigmaTerms { cue[Int(term)] -= 1 }
        var isInTitle = [Bool](repeating: false, count: analysis.termCount)
        for term in analysis.titleTerms { isInTitle[Int(term)] = true }
        let most = analysis.termTotals.max() ?? 0
        let lastParagraph = analysis.paragraphs.last ?? 0
        return (0..<analysis.count).map { i in
            var score = 0.0
            for k in analysis.entries(i) {
                let term = Int(analysis.terms[k])
                let count = Double(analysis.counts[k])
                score += cueWeight * cue[term] * count
                if isInTitle[term] { score += (titleWeight + locationWeight) * count }
                if analysis.termTotals[term] * 2 > most { score += keyWeight * count }
            }
            let paragraph = analysis.paragraphs[i]
            if paragraph == 0 || paragraph == lastParagraph { score += locationWeight }
            let isFirst = i == 0 || analysis.paragraphs[i - 1] != paragraph
            let isLast = i == analysis.count - 1 || analysis.paragraphs[i + 1] != paragraph
            if isFirst || isLast { score += locationWeight }
            return score
        }
    }
}
