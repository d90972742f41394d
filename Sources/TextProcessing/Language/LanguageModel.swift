internal import CKernels
internal import Foundations
internal import PretrainedModels
internal import Serialization

/// The n-gram weights: a table of slots with a check byte and one int8 weight a language.
struct LanguageModel: @unchecked Sendable {
    let languages: [Language]
    private let isCyrillic: [Bool]
    private let bias: [Float]
    private let scale: Float
    private let slots: UInt32
    /// Bytes of the program's own data, or memory that is never freed.
    private let checks: UnsafePointer<UInt8>
    private let weights: UnsafePointer<Int8>

    static let embedded = EmbeddedModel.load(epitome_model_language()) { try LanguageModel($0) }

    init(_ file: SafetensorsFile) throws {
        let columns = Int(CK_LANGUAGE_COLUMNS)
        let codes = try file.requiredMetadata("languages").split(separator: ",").map(String.init)
        bias = try file.floats(named: "bias", shape: [columns])
        scale = try file.floats(named: "scale", shape: [1])[0]
        guard codes.count <= columns, let shape = file.tensor(named: "weights")?.shape, shape.count == 2,
            shape[1] == columns, shape[0] > 0, shape[0] < Int(Int32.max), scale.isFinite
        else {
            throw SafetensorsError(.wrongShape, "weights of a language model are slots × \(columns)")
        }
        guard file.tensor(named: "checks")?.shape == [shape[0]] else {
            throw SafetensorsError(.wrongShape, "checks of a language model are one byte a slot, here \(shape[0])")
        }
        languages = codes.map { Language(rawValue: $0) }
        isCyrillic = codes.map { ["ru", "uk", "bg", "sr", "mk", "be"].contains($0) }
        slots = UInt32(shape[0])
        checks = UnsafePointer(try Self.immortal(file, "checks", as: UInt8.self))
        weights = UnsafePointer(try Self.immortal(file, "weights", as: Int8.self))
    }

    private static func immortal<T: BitwiseCopyable>(
        _ file: SafetensorsFile, _ name: String, as type: T.Type
    ) throws -> UnsafeMutablePointer<T> {
        try file.withBytes(named: name) { bytes in
            let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
            memory.copyMemory(from: bytes.baseAddress ?? UnsafeRawPointer(memory), byteCount: bytes.count)
            return memory.bindMemory(to: type, capacity: bytes.count)
        }
    }

    /// Adds a piece of text to the evidence.
    func read(_ text: UnsafeBufferPointer<UInt8>, into evidence: inout Evidence) {
        let words = LanguageWords(of: text)
        for i in evidence.scripts.indices { evidence.scripts[i] &+= words.scripts[i] }
        evidence.known += ck_language_scores(
            checks, weights, slots, words.letters, words.ends, words.count, &evidence.sums)
    }

    /// What a feature costs that the model does not know, when readings of the same bytes are compared.
    private static let unknownFeature: Float = 0.2

    /// How much the words of one script in a text read like each of its languages: the log odds that their features add up
    /// to, less what the model does not know; empty where there are none.
    ///
    /// Comparable between readings of the same bytes in several encodings: where one is wrong, features are unknown.
    func evidence(of script: Script, in text: UnsafeBufferPointer<UInt8>) -> [(language: Language, odds: Float)] {
        var words = LanguageWords(of: text)
        words.keep(script)
        guard words.count > 0 else { return [] }
        var evidence = Evidence()
        let known = ck_language_scores(
            checks, weights, slots, words.letters, words.ends, words.count, &evidence.sums)
        let unknown = Float(words.featureCount &- known) * Self.unknownFeature
        return languages.indices.filter { isCyrillic[$0] == (script == .cyrillic) }.map {
            (languages[$0], Float(evidence.sums[$0]) * scale - unknown)
        }
    }

    /// The languages of one script by probability.
    func rank(_ evidence: Evidence, cyrillic: Bool, allowed: [Language]?) -> LanguageIdentifier.Result {
        var best: [LanguageIdentifier.RankedLanguage] = []
        let norm = scale / (Float(evidence.known) + 1).squareRoot()
        var top = -Float.infinity
        var logits = [Float](repeating: -.infinity, count: languages.count)
        for i in languages.indices {
            if let allowed {
                if !allowed.contains(languages[i]) { continue }
            } else if isCyrillic[i] != cyrillic {
                continue
            }
            logits[i] = Float(evidence.sums[i]) * norm + bias[i]
            top = max(top, logits[i])
        }
        guard top > -.infinity else { return .init(language: .undetermined, probability: 0, candidates: []) }
        var total: Float = 0
        for i in logits.indices {
            logits[i] = Mathematics.exp(logits[i] - top)
            total += logits[i]
        }
        for _ in 0..<5 {
            var index = -1
            for i in logits.indices where logits[i] > 0 && (index < 0 || logits[i] > logits[index]) { index = i }
            guard index >= 0 else { break }
            best.append(.init(language: languages[index], probability: logits[index] / total))
            logits[index] = 0
        }
        return .init(language: best[0].language, probability: best[0].probability, candidates: best)
    }
}
