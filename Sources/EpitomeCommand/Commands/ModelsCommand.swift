import ArgumentParser
import Classification
import Serialization

/// Lists the models that are part of the program.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Lists the models that are part of the program.")

    @Option(help: "The form of the output: text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        if format != .text && format != .json { throw ValidationError("--format is text or json here.") }
    }

    func run() throws {
        var writer = JSONWriter(pretty: true)
        writer.beginArray()
        for model in ShippedModel.allCases {
            let classifier = model.classifier
            if format == .text {
                print("\(model.name): \(model.summary)")
                print("  labels: \(classifier.labels.joined(separator: ", "))")
                for (key, value) in classifier.metadata.sorted(by: { $0.key < $1.key }) where Self.isReadable(value) {
                    print("  \(key): \(value)")
                }
            } else {
                writer.beginObject()
                writer.member("name", model.name)
                writer.member("summary", model.summary)
                writer.key("labels")
                writer.beginArray()
                for label in classifier.labels { writer.value(label) }
                writer.endArray()
                writer.key("metadata")
                writer.beginObject()
                for (key, value) in classifier.metadata.sorted(by: { $0.key < $1.key }) { writer.member(key, value) }
                writer.endObject()
                writer.endObject()
            }
        }
        writer.endArray()
        if format == .json { print(writer.text) }
    }

    /// Whether a piece of metadata is for people, not for the program.
    private static func isReadable(_ value: String) -> Bool {
        value.utf8.count <= 200 && !value.hasPrefix("{") && !value.hasPrefix("[")
    }
}
