import Boilerplate
import Foundations
import Serialization
import Testing
import TextProcessing

@Suite("Columns of the boilerplate model")
struct ModelColumnTests {
    @Test("Names are distinct, and as many as a row has numbers")
    func names() {
        for columns in [BoilerplateFeatures.columns, SentenceContext.columns] {
            let names = columns.text.split(separator: " ")
            #expect(names.count == columns.count)
            #expect(Set(names).count == names.count)
        }
        #expect(BoilerplateCues.kindNames == BoilerplateCues.Kind.allCases.map { "\($0)" })
        let text = Array("The bridge is closed. Sign up for our newsletter!".utf8)
        let sentences = [Sentence(range: 0..<21, paragraph: 0), Sentence(range: 22..<text.count, paragraph: 0)]
        let features = BoilerplateFeatures(sentences, in: text.span)
        let values = features.values(of: 0..<2, sentences, in: text.span)
        #expect(values.count == 2 * BoilerplateFeatures.columns.count)
        let newsletter = BoilerplateFeatures.columns.text.split(separator: " ").firstIndex(of: "strongCues[newsletter]")
        let strong = newsletter.map { [values[$0], values[BoilerplateFeatures.count + $0]] }
        #expect(strong?[0] == 0)
        #expect((strong?[1] ?? 0) > 0)
        let context = SentenceContext(features, [0.25, 0.75]).values(of: 0..<2, followedBy: [])
        #expect(context.count == 2 * SentenceContext.count)
        #expect(context[0] == 0.25)
    }

    @Test("A model that was trained with other columns is refused, and the first one that differs is named")
    func otherColumns() throws {
        let (features, context) = (BoilerplateFeatures.columns, SentenceContext.columns)
        var swapped = features.text.split(separator: " ")
        let place = try #require(swapped.firstIndex(of: "isGlued"))
        swapped.swapAt(place, place + 1)
        let metadata = ["features": swapped.joined(separator: " "), "context": context.text]
        let file = try SafetensorsFile(bytes: SafetensorsWriter(metadata: metadata).bytes())
        let error = try #require(throws: SafetensorsError.self) {
            try TwoStageModel(file, features: features, context: context)
        }
        #expect("\(error)".contains("column \(place) is nextIsGlued in the model and isGlued in the program"))
    }

    @Test("FNV-1a and SplitMix64 give their published values")
    func publishedValues() {
        var hash = FNV1a()
        for byte in "foobar".utf8 { hash.add(byte) }
        #expect(hash.value == 0x8594_4171_F739_67E8)
        var short = FNV1a32()
        for byte in "foobar".utf8 { short.add(UInt32(byte)) }
        #expect(short.value == 0xBF9C_F968)
        var random = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }
}
