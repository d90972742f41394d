import ArgumentParser
import Serialization

/// The command; everything it can do is a subcommand in `Commands/`, one file each.
@main
struct EpitomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epitome",
        abstract: "Summarizes articles, classifies them by topic, and measures itself.",
        discussion: """
            Results go to the standard output, everything else to the standard error. Without a path, or with `-`, \
            the standard input is read. gzip is recognised. Exit status: 0 done, 1 some inputs failed, 2 nothing \
            could be done, 64 wrong usage.

            EXAMPLES:
              epitome summarize article.txt
              epitome classify news.jsonl -o topics.jsonl
              curl -sL https://example.org/news | epitome extract --input-format html -
            """,
        version: version,
        subcommands: commands)

    /// The version of the package.
    static let version = "0.1.0"

    /// All commands, in the order of the help text.
    static let commands: [any ParsableCommand.Type] = [
        SummarizeCommand.self, ClassifyCommand.self, SentencesCommand.self, TokensCommand.self, ExtractCommand.self,
        LanguageCommand.self, TopicsCommand.self, EmbedCommand.self, SimilarCommand.self, KeywordsCommand.self,
        TrainCommand.self, EvaluateCommand.self, BenchmarkCommand.self, ContextServerCommand.self, ModelsCommand.self,
        DoctorCommand.self, ManualCommand.self,
    ]

    /// What is shown to someone who has only typed the name.
    private static let introduction = """
        Epitome summarizes articles and classifies them by topic, and more. Three examples:

          epitome summarize article.txt
          epitome classify news.jsonl -o topics.jsonl
          curl -sL https://example.org/news | epitome extract --input-format html -

        `epitome --help` lists all commands, `epitome summarize --help` says what one can do.
        """

    /// The arguments behind the name of the program; names that are not UTF-8 are kept as ``SystemPath`` keeps them.
    static let arguments: [String] = (1..<max(1, Int(CommandLine.argc))).compactMap { number in
        CommandLine.unsafeArgv[number].map { SystemPath.text(of: $0) }
    }

    /// Parses the arguments, runs the command, and turns what it throws into a message and an exit status.
    static func main() {
        StandardDescriptors.fill()
        StopSignal.ignoreBrokenPipes()
        StopSignal.explainLostPages()
        do {
            if arguments.isEmpty {
                try StandardOutput.write(line: introduction)
                ExitStatus.success.exit()
            }
            try CommandName.check(arguments, in: Self.self)
            var command = try parseAsRoot(arguments.map { $0 == "--resume=force" ? OutputOptions.forcedResume : $0 })
            do { try command.run() } catch let error as ValidationError {
                // The parser knows no more which command it was, and would show the usage of the first.
                Diagnostics.write(error.message)
                ExitStatus.wrongUsage.exit()
            }
        } catch {
            exit(with: error)
        }
        ExitStatus.success.exit()
    }

    private static func exit(with error: any Error) -> Never {
        if let status = error as? ExitStatus { status.exit() }
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code.isSuccess {
            // Help, version, completion script: asked for, so they are results.
            do throws(ExitStatus) {
                if !message.isEmpty { try StandardOutput.write(line: message) }
            } catch { error.exit() }
            ExitStatus.success.exit()
        }
        if !message.isEmpty { Diagnostics.write(usage: message) }
        (code == .validationFailure ? ExitStatus.wrongUsage : .nothingDone).exit()
    }
}
