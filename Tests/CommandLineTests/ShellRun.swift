import SystemLibrary

/// A line of bash, run to its end: for what needs a pipe between two processes.
struct ShellRun {
    let status: Int32

    init(_ line: String) {
        var actions = noSpawnActions
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard let process = BuiltCommand.spawn("/bin/bash", ["-c", line], [], &actions) else {
            status = -1
            return
        }
        status = BuiltCommand.wait(for: process)
    }
}
