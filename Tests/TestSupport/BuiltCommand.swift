internal import SystemLibrary

#if canImport(Darwin)
    /// A pointer there, a structure elsewhere.
    typealias SpawnActions = posix_spawn_file_actions_t?
    nonisolated(unsafe) let noSpawnActions: SpawnActions = nil
    nonisolated(unsafe) let noSpawnAttributes: posix_spawnattr_t? = nil
#else
    typealias SpawnActions = posix_spawn_file_actions_t
    nonisolated(unsafe) let noSpawnActions = SpawnActions()
    let noSpawnAttributes = posix_spawnattr_t()
#endif

/// The `epitome` that was built with the tests, run as a stranger would run it.
public enum BuiltCommand {
    /// What a run left behind.
    public struct Outcome: Sendable {
        /// The exit status, or 128 and the signal.
        public var status: Int32
        /// What it wrote to the standard output.
        public var output: [UInt8]
        /// What it wrote to the standard error.
        public var errors: String
        /// The output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
        /// The lines of the output.
        public var lines: [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// The path of the program: `EPITOME_COMMAND`, or beside the tests' own bundle.
    public static let path: String? = {
        if let path = getenv("EPITOME_COMMAND") { return String(cString: path) }
        var candidates: [String] = []
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            candidates.append(
                argument.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
                    + "/epitome")
        }
        var buffer = [CChar](repeating: 0, count: 4096)
        if readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 {
            let own = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            candidates.append(
                own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
                    + "/epitome")
        }
        return candidates.first { access($0, X_OK) == 0 }
    }()

    /// Whether there is one.
    public static var isBuilt: Bool { path != nil }
    /// What a skipped test says.
    public static let absence = "the epitome command is not built; build the package, or set EPITOME_COMMAND"

    /// Runs the command to its end.
    ///
    /// - Parameters:
    ///   - arguments: The arguments behind the name.
    ///   - input: What it reads from the standard input.
    ///   - environment: Variables to add.
    ///   - killedAfter: Microseconds after which it is sent a signal, and which.
    /// - Returns: Its status and what it wrote.
    public static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String] = [],
        killedAfter: (microseconds: UInt32, signal: Int32)? = nil
    ) -> Outcome {
        guard let path else { return Outcome(status: -1, output: [], errors: absence) }
        let folder = TemporaryFolder()
        let inputPath = folder.write("stdin", input)
        var actions = noSpawnActions
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, folder.file("stdout"), O_WRONLY | O_CREAT, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, folder.file("stderr"), O_WRONLY | O_CREAT, 0o644)
        guard let process = spawn(path, arguments, environment, &actions) else {
            return Outcome(status: -1, output: [], errors: "cannot be started")
        }
        if let killedAfter {
            usleep(killedAfter.microseconds)
            kill(process, killedAfter.signal)
        }
        let status = wait(for: process)
        return Outcome(status: status, output: folder.read("stdout") ?? [], errors: folder.text("stderr") ?? "")
    }

    /// Starts a process; nil if that fails.
    static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String], _ actions: inout SpawnActions
    ) -> pid_t? {
        var variables = ["PATH=/usr/bin:/bin", "HOME=/nonexistent"] + environment
        for name in ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "EPITOME_MUTANT"] {
            if let value = getenv(name) { variables.append("\(name)=\(String(cString: value))") }
        }
        let argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
        let variablePointers = variables.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
        // The threads that run tests block signals, and a child would, too.
        var attributes = noSpawnAttributes
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let status = posix_spawn(&process, path, &actions, &attributes, argumentPointers, variablePointers)
        return status == 0 ? process : nil
    }

    /// Waits for a process; the exit status, or 128 and the signal.
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
