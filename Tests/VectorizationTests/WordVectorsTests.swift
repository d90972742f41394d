import TestSupport
import Testing
import TextProcessing
import Vectorization
import Vectors

@Suite("Vectors of words, and near-duplicates")
struct WordVectorsTests {
    private let vectors = WordVectors.english

    private func cosine(_ a: String, _ b: String) -> Float {
        let rows = vectors.vectors(of: [a, b])
        return rows.timesTranspose(of: rows)[0, 1]
    }

    @Test("Words alike in meaning are near")
    func meaning() {
        #expect(vectors.dimension == 128 && vectors.wordCount == 36_800)
        #expect(cosine("football", "soccer") > cosine("football", "parliament") + 0.2)
        #expect(cosine("doctor", "physician") > cosine("doctor", "river") + 0.2)
        #expect(
            cosine("a man plays a guitar", "someone is playing music") > cosine("a man plays a guitar", "prices fell"))
    }

    @Test("A text's vector is the sum of its words' vectors, brought to length 1")
    func twin() {
        let text = "The Striker's telecommunications scored, twice; unheardofword"
        var sum = [Float](repeating: 0, count: 128)
        for word in ["the", "striker", "telecommunications", "scored", "twice"] {
            guard let row = vectors.vector(of: word) else {
                Issue.record("\(word) has no vector")
                continue
            }
            for column in sum.indices { sum[column] += row[column] }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for (value, expected) in zip(vectors.vectors(of: [text]).values, sum) {
            #expect(abs(value - expected / length) < 1e-5)
        }
        #expect(vectors.vector(of: "unheardofword") == nil)
    }

    @Test("Texts without a known word are 0; the result is the same at any number of threads")
    func threads() {
        let texts = (0..<200).map {
            $0 % 7 == 0 ? "" : "text number \($0) about water and \($0 % 2 == 0 ? "fire" : "…")"
        }
        let one = vectors.vectors(of: texts, threads: 1)
        #expect(one == vectors.vectors(of: texts, threads: 3))
        #expect(one.row(0).allSatisfy { $0 == 0 } && !one.row(1).allSatisfy { $0 == 0 })
        #expect(vectors.vectors(of: []).rowCount == 0)
    }

    @Test("Semantic and hybrid search find what cosine of words does not, and come back from a file")
    func similarity() throws {
        let texts = ["the doctor treated patients", "a bank raised interest rates", "the team won the football match"]
        for measure in [SimilarityMeasure.semantic, .hybrid] {
            let index = SimilarityIndex(texts: texts, ids: ["a", "b", "c"], measure: measure)
            #expect(index.matches(for: ["soccer players"], limit: 1)[0].first?.document == 2)
            #expect(index.matches(for: ["physician"], limit: 1)[0].first?.document == 0)
            let path = TemporaryFile.path("\(measure).index")
            defer { TemporaryFile.remove(path) }
            try index.write(to: path)
            let read = try SimilarityIndex(path: path)
            #expect(read.matches(for: texts, limit: 3) == index.matches(for: texts, limit: 3))
        }
    }

    @Test("Copies with sentences left out and words replaced are found, texts on one topic are not")
    func duplicates() {
        var generator = SeededGenerator(seed: 3)
        let words = (0..<3000).map { "w\($0 % 997)x\($0 % 31)" }
        func text() -> [String] { (0..<120).map { _ in words[Int(generator.next() % 3000)] } }
        let originals = (0..<200).map { _ in text() }
        let copies = originals.map { original -> String in
            let kept = original.enumerated().filter { $0.offset / 12 % 10 >= 3 }
            return kept.map { generator.next() % 10 == 0 ? "other" : $0.element }.joined(separator: " ")
        }
        let all = originals.map { $0.joined(separator: " ") } + copies + ["", "one", "one"]
        let found = NearDuplicates(of: all, threads: 2)
        #expect(found.pairs.count { $0.text >= 200 && $0.text < 400 && $0.original == $0.text - 200 } >= 199)
        #expect(found.pairs.allSatisfy { $0.text >= 200 })
        #expect(found.pairs.last?.text == 402 && found.pairs.last?.original == 401 && found.pairs.last?.likeness == 1)
        #expect(found.groups.count == found.pairs.count)
        #expect(NearDuplicates(of: all, threads: 1).pairs == found.pairs)
        #expect(NearDuplicates(of: [String](repeating: "one two three four", count: 500)).groups.map(\.count) == [500])
    }
}
