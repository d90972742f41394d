import ArgumentParser
import Corpora
import Documents
import Epitome
import Serialization
import Vectors

/// Shows what this installation is made of.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Shows version, numeric backend, threads, models and formats.",
        discussion: """
            EXAMPLES:
              epitome doctor
              epitome doctor --format json
            """)

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    func run() throws {
        try StandardOutput.write(line: format == .json ? json : text)
        if BLAS.backend == "reference" {
            Diagnostics.write(
                "the reference BLAS is 20 to 40 times slower than OpenBLAS on large matrices; "
                    + "`apt install libopenblas0-pthread` replaces it without a rebuild")
        }
    }

    private var json: String {
        var writer = JSONWriter(pretty: true)
        writer.beginObject()
        writer.member("version", EpitomeCommand.version)
        writer.member("blas", BLAS.backend)
        if !BLAS.coreType.isEmpty { writer.member("blas_core_type", BLAS.coreType) }
        writer.member("processors", BatchOptions().jobs)
        writer.key("models")
        writer.beginArray()
        for model in ShippedModel.allCases { writer.value(model.name) }
        writer.endArray()
        writer.key("formats")
        writer.beginArray()
        for support in FormatSupport.all {
            writer.beginObject()
            writer.member("formats", support.formats)
            writer.key("library")
            if let library = support.library { writer.value(library) } else { writer.null() }
            if support.library == nil { writer.member("advice", support.advice) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text
    }

    private var text: String {
        var lines = [("version", EpitomeCommand.version), ("BLAS", BLAS.backend)]
        if !BLAS.coreType.isEmpty { lines.append(("BLAS core type", BLAS.coreType)) }
        lines.append(("processors", "\(BatchOptions().jobs)"))
        for model in ShippedModel.allCases {
            lines.append(("model", "\(model.name) (\(model.classifier.labels.count) labels), part of the program"))
        }
        for support in FormatSupport.all {
            lines.append(("reads", "\(support.formats): \(support.library ?? "missing; " + support.advice)"))
        }
        return lines.map { name, value in
            name + ":" + String(repeating: " ", count: max(1, 16 - name.count)) + value
        }.joined(separator: "\n")
    }
}
