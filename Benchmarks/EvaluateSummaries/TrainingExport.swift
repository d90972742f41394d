import Serialization
import Summarization
import TextEvaluation
import TextProcessing

/// Writes what training reads, so that features in training and in use come from the same code.
enum TrainingExport {
    /// Features, labels and identifiers of the documents of one collection, as raw arrays beside each other.
    ///
    /// `NAME.features` (float32, rows of `SentenceFeatures.width`), `NAME.labels` (float32), `NAME.counts` (uint32, the
    /// sentences of each document), `NAME.default` (float32, the default's score), `NAME.ids` (a line each).
    static func sentences(_ name: String, _ part: Part, data: String, limit: Int, output: String) {
        guard var collection = EvaluationCollection(name, part, data: data, limit: limit) else { return }
        var workspace = SummarizationWorkspace()
        var features: [Float] = []
        var labels: [Float] = []
        var scores: [Float] = []
        var counts: [UInt32] = []
        var ids = ""
        for document in collection.documents {
            let analysis = Summarizer().analyse(document.input, workspace: &workspace)
            guard analysis.count > 0, let reference = document.references.first else { continue }
            let sentences = analysis.sentenceIndices.map { collection.rouge.prepare(document.text(of: [$0])) }
            labels += SubsetOracle(sentences: sentences, reference: reference).softLabels()
            features += SentenceFeatures(analysis).values
            scores += GatedCentrality.news.scores(analysis.sentences).map { Float($0) }
            counts.append(UInt32(analysis.count))
            ids += document.id + "\n"
        }
        let path = "\(output)/\(name)-\(part.rawValue)"
        writeFile(bytes(features), to: path + ".features")
        writeFile(bytes(labels), to: path + ".labels")
        writeFile(bytes(scores), to: path + ".default")
        writeFile(bytes(counts), to: path + ".counts")
        writeFile(Array(ids.utf8), to: path + ".ids")
        note("\(name) \(part.rawValue): \(counts.count) documents, \(labels.count) sentences")
    }

    /// For scores of all sentences that `sentences` wrote, the sets of the best and what they are worth.
    ///
    /// `NAME.sets` (float32, rows of `SubsetFeatures.width`), `NAME.values` (float32, ROUGE-1 and ROUGE-2
    /// F1 of each), `NAME.setcounts` (uint32).
    static func sets(
        _ name: String, _ part: Part, data: String, limit: Int, scores path: String, output: String
    ) {
        guard var collection = EvaluationCollection(name, part, data: data, limit: limit) else { return }
        let scores = readFloats(path)
        var workspace = SummarizationWorkspace()
        var features: [Float] = []
        var values: [Float] = []
        var counts: [UInt32] = []
        var start = 0
        for document in collection.documents {
            let analysis = Summarizer().analyse(document.input, workspace: &workspace)
            guard analysis.count > 0, let reference = document.references.first else { continue }
            guard start + analysis.count <= scores.count else { fail("\(path) has too few scores") }
            let own = Array(scores[start..<(start + analysis.count)])
            start += analysis.count
            let subsets = SubsetFeatures(analysis, SentenceFeatures(analysis), scores: own)
            let sentences = analysis.sentenceIndices.map { collection.rouge.prepare(document.text(of: [$0])) }
            let oracle = SubsetOracle(sentences: sentences, reference: reference)
            features += subsets.values
            for set in subsets.sets {
                let (rouge1, rouge2) = oracle.scores(of: set)
                values += [Float(rouge1), Float(rouge2)]
            }
            counts.append(UInt32(subsets.sets.count))
        }
        guard start == scores.count else { fail("\(path) has too many scores") }
        let path = "\(output)/\(name)-\(part.rawValue)"
        writeFile(bytes(features), to: path + ".sets")
        writeFile(bytes(values), to: path + ".values")
        writeFile(bytes(counts), to: path + ".setcounts")
        note("\(name) \(part.rawValue): \(values.count / 2) sets")
    }

    /// How many background texts hold each stem, as a model file.
    ///
    /// Only training parts are read; a stem counts if at least four texts have it.
    static func background(data: String, output: String) {
        let sources: [(Language, [(String, String, Int)])] = [
            (
                .english,
                [
                    ("cnn-dailymail/train-sample", "text", .max), ("cnn-dailymail/valid", "text", .max),
                    ("20news-bydate/train", "text", 6000), ("reuters21578/modapte-train", "text", 6000),
                    ("ag-news/train-partial", "text", 6000), ("bbc/train", "text", .max),
                    ("dbpedia14-sample/train", "text", 6000), ("scisummnet/train", "sentences", .max),
                    ("gum-summ/train", "text", .max),
                ]
            ),
            (.french, [("orangesum-fr/train", "text", 6000)]),
            (.german, [("klexikon-de/train", "text", 1500)]),
        ]
        var writer = SafetensorsWriter()
        for (language, files) in sources {
            let reader = CollectionReader(data: data, language: language)
            var frequencies: [String: Int] = [:]
            var texts = 0
            var workspace = SummarizationWorkspace(backgrounds: [:])
            for (path, field, limit) in files {
                for record in reader.read(path, limit: limit) {
                    let text = record[field]?.string ?? record[field]?.strings?.prefix(60).joined(separator: " ") ?? ""
                    let input = SummarizationInput(
                        text: text, sentences: [Sentence(range: 0..<text.utf8.count)], language: language)
                    let analysis = workspace.analyse(input, candidates: [0])
                    for stem in workspace.stems(analysis, language: language) { frequencies[stem, default: 0] += 1 }
                    texts += 1
                }
            }
            let table = BackgroundFrequencies(frequencies: frequencies, texts: texts, minimum: 4)
            do { try table.write(to: &writer, language: language) } catch { fail("\(error)") }
            note("\(language.rawValue): \(texts) texts, \(table.hashes.count) stems")
        }
        writer.metadata["format"] = "epitome-background-1"
        writeFile(writer.bytes(), to: output)
    }

    private static func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] {
        values.withUnsafeBytes { Array($0) }
    }
}
