import ArgumentParser

/// Prints the manual page, made from the declarations of the commands; `make install` puts it in place.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints the manual page (roff).",
        discussion: """
            EXAMPLES:
              epitome manual | man -l -
            """, shouldDisplay: false)

    func run() throws { try StandardOutput.write(line: ManualPage(dump: EpitomeCommand._dumpHelp()).text) }
}
