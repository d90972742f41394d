import Serialization

/// A manual page (section 1) in roff, from the description of the commands that the argument parser gives.
struct ManualPage {
    private let root: JSONValue

    /// Takes the parser's description of the root command, as JSON.
    init(dump: String) { root = (try? JSONValue(parsing: dump))?["command"] ?? [:] }

    /// The page.
    var text: String {
        let name = root["commandName"]?.string ?? ""
        var page = ".TH \(name.uppercased()) 1 \"\" \"\(name) \(EpitomeCommand.version)\"\n"
        page += ".SH NAME\n\(name) \\- \(Self.escaped(root["abstract"]?.string ?? ""))\n"
        page += ".SH SYNOPSIS\n.B \(name)\n.I command\n[options] [paths ...]\n"
        page += ".SH DESCRIPTION\n\(Self.escaped(root["discussion"]?.string ?? ""))\n"
        page += ".SH COMMANDS\n"
        for command in displayed(root["subcommands"]) { page += section(command, path: []) }
        page += Self.closing
        return page
    }

    private func section(_ command: JSONValue, path: [String]) -> String {
        let path = path + [command["commandName"]?.string ?? ""]
        let nested = displayed(command["subcommands"]).filter { $0["commandName"] != "help" }
        if !nested.isEmpty { return nested.map { section($0, path: path) }.joined() }
        var page = ".SS \(path.joined(separator: " "))\n\(Self.escaped(command["abstract"]?.string ?? ""))\n"
        if let discussion = command["discussion"]?.string { page += ".PP\n\(Self.escaped(discussion))\n" }
        for argument in displayed(command["arguments"]) where !Self.isEverywhere(argument) { page += item(argument) }
        return page
    }

    /// Help and version need not be said of each command.
    private static func isEverywhere(_ argument: JSONValue) -> Bool {
        ["help", "version"].contains(argument["valueName"]?.string ?? "")
    }

    private func displayed(_ values: JSONValue?) -> [JSONValue] {
        (values?.array ?? []).filter { $0["shouldDisplay"]?.bool ?? true }
    }

    private func item(_ argument: JSONValue) -> String {
        let value = argument["valueName"]?.string ?? ""
        var heading: String
        if argument["kind"] == "positional" {
            heading = "\\fI\(Self.escaped(value))\\fR"
        } else {
            let names = (argument["names"]?.array ?? []).map { name in
                let dashes = name["kind"] == "long" ? "\\-\\-" : "\\-"
                return "\\fB\(dashes)\(Self.escaped(name["name"]?.string ?? ""))\\fR"
            }
            heading = names.joined(separator: ", ")
            if argument["kind"] == "option" { heading += " \\fI\(Self.escaped(value))\\fR" }
        }
        var text = Self.escaped(argument["abstract"]?.string ?? "")
        if let values = argument["allValues"]?.array, !values.isEmpty {
            text += " One of \(values.compactMap(\.string).joined(separator: ", "))."
        }
        if let initial = argument["defaultValue"]?.string, argument["kind"] == "option" {
            text += " Default: \(Self.escaped(initial))."
        }
        return ".TP\n\(heading)\n\(text)\n"
    }

    private static let closing = """
        .SH EXIT STATUS
        .TP
        0
        Everything was done, or the reader of the output went away.
        .TP
        1
        Some inputs failed; each was reported, the others were processed.
        .TP
        2
        Nothing could be done.
        .TP
        64
        Wrong usage.
        .TP
        130, 143
        Interrupted by SIGINT or SIGTERM.
        .SH ENVIRONMENT
        .TP
        NO_COLOR
        If set and not empty, no colour is used.

        """

    /// Text as roff takes it: backslashes, leading dots and quotes made harmless.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var result = ""
            for character in line {
                switch character {
                case "\\": result += "\\\\"
                case "-": result += "\\-"
                default: result.append(character)
                }
            }
            return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
        }.joined(separator: "\n")
    }
}
