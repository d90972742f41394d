import Corpora
import Serialization
import TestSupport
import Testing
import TextProcessing

/// JSONTestSuite and csv-spectrum; each deviation is a decision of `Documentation/Formats.md`.
@Suite("Public suites for JSON and CSV")
struct PublicSuiteTests {
    @Test(
        "JSONTestSuite: what must be read is, what must be refused is, and nothing crashes",
        .enabled(if: PublicSuite.isPresent("json")))
    func json() throws {
        var judged = 0
        for line in PublicSuite.lines("json") {
            let entry = try JSONValue(parsing: String(line))
            let id = try #require(entry["id"]?.string), expected = try #require(entry["expect"]?.string)
            let bytes = PublicSuite.decoded(entry["base64"]?.string ?? "")
            let isRead = (try? JSONValue(parsing: bytes.span)) != nil
            if expected != "either" {
                #expect(isRead == (expected == "accept"), "\(id)")
                judged += 1
            }
            // The same inside a record, which is only passed over: NaN, Infinity and bytes that are no UTF-8 cost nothing there.
            let record = Array("{\"text\":\"t\",\"x\":".utf8) + bytes + Array("}".utf8)
            var fields = JSONFields()
            let isPassed = (try? JSONFieldScanner(fields: ["text"]).scan(record.span, into: &fields)) != nil
            if expected == "accept" { #expect(isPassed, "\(id)") }
            let isText: String? = String(validating: bytes, as: UTF8.self)
            let isLenient = Self.passedOver.contains(id) || isText == nil
            if expected == "reject", !isLenient { #expect(!isPassed, "\(id)") }
        }
        #expect(judged == 282)
    }

    /// Values that are refused as such and passed over in a record.
    private static let passedOver: Set<String> = [
        "n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json", "n_structure_no_data.json",
    ]

    @Test("csv-spectrum: every field of every record", .enabled(if: PublicSuite.isPresent("csv-spectrum")))
    func csv() throws {
        let folder = TemporaryFolder()
        var fields = 0
        for line in PublicSuite.lines("csv-spectrum") {
            let entry = try JSONValue(parsing: String(line))
            let id = try #require(entry["id"]?.string)
            let path = folder.write(id, PublicSuite.decoded(entry["base64"]?.string ?? ""))
            let rows = entry["expect"]?.array ?? entry["expect"].map { [$0] } ?? []
            for key in rows.first?.object?.keys ?? [] {
                var options = CorpusOptions()
                options.textField = key
                options.requiresText = false
                let texts = CorpusReader(paths: [path], options: options).map { record -> String in
                    guard let document = try? record.content.get(), case .text(let text) = document.content else {
                        return "?"
                    }
                    return text
                }
                // Where the suite's expectation is not that of its own file: a number, and line breaks that lost their CR.
                if id == "location_coordinates.csv", key == "Contact Phone Number" { continue }
                let expected = rows.map { ($0[key]?.string ?? "").filter { $0 != "\r" } }
                #expect(
                    texts
                        == expected.map {
                            $0.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
                        }, "\(id) \(key)")
                fields += texts.count
            }
        }
        #expect(fields > 40)
    }
}
