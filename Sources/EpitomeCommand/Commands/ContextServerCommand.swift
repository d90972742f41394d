import ArgumentParser
import ContextServer

/// Serves an assistant over the standard streams.
struct ContextServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp", abstract: "Serves an assistant over the standard streams (Model Context Protocol).",
        discussion: """
            An assistant's program starts this command and talks to it. It can summarize, classify, find keywords, \
            extract and search: texts that it sends, and the documents of the files and folders given here, which it \
            sees by their names. It can read no other file, and writes none.

            EXAMPLES:
              epitome mcp
              epitome mcp reports/ notes.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Files and folders whose documents may be asked about.", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    func run() throws {
        let server = ContextServer(library: DocumentLibrary(paths: paths), version: EpitomeCommand.version)
        while let line = readLine() {
            if let answer = server.answer(to: line) { try StandardOutput.write(line: answer) }
        }
    }
}
