import Boilerplate
import Foundations
import Serialization
import TestSupport
import Testing
import TextProcessing

/// The fast paths of the boilerplate filter beside plain ones.
@Suite("Measures of the boilerplate filter") struct BoilerplateMeasureTests {
    static let pieces = [
        "Sign up for our newsletter", "don\u{2019}t miss", "don't miss", "l\u{2019}autore", "L'autore", "a month",
        "a\nmonth", "À propos de l'auteur", "ÉCOUTER L'ARTICLE", "we're", "hiring", "www.example.org", "http://a.b/c",
        "\u{201C}Nice,\u{201D}", "he said", "これは文章です。次の文。", "Подпишитесь", "©", "«oui»", "×÷", "12.5", "A", "i",
        "donations", "SUBSCRIBE", "Subscribers only", "—", "\u{2026}", "Straße", "\u{0}", "cookie policy", "\t", "\n\n",
    ]

    /// A made-up text and its sentences.
    private func sample(_ generator: inout SeededGenerator) -> (text: [UInt8], sentences: [Sentence]) {
        var text: [UInt8] = []
        var sentences: [Sentence] = []
        for number in 0..<Int.random(in: 1...40, using: &generator) {
            let start = text.count
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                text += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
                if Int.random(in: 0..<5, using: &generator) > 0 { text.append(0x20) }
            }
            sentences.append(Sentence(range: start..<text.count, paragraph: number / 3))
        }
        return (text, sentences)
    }

    @Test("Sentences read in one pass have the cues and the wording that each has by itself")
    func onePass() throws {
        let wording = TwoStageModel.boilerplate.wording
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<60 {
            let (text, sentences) = sample(&generator)
            let features = BoilerplateFeatures(sentences, in: text.span, wording: wording)
            for (row, sentence) in sentences.enumerated() {
                let values = features.values(of: row..<row + 1, sentences, in: text.span)
                let counts = BoilerplateCues.shared.counts(in: text.span, range: sentence.range)
                let alone = Array(text[sentence.range])
                let countsAlone = BoilerplateCues.shared.counts(in: alone.span, range: 0..<alone.count)
                for kind in 0..<BoilerplateCues.kindCount {
                    #expect(values[2 * kind] == Float(min(counts.weak[kind], 6)))
                    #expect(values[2 * kind + 1] == Float(min(counts.strong[kind], 6)))
                    #expect(counts.weak[kind] == countsAlone.weak[kind])
                    #expect(counts.strong[kind] == countsAlone.strong[kind])
                }
                #expect(counts.startKind == countsAlone.startKind)
                #expect(values.last == wording.score(in: text.span, range: sentence.range))
            }
        }
    }

    @Test(
        "Cues are found whatever their case, their blanks and their apostrophe",
        arguments: [
            ("Please SIGN UP FOR it", true), ("sign\nup for", true), ("design up for", false), ("sign upfor", false),
            ("Don\u{2019}t miss", true), ("don't miss", true), ("dont miss", false), ("Écouter l\u{2019}article", true),
        ])
    func forms(_ text: String, _ isCue: Bool) {
        let counts = BoilerplateCues.shared.counts(in: text.utf8.span, range: 0..<text.utf8.count)
        var strong = 0
        for kind in 0..<BoilerplateCues.kindCount { strong += Int(counts.strong[kind]) }
        #expect((strong > 0) == isCue)
    }

    @Test("Trees on many rows at a time come to the leaves that a walk comes to")
    func trees() throws {
        var generator = SeededGenerator(seed: 12)
        for leaves in [1, 2, 12, 32] {
            let forest = Forest(trees: 9, leaves: leaves, columns: 21, &generator)
            let trees = try BoostedTrees(SafetensorsFile(bytes: forest.file()), prefix: "t")
            for rows in [0, 1, 15, 16, 17, 40] {
                let values = (0..<rows * 21).map { _ in
                    Int.random(in: 0..<40, using: &generator) == 0
                        ? Float.nan : Float(Int.random(in: -8...8, using: &generator))
                }
                let found = trees.probabilities(values, columns: 21)
                #expect(found.count == rows)
                for row in 0..<rows {
                    let sum = forest.walk(Array(values[row * 21..<(row + 1) * 21]))
                    // Leaves differ by an eighth at least, so another leaf would be off by more.
                    #expect(abs(found[row] - Self.logistic(sum)) < 2e-4)
                }
            }
        }
        #expect(throws: SafetensorsError.self) {
            let forest = Forest(trees: 1, leaves: 33, columns: 21, &generator)
            _ = try BoostedTrees(SafetensorsFile(bytes: forest.file()), prefix: "t")
        }
    }

    /// 1 / (1 + e^-x) by its series, doubling from a small argument.
    private static func logistic(_ x: Float) -> Float {
        let x = Double(x) / 1024
        var power = 1 - x + x * x / 2 - x * x * x / 6
        for _ in 0..<10 { power *= power }
        return Float(1 / (1 + power))
    }

    @Test("Eight bytes at once are classed as each by itself")
    func eightBytes() {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<2000 {
            let value = UInt64.random(in: 0...UInt64.max, using: &generator)
            let eight = EightBytes(value)
            for place in 0..<8 {
                let byte = UInt8(truncatingIfNeeded: value >> UInt64(8 * place))
                func has(_ mask: UInt64) -> Bool { mask >> UInt64(8 * place + 7) & 1 == 1 }
                #expect(has(eight.smallLetters) == (0x61...0x7A).contains(byte))
                let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                #expect(has(eight.alphanumerics) == (isLetter || (0x30...0x39).contains(byte)))
                #expect(has(eight.spaces) == (byte == 0x20 || (0x09...0x0D).contains(byte)))
                #expect(has(eight.blanks) == (byte <= 0x20))
                #expect(has(eight.beyond) == (byte >= 0x80))
                #expect(has(eight.continuations) == (byte & 0xC0 == 0x80))
            }
        }
    }
}

/// Random trees in the form that model files have, and a walk through them.
private struct Forest {
    private var thresholds: [Float] = []
    private var features: [UInt16] = []
    private var left: [Int16] = []
    private var right: [Int16] = []
    private var leaves: [Float] = []
    private var roots: [Int16] = []

    init(trees: Int, leaves: Int, columns: Int, _ generator: inout SeededGenerator) {
        for _ in 0..<trees { roots.append(grow(leaves, columns, &generator)) }
    }

    private mutating func grow(_ count: Int, _ columns: Int, _ generator: inout SeededGenerator) -> Int16 {
        guard count > 1 else {
            leaves.append(Float(Int.random(in: -8...8, using: &generator)) / 8)
            return ~Int16(leaves.count - 1)
        }
        let node = thresholds.count
        thresholds.append(Float(Int.random(in: -8...8, using: &generator)))
        features.append(UInt16.random(in: 0..<UInt16(columns), using: &generator))
        left.append(0)
        right.append(0)
        let share = Int.random(in: 1..<count, using: &generator)
        left[node] = grow(share, columns, &generator)
        right[node] = grow(count - share, columns, &generator)
        return Int16(node)
    }

    func file() throws -> [UInt8] {
        var writer = SafetensorsWriter()
        try writer.add(thresholds, named: "t.threshold")
        try writer.add(features, named: "t.feature")
        try writer.add(left, named: "t.left")
        try writer.add(right, named: "t.right")
        try writer.add(leaves, named: "t.leaf")
        try writer.add(roots, named: "t.root")
        return writer.bytes()
    }

    func walk(_ row: [Float]) -> Float {
        var sum: Float = 0
        for root in roots {
            var place = root
            while place >= 0 {
                place = row[Int(features[Int(place)])] <= thresholds[Int(place)] ? left[Int(place)] : right[Int(place)]
            }
            sum += leaves[Int(~place)]
        }
        return sum
    }
}
