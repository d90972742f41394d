import Foundations
import Serialization
import TextProcessing
import Vectorization

/// A trained model as it lies in its file, checked and ready for use in place.
struct TopicModel: Sendable {
    static let format = "epitome.classifier"
    static let version = "2"

    let file: SafetensorsFile
    let labels: [String]
    let isMultiLabel: Bool
    let needsOneLabel: Bool
    /// The score above which a label is assigned, where a text may have several.
    let scoreThreshold: Float
    /// The share of known words below which there is no answer, in texts of sixteen words and more.
    let minimumCoverage: Double
    let termFrequency: TfidfWeighting.TermFrequency
    /// What is one word.
    let rules: WordRules
    let calibration: Calibration
    let biases: [Float]
    /// The share of each label among the training texts.
    let priors: [Float]
    let tables: [FeatureTable]

    /// Whether there are so many labels that only the best few of a text are looked at.
    var hasCandidates: Bool { tables.contains { $0.isSparse } }

    var blocks: [FeatureBlock] { tables.map { $0.block } }

    // `isTrusted` skips the checks that read the whole file, for models compiled into the program.
    init(_ file: SafetensorsFile, isTrusted: Bool) throws {
        guard file.metadata["format"] == Self.format else {
            throw ClassificationError(
                .notAClassifier,
                "The file is not a classifier: its metadata has no \"format\" of \"\(Self.format)\".")
        }
        let version = file.metadata["version"] ?? "none"
        guard version == Self.version else {
            throw ClassificationError(
                .unsupportedVersion,
                "The classifier has version \(version); this program reads version \(Self.version). Train it again, "
                    + "or use the program it was trained with.")
        }
        self.file = file
        let damaged = { (what: String) in
            ClassificationError(.damagedModel, "The classifier's metadata is damaged: \(what).")
        }
        guard let text = file.metadata["settings"], let settings = try? JSONValue(parsing: text) else {
            throw damaged("\"settings\" is not JSON")
        }
        let labels = settings["labels"]?.array?.compactMap { $0.string } ?? []
        isMultiLabel = settings["multiLabel"]?.bool ?? false
        guard labels.count >= (isMultiLabel ? 1 : 2), labels.count == settings["labels"]?.array?.count,
            Set(labels).count == labels.count
        else { throw damaged("it does not name enough different labels") }
        self.labels = labels
        needsOneLabel = settings["atLeastOne"]?.bool ?? true
        let number = { (key: String) throws -> Double in
            guard let value = settings[key]?.double, value.isFinite else { throw damaged("\"\(key)\" is no number") }
            return value
        }
        scoreThreshold = Float(try number("threshold"))
        minimumCoverage = settings["minimumCoverage"] == nil ? 0 : try number("minimumCoverage")
        let parameters = settings["calibration"]?.array?.compactMap { $0.double } ?? []
        guard let calibration = Calibration(isMultiLabel ? .independent : .exclusive, parameters: parameters) else {
            throw damaged("\"calibration\" has parameters that make no probabilities")
        }
        self.calibration = calibration
        guard
            let termFrequency = settings["termFrequency"]?.string.flatMap(TfidfWeighting.TermFrequency.init(rawValue:))
        else {
            throw damaged("\"termFrequency\" is not known")
        }
        self.termFrequency = termFrequency
        rules = WordRules(joinsApostrophes: settings["joinsApostrophes"]?.bool ?? true)
        biases = try file.floats(named: "biases", shape: [labels.count])
        priors = try file.floats(named: "priors", shape: [labels.count])
        guard biases.allSatisfy({ $0.isFinite }), priors.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw damaged("a bias or a prior is no number")
        }
        var tables: [FeatureTable] = []
        for entry in settings["blocks"]?.array ?? [] {
            guard let block = entry["kind"]?.string.flatMap(FeatureBlock.init(rawValue:)),
                !tables.contains(where: { $0.block == block }), let weight = entry["weight"]?.double, weight.isFinite,
                Float(weight).isFinite
            else { throw damaged("a block of features is not known") }
            tables.append(try FeatureTable(block, weight: Float(weight), classCount: labels.count, file: file))
        }
        guard !tables.isEmpty else { throw damaged("it has no block of features") }
        self.tables = tables
        if !isTrusted {
            guard file.metadata["checksum"] == (try Self.checksum(of: file)) else {
                throw ClassificationError(
                    .damagedModel, "The classifier's contents do not match its checksum: the file is damaged.")
            }
            for table in tables { try table.validate() }
        }
    }

    /// A 64-bit checksum over metadata and tensors, 16 hexadecimal digits: it finds damage, not forgery.
    static func checksum(of file: SafetensorsFile) throws -> String {
        var hash: UInt64 = FNV1a().value
        for (key, value) in file.metadata.sorted(by: { $0.key < $1.key }) where key != "checksum" {
            for byte in Array(key.utf8) + [0] + Array(value.utf8) + [0] {
                hash = (hash ^ UInt64(byte)) &* FNV1a.prime
            }
        }
        for tensor in file.tensors {
            hash = try file.withBytes(named: tensor.name) { bytes in
                var hash = SplitMix64.mixed(hash ^ UInt64(bytes.count))
                var position = 0
                while position + 8 <= bytes.count {
                    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                    hash = (hash ^ word) &* GoldenRatio.bits
                    hash ^= hash >> 29
                    position += 8
                }
                while position < bytes.count {
                    hash = (hash ^ UInt64(bytes[position])) &* FNV1a.prime
                    position += 1
                }
                return SplitMix64.mixed(hash)
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
