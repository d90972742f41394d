import ArgumentParser
import Corpora

/// `--jobs` of every command that works on several cores.
struct JobsOption: ParsableArguments {
    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Worker threads; by default one a core.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 || jobs > 1024 {
            throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs).")
        }
    }

    /// The number that was given, or that of the cores.
    var count: Int { jobs ?? BatchOptions().jobs }
}
