import ArgumentParser
import Classification
import Serialization

/// Lists the models that are part of the program.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Lists the models that are part of the program.",
        discussion: """
            EXAMPLES:
              epitome models
              epitome models --format json
            """)

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    func run() throws {
        var lines: [String] = []
        var writer = JSONWriter(pretty: true)
        writer.beginArray()
        for model in ShippedModel.allCases {
            let classifier = model.classifier
            if format == .text {
                lines.append("\(model.name): \(model.summary)")
                lines.append("  labels: \(classifier.labels.joined(separator: ", "))")
                for (key, value) in classifier.metadata.sorted(by: { $0.key < $1.key }) where Self.isReadable(value) {
                    lines.append("  \(key): \(value)")
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
        try StandardOutput.write(line: format == .json ? writer.text : lines.joined(separator: "\n"))
    }

    /// Whether a piece of metadata is for people, not for the program.
    private static func isReadable(_ value: String) -> Bool {
        value.utf8.count <= 200 && !value.hasPrefix("{") && !value.hasPrefix("[")
    }
}
