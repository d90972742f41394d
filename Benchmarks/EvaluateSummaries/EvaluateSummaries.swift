import Summarization

/// Measures summaries against references, over all collections of the evaluation data.
///
/// ```
/// evaluate-summaries [table] [--data FOLDER] [--part test|valid|train] [--sets a,b] [--limit N] [--output FOLDER]
///                    [--rankers] [--sentences K] [--free] [--profiles FILE,FILE]
/// evaluate-summaries compare --profile FILE --sets a,b [--data FOLDER] [--part test|train] [--limit N]
/// evaluate-summaries table --summaries FILE.jsonl …
/// evaluate-summaries peers-input [--sets a,b] [--limit N] --output FILE.jsonl
/// evaluate-summaries background --output FILE
/// evaluate-summaries export --sets a,b --part train [--limit N] --output FOLDER
/// evaluate-summaries export-sets --sets a --scores FILE [--limit N] --output FOLDER
/// ```
@main
struct EvaluateSummaries {
    static func main() {
        let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
        let data = arguments.value("data") ?? "../shared/data"
        let part = Part(rawValue: arguments.value("part") ?? "test") ?? .test
        let names = arguments.value("sets")?.split(separator: ",").map(String.init) ?? EvaluationCollection.names
        let limit = arguments.value("limit").flatMap { Int($0) } ?? .max
        guard isReadable(data) else {
            fail(
                "no evaluation data in \(data), nothing measured. The collections are public; Documentation/Evaluation.md says "
                    + "where each comes from and how it is laid out there, or in the folder of --data")
        }
        switch arguments.command {
        case "table":
            let table = EvaluationTable(
                names, part, data: data, limit: limit, systems: systems(arguments),
                sentences: arguments.value("sentences").flatMap { Int($0) }, free: arguments.has("free"),
                peers: arguments.value("summaries").map { PeerSummaries(path: $0) })
            print(table.markdown)
            if let output = arguments.value("output") { table.write(to: output) }
        case "compare":
            guard let path = arguments.value("profile") else { fail("compare needs --profile FILE") }
            for name in names {
                guard let comparison = ProfileComparison(name, part, data: data, limit: limit, profile: path) else {
                    fail("no \(part.rawValue) part of \(name) in \(data)")
                }
                print(comparison.line)
            }
        case "peers-input":
            PeerSummaries.writeInput(
                names, part, data: data, limit: limit,
                output: arguments.value("output") ?? "peers-input.jsonl")
        case "background":
            TrainingExport.background(data: data, output: arguments.value("output") ?? "background.safetensors")
        case "export":
            makeFolder(arguments.value("output") ?? ".")
            writeFile(
                Array((SentenceFeatures.names.joined(separator: "\n") + "\n").utf8),
                to: "\(arguments.value("output") ?? ".")/feature-names")
            for name in names {
                TrainingExport.sentences(name, part, data: data, limit: limit, output: arguments.value("output") ?? ".")
            }
        case "export-sets":
            for name in names {
                TrainingExport.sets(
                    name, part, data: data, limit: limit, scores: arguments.value("scores") ?? "",
                    output: arguments.value("output") ?? ".")
            }
        case let other:
            fail("unknown task \"\(other)\"; use table, compare, peers-input, background, export or export-sets")
        }
    }

    private static func systems(_ arguments: Arguments) -> [EvaluationSystem] {
        var systems: [EvaluationSystem] = [.lead]
        systems += EvaluationSystem.styles.map { .summarizer($0, style: SummaryStyle(rawValue: $0) ?? .auto) }
        for path in arguments.value("profiles")?.split(separator: ",").map(String.init) ?? [] {
            systems.append(.profile(readProfile(path), named: path.split(separator: "/").last.map(String.init) ?? path))
        }
        if arguments.has("rankers") {
            for method in SummaryMethod.allCases where method.ranker != nil && method != .lead {
                systems.append(.summarizer(method.rawValue, method: method))
            }
            systems.append(.oracle)
        }
        return systems
    }
}

/// The words after the program's name.
struct Arguments {
    var command = "table"
    private var values: [String: String] = [:]
    private var flags: Set<String> = []

    init(_ words: [String]) {
        var index = 0
        if let first = words.first, !first.hasPrefix("-") {
            command = first
            index = 1
        }
        while index < words.count {
            let name = String(words[index].drop { $0 == "-" })
            if index + 1 < words.count, !words[index + 1].hasPrefix("--") {
                values[name] = words[index + 1]
                index += 2
            } else {
                flags.insert(name)
                index += 1
            }
        }
    }

    func value(_ name: String) -> String? { values[name] }

    func has(_ name: String) -> Bool { flags.contains(name) }
}
