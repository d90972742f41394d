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

        @Test("Texts, pages and Word documents load no library of other formats; what is compressed loads its own")
        func formats() {
            for library in ["libpdfium", "libbz2", "libzstd", "liblz4"] {
                #expect(!loads(library, ["summarize"], input: "The wheel turns. It is old. Nobody came."))
                #expect(!loads(library, ["extract"], input: "<html><p>The wheel turns."))
            }
            let folder = TemporaryFolder()
            let made = ShellRun.outcome(
                "command -v bzip2 && echo 'The wheel turns again.' | bzip2 > a.txt.bz2", in: folder)
            if made.status == 0 { #expect(loads("libbz2", ["extract", folder.file("a.txt.bz2")])) }
        }

        @Test("Asking for the library loads it", .enabled(if: BuiltCommand.run(["doctor"]).text.contains("OpenBLAS")))
        func doctor() { #expect(loads("libblas", ["doctor"])) }
    }
#endif
