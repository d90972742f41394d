import TestSupport
import Testing

/// Every command gives the same bytes whatever instructions the kernels use.
@Suite("Kernel levels", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct KernelLevelTests {
    private static let commands = [
        ["summarize"], ["summarize", "--method", "lexrank"], ["classify"], ["keywords"], ["sentences"], ["tokens"],
        ["language"],
    ]

    @Test("Outputs do not depend on the processor", arguments: commands, ["plain", "avx2"])
    func equalOutputs(command: [String], level: String) {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let arguments = command + ["--include", "*.txt", "--format", "jsonl", "\(root)/Data/articles"]
        let usual = BuiltCommand.run(arguments)
        #expect(usual.status == 0 && usual.lines.count > 20, "\(usual.errors)")
        let forced = BuiltCommand.run(arguments, environment: ["EPITOME_KERNELS=\(level)"])
        #expect(forced.output == usual.output)
    }

    @Test("Nearest documents do not depend on the processor", arguments: ["plain", "avx2"])
    func equalSearch(level: String) {
        let folder = TemporaryFolder()
        let subjects = ["river", "budget", "vote", "match", "storm", "trial", "film"]
        let lines = (0..<400).map { number in
            let words = (0..<30).map { subjects[(number * 7 + $0 * $0) % subjects.count] + String(number % (2 + $0)) }
            return "{\"id\":\"\(number)\",\"text\":\"\(words.joined(separator: " "))\"}"
        }
        let path = folder.write("collection.jsonl", lines.joined(separator: "\n"))
        let arguments = ["similar", "--index", path, "--among", "--top", "3"]
        let usual = BuiltCommand.run(arguments)
        #expect(usual.status == 0 && usual.lines.count > 100, "\(usual.errors)")
        #expect(BuiltCommand.run(arguments, environment: ["EPITOME_KERNELS=\(level)"]).output == usual.output)
    }
}
