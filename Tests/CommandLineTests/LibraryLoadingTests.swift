#if os(Linux)
    import TestSupport
    import Testing

    /// What the dynamic loader says of a run (`LD_DEBUG=files`).
    @Suite("Libraries are loaded when they are needed", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
    struct LibraryLoadingTests {
        private func loads(_ library: String, _ arguments: [String], input: String = "") -> Bool {
            let outcome = BuiltCommand.run(
                arguments, input: Array(input.utf8), environment: ["LD_DEBUG=files"])
            #expect(outcome.status == 0)
            return outcome.errors.contains("file=\(library)")
        }

        @Test(
            "Summaries load no BLAS, by whatever method", arguments: ["auto", "lsa", "lexrank", "textrank", "pacsum"])
        func summaries(method: String) {
            var generator = SeededGenerator(seed: 2)
            for count in [3, 400] {
                let text = (0..<count).map { _ in
                    "The "
                        + (0..<9).map { _ in "word\(Int.random(in: 0..<60, using: &generator))" }
                        .joined(separator: " ") + "."
                }.joined(separator: " ")
                #expect(!loads("libblas", ["summarize", "--method", method], input: text))
            }
        }

        @Test("Asking for the library loads it", .enabled(if: BuiltCommand.run(["doctor"]).text.contains("OpenBLAS")))
        func doctor() { #expect(loads("libblas", ["doctor"])) }
    }
#endif
