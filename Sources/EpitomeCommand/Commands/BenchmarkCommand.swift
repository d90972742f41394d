import ArgumentParser
import Corpora
import Epitome
import Serialization
import TextEvaluation
import Vectorization
import Vectors

/// Measures the numeric core on generated texts.
struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Measures the numeric core on generated texts.",
        discussion: """
            Comparisons with other software are made by `make benchmark-peers` in the source tree.

            EXAMPLES:
              epitome benchmark
              epitome benchmark --documents 100000 --jobs 1 --format json
            """)

    @Option(help: ArgumentHelp("How many documents of 200 words are generated.", valueName: "n"))
    var documents = 10_000

    @OptionGroup var jobs: JobsOption

    @Option(help: "The form of the output.")
    var format: ReportFormat = .text

    func validate() throws {
        if documents < 1 || documents > 10_000_000 {
            throw ValidationError("--documents takes a number from 1 to 10000000, not \(documents).")
        }
    }

    func run() throws {
        let threads = jobs.count
        let steps = NumericBenchmark(documents: documents, threads: threads).run { name, share in
            guard Diagnostics.isTerminal, TerminalStyle.canMoveCursor else { return }
            Diagnostics.writeLines(
                share < 1 ? "\r\(ProgressBar.bar(share, length: 30)) \(name)\u{1B}[K" : "\r\u{1B}[K")
        }
        let core = BLAS.coreType.isEmpty ? BLAS.backend : "\(BLAS.backend) (\(BLAS.coreType))"
        if format == .json {
            var writer = JSONWriter(pretty: true)
            writer.beginObject()
            writer.member("version", EpitomeCommand.version)
            writer.member("blas", core)
            writer.member("threads", threads)
            writer.member("documents", documents)
            writer.key("steps")
            writer.beginArray()
            for step in steps {
                writer.beginObject()
                writer.member("name", step.name)
                writer.member("amount", step.amount)
                writer.member("unit", step.unit)
                writer.member("seconds", step.seconds)
                writer.member("processor_seconds", step.processorSeconds)
                writer.member("correct", step.isCorrect)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
            try StandardOutput.write(line: writer.text)
        } else {
            let heading =
                "BLAS \(core), \(Decimals.counted(threads, "thread")), \(Decimals.counted(documents, "document"))"
            try StandardOutput.write(line: ([heading] + steps.map(Self.line)).joined(separator: "\n"))
        }
        if !steps.allSatisfy(\.isCorrect) {
            Diagnostics.write("a step gave a wrong result; please report this with the output above")
            throw ExitStatus.nothingDone
        }
    }

    private static func line(_ step: NumericBenchmark.Step) -> String {
        let rate = step.seconds > 0 ? step.amount / step.seconds : 0
        let unit = step.unit == "operations" ? "G operations/s" : "\(step.unit)/s"
        let shown = step.unit == "operations" ? Int(rate / 1e9) : Int(rate)
        let name = step.name + String(repeating: " ", count: max(1, 14 - step.name.count))
        let milliseconds = "\(Int((step.seconds * 1000).rounded())) ms"
        let time = String(repeating: " ", count: max(0, 10 - milliseconds.count)) + milliseconds
        return "\(name)\(time)   \(Decimals.grouped(shown)) \(unit)\(step.isCorrect ? "" : "   WRONG")"
    }
}
