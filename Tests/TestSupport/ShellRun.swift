internal import SystemLibrary

/// A line of bash, run to its end: for what needs a pipe between two processes.
public struct ShellRun: Sendable {
    /// The exit status, or 128 and the signal.
    public let status: Int32

    /// Runs a line.
    public init(_ line: String) {
        var actions = noSpawnActions
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard let process = BuiltCommand.spawn("/bin/bash", ["-c", line], [], &actions) else {
            status = -1
            return
        }
        status = BuiltCommand.wait(for: process)
    }

    /// Runs a script in a folder, in which `epitome` is the command that was built; gives its status and what it wrote.
    public static func outcome(_ script: String, in folder: TemporaryFolder) -> BuiltCommand.Outcome {
        let output = TemporaryFolder()
        output.write(
            "script", "cd '\(folder.path)' || exit 99\nepitome() { '\(BuiltCommand.path ?? "")' \"$@\"; }\n\(script)\n")
        let run = ShellRun(
            "bash '\(output.path)/script' > '\(output.path)/out' 2> '\(output.path)/err' < /dev/null")
        return BuiltCommand.Outcome(
            status: run.status, output: output.read("out") ?? [], errors: output.text("err") ?? "")
    }
}
