import ArgumentParser
import Corpora
import Epitome
import Serialization
import Vectors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Shows what this installation is made of.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Shows version, numeric backend, threads and models.")

    @Option(help: "The form of the output: text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        if format != .text && format != .json { throw ValidationError("--format is text or json here.") }
    }

    func run() throws {
        var lines: [(String, String)] = [
            ("version", EpitomeCommand.version),
            ("BLAS", BLAS.backend),
        ]
        if !BLAS.coreType.isEmpty { lines.append(("BLAS core type", BLAS.coreType)) }
        lines.append(("processors", "\(BatchOptions().jobs)"))
        for model in ShippedModel.allCases {
            let classifier = model.classifier
            lines.append(("model", "\(model.name) (\(classifier.labels.count) labels), part of the program"))
        }
        if format == .json {
            var writer = JSONWriter(pretty: true)
            writer.beginObject()
            for (name, value) in lines where name != "model" { writer.member(Self.key(name), value) }
            writer.key("models")
            writer.beginArray()
            for model in ShippedModel.allCases { writer.value(model.name) }
            writer.endArray()
            writer.endObject()
            print(writer.text)
            return
        }
        for (name, value) in lines {
            print(name + ":" + String(repeating: " ", count: max(1, 16 - name.count)) + value)
        }
        if BLAS.backend == "reference" {
            Diagnostics.write(
                "the reference BLAS is 20 to 40 times slower than OpenBLAS on large matrices; "
                    + "`apt install libopenblas0-pthread` replaces it without a rebuild")
        }
    }

    private static func key(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " ? "_" : $0 })
    }
}
