import Serialization
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("train and evaluate classify", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct ClassifierCommandTests {
    let folder = TemporaryFolder()

    /// Made-up documents on two matters that share half of their words.
    private func documents(_ count: Int, seed: UInt64) -> String {
        let words: [(String, [String])] = [
            ("harbour", ["ship", "crane", "tide", "quay", "pilot", "cargo", "anchor", "mast"]),
            ("kitchen", ["oven", "flour", "spoon", "butter", "stew", "recipe", "basil", "dough"]),
        ]
        let common = ["morning", "people", "house", "water", "street", "year", "hand", "town"]
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let (label, own) = words[number % 2]
            let text = (0..<30).map {
                $0 % 2 == 0 ? own.randomElement(using: &generator) : common.randomElement(using: &generator)
            }
            .compactMap(\.self).joined(separator: " ")
            return "{\"id\":\(number),\"text\":\"\(text)\",\"label\":\"\(label)\"}\n"
        }.joined()
    }

    @Test("A model that was trained classifies, is measured, and comes out the same again")
    func roundTrip() throws {
        let training = folder.write("train.jsonl", documents(120, seed: 1))
        let test = folder.write("test.jsonl", documents(40, seed: 2))
        let models = [folder.file("a.safetensors"), folder.file("b.safetensors")]
        for model in models {
            let outcome = BuiltCommand.run([
                "train", training, "--output", model, "--no-tuning", "--format", "json", "--quiet",
            ])
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            #expect(try JSONValue(parsing: outcome.output.span).object != nil)
        }
        #expect(folder.read("a.safetensors") == folder.read("b.safetensors"))

        let classified = BuiltCommand.run(["classify", test, "--model", models[0]])
        #expect(classified.status == 0 && classified.lines.count == 40)
        #expect(try JSONValue(parsing: Array(classified.lines[1].utf8).span)["label"]?.string == "kitchen")

        let page = folder.file("page.html")
        let measured = BuiltCommand.run([
            "evaluate", "classify", test, "--model", models[0], "--format", "json", "--report", page,
            "--training-data", test,
        ])
        #expect(measured.status == 0)
        #expect(try JSONValue(parsing: measured.output.span)["accuracy"]?.double == 1)
        #expect(measured.errors.contains("documents that are among the training documents, too: 40"))
        #expect(folder.text("page.html")?.contains("</html>") == true)
    }

    @Test("What cannot be learned from, or measured, is said")
    func nothing() {
        let one = folder.write("one.jsonl", "{\"text\":\"ship and crane\",\"label\":\"harbour\"}\n")
        let model = folder.file("m.safetensors")
        let trained = BuiltCommand.run(["train", one, "--output", model])
        #expect(trained.status == 2 && trained.errors.hasPrefix("epitome: ") && folder.read("m.safetensors") == nil)
        let bare = folder.write("bare.jsonl", "{\"text\":\"ship and crane\"}\n")
        let measured = BuiltCommand.run(["evaluate", "classify", bare])
        #expect(measured.status == 2 && measured.errors.contains("--label-field"))
        let missing = BuiltCommand.run(["evaluate", "classify", one, "--model", folder.file("absent.safetensors")])
        #expect(missing.status == 2 && missing.errors.contains("absent.safetensors"))
        #expect(BuiltCommand.run(["train", one, "--output", model, "--weight", "x"]).status == 64)
        #expect(BuiltCommand.run(["evaluate", "classify", one, "--threshold", "2"]).status == 64)
    }

    private func train(_ lines: [String], _ arguments: [String] = []) -> (BuiltCommand.Outcome, [String: Int]) {
        let path = folder.write("input.jsonl", lines.map { $0 + "\n" }.joined())
        let outcome = BuiltCommand.run(
            ["train", path, "--output", folder.file("out.safetensors"), "--no-tuning", "--format", "json"] + arguments)
        var counts: [String: Int] = [:]
        let labels = try? JSONValue(parsing: outcome.output.span)["labels"]?.object
        for key in labels?.keys ?? [] { counts[key] = labels?[key]?.integer }
        return (outcome, counts)
    }

    @Test("A document without a label says why, with no probability that passes a filter")
    func unanswered() throws {
        let model = folder.file("m.safetensors")
        let training = folder.write("train.jsonl", documents(120, seed: 1))
        #expect(BuiltCommand.run(["train", training, "--output", model, "--no-tuning", "--quiet"]).status == 0)
        let foreign = (0..<40).map { "fremd\($0)" }.joined(separator: " ")
        let input = folder.write(
            "in.jsonl", ["ship crane tide", "ship \(foreign)", "qqq"].map { "{\"text\":\"\($0)\"}\n" }.joined())
        let records = try BuiltCommand.run(["classify", input, "--model", model]).lines.map {
            try JSONValue(parsing: Array($0.utf8).span)
        }
        #expect(records.count == 3 && records[0]["label"]?.string == "harbour" && records[0]["reason"] == nil)
        #expect(records[0]["labels"]?.array?.count == 2 && records[0]["candidates"] == nil)
        for (record, reason) in zip(records.dropFirst(), ["too few known words (1 of 41)", "no known word"]) {
            #expect(record["unknown"]?.bool == true && record["belowThreshold"] == nil)
            #expect(record["reason"]?.string == reason && record["probability"] == nil)
            #expect(record["labels"]?.array?.isEmpty == true && record["candidates"]?.array?.count == 2)
        }
        let strict = BuiltCommand.run(["classify", input, "--model", model, "--threshold", "1"])
        let first = try JSONValue(parsing: Array(strict.lines[0].utf8).span)
        #expect(first["belowThreshold"]?.bool == true && first["unknown"] == nil && first["probability"] == nil)
        let text = BuiltCommand.run(["classify", input, "--model", model, "--format", "text"])
        #expect(text.lines[1].hasSuffix("unknown\ttoo few known words (1 of 41)"))
    }

    @Test("Labels keep the text they have in JSON; what is no label is an error that shows it")
    func labelForms() {
        let texts = ["ship crane tide", "oven flour stew", "crane tide quay", "flour stew dough"]
        let line = { (number: Int, label: String) in "{\"text\":\"\(texts[number % 4]) a\(number)\",\(label)}" }
        let (numbers, counts) = train(
            (0..<12).map { line($0, $0 % 2 == 0 ? "\"labels\":[1, 2.50]" : "\"labels\":[1e3,true,null]") })
        #expect(numbers.status == 0 && counts == ["1": 6, "2.50": 6, "1e3": 6, "true": 6])
        let (single, kinds) = train((0..<12).map { line($0, $0 % 2 == 0 ? "\"label\":2024" : "\"label\":false") })
        #expect(single.status == 0 && kinds == ["2024": 6, "false": 6])
        let (some, left) = train(
            (0..<12).map { line($0, ["\"label\":\"a\"", "\"label\":\"b\"", "\"label\":null"][$0 % 3]) })
        #expect(some.status == 0 && left == ["a": 4, "b": 4])
        #expect(some.errors.contains("4 documents are left out (3, 6, 9, …): it has no label."))
        let (tag, tags) = train((0..<12).map { line($0, $0 % 2 == 0 ? "\"labels\":[\"spam\"]" : "\"labels\":[]") })
        #expect(tag.status == 0 && tags == ["spam": 6], "\(tag.errors)")
        let (odd, kept) = train(
            (0..<12).map { line($0, $0 % 2 == 0 ? "\"label\":\"a\"" : "\"label\":\"b\"") } + [
                line(0, "\"labels\":[\"a\",{\"name\":\"b\"}]"), line(0, "\"label\":[[\"a\"]]"),
            ])
        #expect(odd.status == 1 && kept == ["a": 6, "b": 6])
        #expect(odd.errors.contains("line 13") && odd.errors.contains("\"labels\" holds {\"name\":\"b\"} where"))
        #expect(odd.errors.contains("\"label\" holds [\"a\"] where"))
    }

    @Test("A field that is not there is answered with those that are")
    func missingFields() {
        let (lines, _) = train((0..<4).map { "{\"text\":\"ship crane \($0)\",\"category\":\"a\"}" })
        let advice = "found: \"text\", \"category\"). Pass `--label-field NAME`"
        #expect(lines.status == 2 && lines.errors.contains(advice))
        let table = folder.write("t.csv", "text,category\nship crane,a\noven flour,b\n")
        let model = folder.file("out.safetensors")
        let column = BuiltCommand.run(["train", table, "--output", model])
        #expect(column.status == 2 && column.errors.contains(advice))
        let (id, _) = train(["{\"text\":\"ship crane\",\"label\":\"a\",\"key\":7}"], ["--id-field", "nummer"])
        #expect(id.status == 2 && id.errors.contains("no field \"nummer\" (found: \"text\", \"label\", \"key\")"))
        let idColumn = BuiltCommand.run(["train", table, "--output", model, "--id-field", "nummer"])
        #expect(idColumn.status == 2 && idColumn.errors.contains("no column is named \"nummer\""))
    }

    @Test("The folders that texts lie in are their labels")
    func foldersAsLabels() throws {
        for number in 0..<8 {
            folder.write("set/harbour/\(number).txt", "ship crane tide quay pilot cargo \(number)")
            folder.write("set/kitchen/soups/\(number).txt", "oven flour spoon butter stew dough \(number)")
        }
        let model = folder.file("folders.safetensors")
        for paths in [[folder.file("set/")], [folder.file("set/harbour"), folder.file("set/kitchen/soups")]] {
            let outcome = BuiltCommand.run(["train"] + paths + ["--output", model, "--no-tuning", "--format", "json"])
            #expect(outcome.status == 0 && outcome.errors.contains("names of folders"), "\(outcome.errors)")
            let labels = try JSONValue(parsing: outcome.output.span)["labels"]?.object
            #expect(labels?.keys == (paths.count == 1 ? ["harbour", "kitchen"] : ["harbour", "soups"]))
        }
        let measured = BuiltCommand.run([
            "evaluate", "classify", folder.file("set"), "--model", model, "--format", "json",
        ])
        #expect(try JSONValue(parsing: measured.output.span)["documents"]?.integer == 16)
    }

    @Test("A signal ends a training within two seconds, with its status, and nothing is written")
    func stopped() {
        var lines = ""
        var generator = SeededGenerator(seed: 1)
        for number in 0..<6000 {
            let words = (0..<40).map { _ in "w\(Int.random(in: 0..<20_000, using: &generator))" }.joined(separator: " ")
            lines += "{\"text\":\"\(words)\",\"label\":\"l\(number % 600)\"}\n"
        }
        let path = folder.write("many.jsonl", lines)
        for (signal, status) in [(SIGTERM, Int32(143)), (SIGINT, 130)] {
            let start = ContinuousClock.now
            let outcome = BuiltCommand.run(
                ["train", path, "--output", folder.file("none.safetensors")], killedAfter: (1_500_000, signal))
            #expect(outcome.status == status, "\(outcome.errors)")
            #expect(ContinuousClock.now - start < .seconds(3.5))
        }
        #expect(folder.read("none.safetensors") == nil)
    }

    @Test("Labels of the documents may have other names than those of the model")
    func renamed() throws {
        let path = folder.write(
            "r.jsonl",
            "{\"text\":\"The striker scored twice as the home side won the cup final.\",\"label\":\"Fussball\"}\nbroken\n"
        )
        let outcome = BuiltCommand.run(["evaluate", "classify", path, "--rename", "Fussball=sport", "--format", "json"])
        #expect(outcome.status == 1 && outcome.errors.contains("line 2"))
        #expect(try JSONValue(parsing: outcome.output.span)["accuracy"]?.double == 1)
    }
}
