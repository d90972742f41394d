import Serialization
import TestSupport
import Testing

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
