import ArgumentParser
import Corpora

/// Where results go and how a run is done: the arguments that every command on documents has.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write here instead of the standard output; the file appears when it is whole. `.gz` compresses.",
            valueName: "file"), completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp("Write one JSON line for each document that failed.", valueName: "file"), completion: .file()
    )
    var errors: String?

    @Flag(help: "Go on with a run that was interrupted; needs --output and JSON Lines.")
    var resume = false

    @OptionGroup var threads: JobsOption

    @Option(
        help: ArgumentHelp("Seconds of processor time one document may take; 0 is without limit.", valueName: "seconds")
    )
    var timeLimit = 60.0

    @Flag(help: "Write each result as soon as it is there: for pipes from a program that waits for answers.")
    var unbuffered = false

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say more: every error, and totals with rates.")
    var verbose = false

    @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.")
    var color: ColorMode = .auto

    /// How the work is done.
    var batchOptions: BatchOptions {
        var options = BatchOptions(jobs: threads.jobs, timeLimit: timeLimit > 0 ? timeLimit : nil)
        options.measuresInputs = !quiet
        return options
    }

    func validate() throws {
        if !(timeLimit >= 0) { throw ValidationError("--time-limit takes seconds from 0, not \(timeLimit).") }
        if resume, output == nil {
            throw ValidationError("--resume needs --output FILE: the file that is to be completed.")
        }
        if let output, let errors, output == errors {
            throw ValidationError("--output and --errors are the same file: '\(output)'.")
        }
    }
}
