import ArgumentParser
import Serialization
import SystemLibrary

/// The names of commands among the arguments, and what a wrong one probably means.
enum CommandName {
    /// Follows the arguments from command to subcommand; the parser would only say "unexpected argument".
    ///
    /// - Throws: A `ValidationError` that names the unknown command and the nearest known one.
    static func check(_ arguments: some Sequence<String>, in root: any ParsableCommand.Type) throws {
        var command = root
        for argument in arguments {
            let subcommands = command.configuration.subcommands
            guard !subcommands.isEmpty, !argument.hasPrefix("-") else { return }
            if argument == "help", command == root { continue }
            let names = subcommands.map { $0.configuration.commandName ?? $0._commandName }
            guard let place = names.firstIndex(of: argument) else {
                throw ValidationError(message(argument, names, isFirst: command == root))
            }
            command = subcommands[place]
        }
    }

    private static func message(_ name: String, _ names: [String], isFirst: Bool) -> String {
        let distances = names.map { (name: $0, distance: distance(name, $0)) }
        if let nearest = distances.min(by: { $0.distance < $1.distance }), nearest.distance <= max(1, name.count / 3) {
            return "There is no command '\(name)'. Did you mean '\(nearest.name)'?"
        }
        if isFirst, access(SystemPath.system(name), F_OK) == 0 {
            return "'\(name)' is a file, not a command. Say what to do with it: `epitome summarize \(name)`."
        }
        return "There is no command '\(name)'; the commands are \(names.joined(separator: ", "))."
    }

    /// How many letters must be put in, left out, replaced or swapped with their neighbour to make one word the other
    /// (optimal string alignment).
    private static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first.prefix(64)), b = Array(second)
        var before: [Int] = []
        var above = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
                row.append(best)
            }
            (before, above) = (above, row)
        }
        return above[b.count]
    }
}
