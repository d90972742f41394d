import Testing
import TextEvaluation

@Suite("ROUGE and intervals")
struct ROUGETests {
    @Test("Precision and recall are of the candidate and of the reference")
    func sides() {
        var rouge = ROUGE()
        let scores = rouge.scores(reference: "the river rose by two metres", candidate: "the river rose")
        #expect(scores.rouge1.precision == 1)
        #expect(scores.rouge1.recall == 0.5)
        #expect(scores.rouge2.precision == 1)
        #expect(scores.rouge2.recall == 0.4)
    }

    @Test("Sentences longer than 64 words use several machine words, with the same result")
    func longSentences() {
        var rouge = ROUGE(stemming: false)
        let reference = (0..<200).map { "r\($0 % 70)" }
        let candidate = (0..<180).map { "r\(($0 * 7) % 90)" }
        let scores = rouge.scores(
            reference: reference.joined(separator: " "), candidate: candidate.joined(separator: " "))
        var table = [[Int]](repeating: [Int](repeating: 0, count: candidate.count + 1), count: reference.count + 1)
        for i in 1...reference.count {
            for j in 1...candidate.count {
                table[i][j] =
                    reference[i - 1] == candidate[j - 1]
                    ? table[i - 1][j - 1] + 1 : max(table[i - 1][j], table[i][j - 1])
            }
        }
        let length = table[reference.count][candidate.count]
        #expect(abs(scores.rougeL.recall - Double(length) / Double(reference.count)) < 1e-12)
    }

    @Test("No references give zeros")
    func noReferences() {
        var rouge = ROUGE()
        #expect(rouge.scores(references: [String](), candidate: "words").rouge1.f1 == 0)
    }

    @Test("Other alphabets count with the unicode words only")
    func alphabets() {
        var latin = ROUGE()
        var unicode = ROUGE(tokenization: .unicode)
        #expect(latin.scores(reference: "река поднялась", candidate: "река поднялась").rouge1.f1 == 0)
        #expect(unicode.scores(reference: "Река поднялась", candidate: "река поднялась").rouge1.f1 == 1)
    }

    @Test("Chinese and Japanese count by characters, Latin words among them as a whole")
    func charactersWithoutBlanks() {
        var unicode = ROUGE(tokenization: .unicode)
        let scores = unicode.scores(reference: "服务器的状态不够稳定。", candidate: "服务器状态不稳定。")
        #expect(abs(scores.rouge1.f1 - 16.0 / 18) < 1e-9)
        #expect(scores.rouge2.f1 > 0.4 && scores.rouge2.f1 < 0.8)
        #expect(unicode.scores(reference: "コピーする", candidate: "コピーした").rouge1.precision == 0.6)
        #expect(unicode.scores(reference: "用Swift写", candidate: "Swift").rouge1.recall == 1.0 / 3)
    }

    @Test("Intervals are repeatable and hold the mean")
    func intervals() {
        let equal = BootstrapInterval(differences: [Double](repeating: 0.5, count: 20))
        #expect(equal.lower == 0.5 && equal.upper == 0.5 && equal.excludesZero)
        let differences = (0..<100).map { $0 % 2 == 0 ? 1.0 : -1.0 }
        let mixed = BootstrapInterval(differences: differences)
        #expect(!mixed.excludesZero)
        #expect(mixed.lower < mixed.mean && mixed.mean < mixed.upper)
        #expect(mixed == BootstrapInterval(differences: differences))
        #expect(BootstrapInterval(differences: []).mean == 0)
    }
}
