import Classification
import Serialization
import Testing

/// Model files that are not what they claim to be.
@Suite struct ModelFileTests {
    static let model: [UInt8] = {
        do { return try Classifier.train(on: topicTexts(), options: TrainingOptions(isTuned: false)).modelBytes } catch
        {
            return []
        }
    }()

    /// The model with its metadata changed.
    private func changed(_ change: (inout [String: String]) -> Void) throws -> [UInt8] {
        let file = try SafetensorsFile(bytes: Self.model)
        var metadata = file.metadata
        change(&metadata)
        var writer = SafetensorsWriter(metadata: metadata)
        for tensor in file.tensors {
            try writer.add(
                bytes: file.bytes(named: tensor.name), as: tensor.elementType, named: tensor.name, shape: tensor.shape)
        }
        return writer.bytes()
    }

    private func code(_ bytes: [UInt8]) -> ClassificationError.Code? {
        do {
            _ = try Classifier(bytes: bytes)
            return nil
        } catch { return (error as? ClassificationError)?.code }
    }

    @Test func embeddedModelsPassAllChecks() throws {
        for classifier in [Classifier.newsTopics, .encyclopedia] {
            let read = try Classifier(bytes: classifier.fileBytes())
            #expect(read.labels == classifier.labels)
        }
    }

    @Test func otherFilesAreRefusedByKind() throws {
        #expect(code(try changed { $0["format"] = "something" }) == .notAClassifier)
        #expect(code(try changed { $0["version"] = "1" }) == .unsupportedVersion)
        #expect(code(try changed { $0["settings"] = "{" }) == .damagedModel)
        #expect(code(try changed { $0["settings"] = "{\"labels\":[\"a\"]}" }) == .damagedModel)
        #expect(
            code(try changed { $0["settings"] = $0["settings"]?.replacing("sport", with: "money") }) == .damagedModel)
        #expect(
            code(try changed { $0["settings"] = $0["settings"]?.replacing("pairs", with: "title") }) == .damagedModel)
        #expect(code(try changed { $0["checksum"] = "0" }) == .damagedModel)
        #expect(throws: (any Error).self) { try Classifier(bytes: []) }
        #expect(throws: (any Error).self) { try Classifier(path: "no/such/file.safetensors") }
    }

    @Test func everyDamagedByteIsNoticed() throws {
        #expect(!Self.model.isEmpty)
        // The header has blanks at its end, which may change.
        let header = 8 + Self.model.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        for position in stride(from: 0, to: Self.model.count, by: 97) {
            var bytes = Self.model
            bytes[position] ^= 0x10
            if let classifier = try? Classifier(bytes: bytes) {
                #expect(position < header && position > header - 128, "byte \(position)")
                #expect(classifier.classify("goal match").candidates.count == 3)
            }
        }
        for count in stride(from: 0, to: Self.model.count, by: 501) {
            #expect(throws: (any Error).self) { try Classifier(bytes: Array(Self.model.prefix(count))) }
        }
    }
}
