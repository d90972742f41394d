import ArgumentParser

/// Measures what the other commands do.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures classifiers and summaries on documents whose answers are known.",
        discussion: """
            EXAMPLES:
              epitome evaluate classify labelled.jsonl
              epitome evaluate summarize news.jsonl
              epitome evaluate rouge ours.jsonl --references gold.jsonl
            """,
        subcommands: [EvaluateClassifyCommand.self, EvaluateSummarizeCommand.self, EvaluateROUGECommand.self])
}
