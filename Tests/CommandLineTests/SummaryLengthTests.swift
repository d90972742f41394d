import Serialization
import TestSupport
import Testing

private let article = """
    The river rose by two metres on Monday after three days of rain. Fire crews brought forty people to a school in the \
    old town. The mayor said that the dam had held, but that it would be checked again on Tuesday. Trains between the \
    coast and the capital were cancelled until further notice. Insurers expect claims of about ninety million euros. \
    The weather service sees an end of the rain by Wednesday.
    """

@Suite("Lengths and styles of summaries", .enabled(if: BuiltCommand.isBuilt, "\(BuiltCommand.absence)"))
struct SummaryLengthTests {
    private func lines(_ arguments: [String], _ text: String = article) -> [String] {
        let outcome = BuiltCommand.run(["summarize"] + arguments, input: Array(text.utf8))
        #expect(outcome.status == 0)
        return outcome.lines
    }

    @Test("A free length is three sentences without a profile, and with one the best of the best sets of each size")
    func free() {
        #expect(lines(["--free-length"]) == lines(["-n", "3"]))
        let free = lines(["--free-length", "--style", "news"])
        #expect((1...3).contains { free == lines(["-n", "\($0)", "--style", "news"]) })
        #expect(lines(["--free-length", "--style", "news"], "One sentence is all there is.").count == 1)
    }

    @Test("A free length and a number exclude each other")
    func exclusive() {
        let outcome = BuiltCommand.run(["summarize", "--free-length", "--words", "9"], input: Array(article.utf8))
        #expect(outcome.status == 64 && outcome.errors.contains("--free-length"))
    }

    @Test("Words and characters are never exceeded")
    func budgets() {
        for style in ["auto", "news", "extract"] {
            let words = lines(["--words", "30", "--style", style])
            #expect(words.reduce(0) { $0 + $1.split(separator: " ").count } <= 30 && !words.isEmpty)
            let characters = lines(["--characters", "140", "--style", style])
            #expect(characters.joined(separator: " ").unicodeScalars.count <= 140 && !characters.isEmpty)
        }
        #expect(lines(["--ratio", "0.5"]).count == 3)
    }

    @Test(
        "News has a profile of its own in English and French and none in German",
        arguments: [
            ("en", "news profile"), ("fr", "news profile"), ("de", "news"),
        ])
    func languages(language: String, method: String) throws {
        let text = [
            "en": article,
            "fr": """
            La rivière est montée de deux mètres lundi après trois jours de pluie. Les pompiers ont conduit quarante \
            personnes dans une école de la vieille ville. Le maire a dit que le barrage avait tenu. Les trains entre \
            la côte et la capitale sont supprimés jusqu'à nouvel ordre.
            """,
            "de": """
            Der Fluss stieg am Montag nach drei Tagen Regen um zwei Meter. Die Feuerwehr brachte vierzig Menschen in \
            eine Schule der Altstadt. Der Bürgermeister sagte, dass der Damm gehalten habe. Die Züge zwischen der \
            Küste und der Hauptstadt fallen bis auf Weiteres aus.
            """,
        ][language]
        let outcome = BuiltCommand.run(
            ["summarize", "--style", "news", "-n", "2", "--format", "json"], input: Array(try #require(text).utf8))
        let json = try JSONValue(parsing: outcome.text)
        #expect(json["method"]?.string == method && json["sentences"]?.array?.count == 2)
    }
}
