import ArgumentParser

/// Measures what the other commands do.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures classifiers and summaries on documents whose answers are known.",
        subcommands: [EvaluateClassifyCommand.self, EvaluateSummarizeCommand.self, EvaluateROUGECommand.self])
}
