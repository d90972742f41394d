import Summarization
import Testing
import TextProcessing

@Suite("Recognizing research papers")
struct ScienceRecogniserTests {
    /// 20 words with a citation, a reference to a figure, and `we`.
    private let marked =
        "As Novak et al. have shown, we find in Figure 3 that the yield of the reaction rises with temperature."
    private let plain =
        "The yield of the reaction rises with the temperature of the bath until the salt begins to melt."

    private func isPaper(sentences: Int, marked count: Int) -> Bool {
        let texts = (0..<sentences).map { $0 < count ? marked : plain }
        var workspace = SummarizationWorkspace()
        let input = SummarizationInput(sentences: texts, language: .english)
        return ScienceRecogniser().accepts(input, &workspace)
    }

    @Test("Marks in a text of 700 words make a paper, a shorter one is none")
    func length() {
        // 20 words with marks, 18 without.
        #expect(isPaper(sentences: 38, marked: 10))
        #expect(!isPaper(sentences: 37, marked: 10))
        #expect(!isPaper(sentences: 20, marked: 10))
    }

    @Test("A long text with few marks is no paper")
    func marks() {
        #expect(!isPaper(sentences: 60, marked: 1))
        #expect(!isPaper(sentences: 60, marked: 0))
    }
}
