import TestSupport
import Testing
import TextProcessing

@Suite struct StemmingConformanceTests {
    /// The Snowball project's own vocabularies, word and stem: every line in release builds, every 25th in debug.
    @Test(
        .enabled(if: EvaluationData.isPresent, Comment(rawValue: EvaluationData.absence)),
        arguments: Stemmer.Algorithm.allCases)
    func vocabularyIsStemmedAsSpecified(algorithm: Stemmer.Algorithm) throws {
        let lines = try #require(EvaluationData.lines("stemming/\(algorithm.rawValue).tsv.gz"))
        #expect(lines.count > 20_000)
        #if DEBUG
            let step = 25
        #else
            let step = 1
        #endif
        let stemmer = Stemmer(algorithm)
        var wrong: [String] = []
        for i in stride(from: 0, to: lines.count, by: step) {
            let columns = lines[i].split(separator: "\t", omittingEmptySubsequences: false)
            let stem = stemmer.stem(String(columns[0]))
            if stem != columns[1] { wrong.append("\(columns[0]): \(stem) for \(columns[1])") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong, \(wrong.prefix(5))")
    }
}
