import Serialization
import TestSupport
import Testing
import Vectorization
import Vectors

/// What scikit-learn and the Python package safetensors say; `make_goldens.py` wrote it down.
@Suite("scikit-learn and safetensors")
struct NumericConformanceTests {
    private static func golden(_ name: String) -> String {
        let source = #filePath
        let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)]
        return "\(folder)/\(name)"
    }

    private static func tfidf() throws -> JSONValue {
        let bytes = try MappedFile(path: golden("tfidf.json")).withBytes { [UInt8]($0) }
        return try JSONValue(parsing: bytes.span)
    }

    @Test("TF-IDF weights are scikit-learn's to 1e-6, for every setting", arguments: 0..<9)
    func weights(number: Int) throws {
        let golden = try Self.tfidf()
        let texts = try #require(golden["texts"]?.array).compactMap(\.string)
        let expected = try #require(golden["cases"]?[number])
        let setting = try #require(expected["setting"])
        var terms = TermOptions.scikitLearn
        if let range = setting["ngram_range"]?.array?.compactMap(\.integer) { terms.wordCounts = range[0]...range[1] }
        terms.stopWords = Set(setting["stop_words"]?.array?.compactMap(\.string) ?? [])
        var selection = TermSelection()
        if let count = setting["min_df"]?.integer { selection.minimumDocuments = .count(count) }
        if let share = setting["max_df"]?.double { selection.maximumDocuments = .share(share) }
        var weighting = TfidfWeighting()
        if setting["sublinear_tf"]?.bool == true { weighting.termFrequency = .sublinear }
        if setting["binary"]?.bool == true { weighting.termFrequency = .binary }
        if setting["smooth_idf"]?.bool == false { weighting.inverseDocumentFrequency = .plain }
        if setting["use_idf"]?.bool == false { weighting.inverseDocumentFrequency = .constant }
        if let norm = setting["norm"] { weighting.norm = norm.string == "l1" ? .l1 : .none }
        let (vectorizer, matrix) = TfidfVectorizer.fitTransform(
            texts, terms: terms, selection: selection, weighting: weighting, threads: 2)
        #expect(vectorizer.vocabulary.count == expected["terms"]?.integer)
        let rows = try #require(expected["rows"]?.array)
        for (row, value) in rows.enumerated() {
            let weights = try #require(value.object)
            let (columns, values) = matrix.row(row)
            #expect(columns.count == weights.count)
            for (column, weight) in zip(columns, values) {
                let term = vectorizer.vocabulary.term(at: Int(column))
                let theirs = try #require(weights[term]?.double, "scikit-learn has no \(term) in row \(row)")
                // Without a norm weights exceed 1; the bound is then relative, as single precision is.
                #expect((Double(weight) - theirs).magnitude <= 1e-6 * max(1, theirs))
            }
        }
    }

    @Test("A file by the Python package is read")
    func pythonFile() throws {
        let file = try SafetensorsFile(path: Self.golden("python.safetensors"))
        #expect(file.metadata["made_by"]?.hasPrefix("safetensors ") == true)
        #expect(try file.floats(named: "floats", shape: [2, 3]) == [1, -2, 3.5, 0, 1e-7, 65504])
        #expect(try file.floats(named: "halves") == [0.5, -65504, 5.9604645e-08])
        #expect(try file.elements(named: "bytes", as: UInt8.self) == [0, 1, 2, 3, 4, 5, 6])
        #expect(try file.elements(named: "small", as: Int8.self) == [-128, 127])
        #expect(try file.elements(named: "long", as: Int64.self) == [1 << 40, -1])
        #expect(file.tensor(named: "empty")?.shape == [0, 3])
        #expect(try file.elements(named: "scalar", as: Double.self, shape: []) == [2.25])
    }
}
