import ArgumentParser
import Corpora

/// Where results go and how a run is done: the arguments that every command on documents has.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write here instead of the standard output (`-`); the file appears when it is whole. `.gz` compresses.",
            valueName: "file"), completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp("Write one JSON line for each document that failed.", valueName: "file"), completion: .file()
    )
    var errors: String?

    @Flag(
        name: .customLong("resume"),
        help: """
            Go on with a run that was interrupted; needs --output and JSON Lines. Refused if model or input have changed; \
            --resume=force goes on all the same.
            """)
    var resumes = false

    @Flag(name: .customLong("resume-all-the-same"), help: .hidden)
    var forcesResume = false

    /// Whether an interrupted run is to be gone on with.
    var resume: Bool { resumes || forcesResume }

    /// How the parser, whose flags have no values, is given `--resume=force`.
    static let forcedResume = "--resume-all-the-same"

    /// The file to write; nil for the standard output, which `-` names, too.
    var file: String? { output == "-" ? nil : output }

    @OptionGroup var threads: JobsOption

    @Option(
        help: ArgumentHelp("Seconds of processor time one document may take; 0 is without limit.", valueName: "seconds")
    )
    var timeLimit = 60.0

    @Flag(help: "Write each result as soon as it is there: for pipes from a program that waits for answers.")
    var unbuffered = false

    @Flag(help: "In text output, name the path (or id) of each document; by default if there are several or a folder.")
    var withPath = false

    @Flag(help: "In text output, name no path.")
    var noPath = false

    @Flag(help: "In CSV, put an apostrophe before fields that a spreadsheet would take for formulas.")
    var formulaSafe = false

    @Flag(help: "End with status 0 though records failed, since each has its error in the output.")
    var recordsMayFail = false

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say more: every error, and totals with rates.")
    var verbose = false

    @Flag(help: "On a terminal, too, write control characters of texts and names as they are.")
    var raw = false

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
        if resume, file == nil {
            throw ValidationError("--resume needs --output FILE: the file that is to be completed.")
        }
        if withPath, noPath { throw ValidationError("Pass only one of --with-path and --no-path.") }
        if errors == "-" { throw ValidationError("--errors takes a file; the standard output is for results.") }
    }
}
