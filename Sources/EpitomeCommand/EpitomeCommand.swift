import ArgumentParser

@main
struct EpitomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epitome", abstract: "Summarizes articles, classifies them by topic, and measures itself.")
}
