internal import Corpora
internal import Epitome
import Foundations
internal import Serialization
internal import Summarization
internal import TestSupport
internal import TextProcessing

extension Acceptance {
    /// What ships: the pipeline with its filter, then the summarizer with its defaults.
    static let shipped = Acceptance(
        summarize: { text, language in
            let document = prepared(text, language)
            return Summarizer().summarize(document.summarizationInput).sentences.map(\.range)
        },
        judge: { text, language in
            let document = prepared(text, language)
            return zip(document.sentences, document.exclusions).map { ($0.range, $1 == nil) }
        })

    private static func prepared(_ text: String, _ language: String) -> PreparedDocument {
        DocumentPipeline(language: Language(rawValue: language)).prepare(Document(id: "", content: .text(text)))
    }

    /// Where the data lie.
    struct Folders {
        /// The project's own folder, and the evaluation data where there are any.
        static var standard: Folders {
            let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
            return Folders(project: "/\(root)/Data", evaluation: EvaluationData.folder ?? "../shared/data")
        }

        /// The project's `Data`.
        var project: String
        /// The evaluation data.
        var evaluation: String
    }

    /// Measures and returns the report as lines of text; a list of kinds, languages and positions, never a notice.
    func report(_ folders: Folders, articles: Int = 400) -> [String] {
        var lines = contamination(folders, notices: "acceptance", articles: articles, showsKinds: true)
        lines.append("")
        lines.append(
            "gold sentences of clean articles that the filter drops, per cent (lower is better)")
        for (corpus, tally) in cleanLoss(folders, articles: articles) {
            lines.append("  \(Acceptance.padded(corpus)) \(Acceptance.percent(tally))")
        }
        return lines
    }

    /// How often notices of one file reach summaries.
    ///
    /// - Parameters:
    ///   - folders: where the data lie.
    ///   - name: the file in `Data/boilerplate`, without its ending.
    ///   - articles: how many articles of a collection get notices.
    ///   - showsKinds: whether kinds are told apart; not for a sealed file, whose kinds nobody should work on.
    /// - Returns: the lines of the report.
    func contamination(_ folders: Folders, notices name: String, articles: Int = 400, showsKinds: Bool) -> [String] {
        let notices = Acceptance.notices("\(folders.project)/boilerplate/\(name).jsonl")
        guard !notices.isEmpty else {
            return ["\(name): no notices in \(folders.project)/boilerplate"]
        }
        var lines: [String] = [
            "boilerplate \(name): \(notices.count) notices that development has not seen"
        ]

        var contamination = Tally()
        var drops = Tally()
        var generator = SplitMix64(seed: 20_251_123)
        for (corpus, hosts, rounds) in Acceptance.corpora(folders, articles: articles) {
            for _ in 0..<rounds {
                for host in hosts {
                    let fitting = notices.filter { $0.language == host.language }
                    guard !fitting.isEmpty, host.paragraphs.count > 2 else { continue }
                    let sample = Acceptance.sample(host, fitting, using: &generator)
                    count(sample, host, corpus, into: &contamination, drops: &drops)
                }
            }
        }
        lines.append("")
        lines.append("3-sentence summaries with a notice in them, per cent (lower is better)")
        lines += Acceptance.rows(contamination, prefix: "summary ")
        lines.append(
            "  hits that begin in a notice and end in the article: \(Acceptance.percent(contamination["uncut"]))")
        lines.append("")
        lines.append(
            "notices that the filter leaves a sentence of, per cent of those put in (summaries hit)")
        for name in drops.order.sorted() where showsKinds || !name.hasPrefix("kind") {
            let kept = drops[name]
            let hit = contamination["notice " + name]
            lines.append(
                "  \(Acceptance.padded(name)) \(Acceptance.percent(kept))  (\(Acceptance.percent(hit)))")
        }
        return lines
    }

    private func count(
        _ sample: Sample, _ host: Host, _ corpus: String, into contamination: inout Tally,
        drops: inout Tally
    ) {
        let chosen = summarize(sample.text, host.language)
        let judged = judge(sample.text, host.language)
        var isContaminated = false
        for place in sample.places {
            let hits = chosen.filter { $0.overlaps(place.range) }
            let isHit = !hits.isEmpty
            // A sentence that begins in the notice and ends in the article was not cut where they were glued.
            if isHit { contamination.add("uncut", hit: hits.contains { $0.upperBound > place.range.upperBound }) }
            isContaminated = isContaminated || isHit
            let survives = judged.contains { $0.isKept && $0.range.overlaps(place.range) }
            for name in [
                "kind: " + place.kind, "language: " + host.language, "length: " + Acceptance.length(of: place.range),
                "position: " + place.position + (place.isGlued ? ", glued" : ""),
            ] {
                drops.add(name, hit: survives)
                contamination.add("notice " + name, hit: isHit)
            }
        }
        contamination.add("summary " + corpus, hit: isContaminated)
        contamination.add("summary all", hit: isContaminated)
    }

    private static func length(of range: Range<Int>) -> String {
        range.count < 40 ? "under 40 bytes" : range.count < 80 ? "40 to 79 bytes" : "80 bytes and more"
    }

    /// The share of gold sentences that the filter drops from articles as they are.
    private func cleanLoss(_ folders: Folders, articles: Int) -> [(String, Tally.Count)] {
        var result: [(String, Tally.Count)] = []
        for (name, language) in [
            ("cnn-dailymail/valid", "en"), ("bbc-summary/all", "en"), ("orangesum-fr/valid", "fr"),
        ] {
            var tally = Tally.Count()
            for document in Acceptance.documents(
                folders.evaluation + "/" + name + ".jsonl.gz", limit: articles)
            {
                guard case .text(let text) = document.content, let reference = document.summaries.first
                else {
                    continue
                }
                let judged = judge(text, language)
                let bags = judged.map { WordBag(text, $0.range) }
                for part in Acceptance.parts(reference) {
                    guard let gold = WordBag(part).closest(of: bags, atLeast: 0.4) else { continue }
                    tally.tries += 1
                    if !judged[gold].isKept { tally.hits += 1 }
                }
            }
            result.append((name, tally))
        }
        return result
    }

    static func corpora(_ folders: Folders, articles: Int) -> [(
        name: String, hosts: [Host], rounds: Int
    )] {
        [
            (
                "cnn-dailymail/valid",
                news(folders.evaluation + "/cnn-dailymail/valid.jsonl.gz", "en", articles), 1
            ),
            (
                "orangesum-fr/valid",
                news(folders.evaluation + "/orangesum-fr/valid.jsonl.gz", "fr", articles / 4), 1
            ),
            ("our own articles", ownArticles(folders.project), 8),
        ]
    }
}

// MARK: - Reading

extension Acceptance {
    static func notices(_ path: String) -> [Notice] {
        guard let file = try? MappedFile(path: path) else { return [] }
        let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
        return text.split(separator: "\n").compactMap { line in
            guard let value = try? JSONValue(parsing: String(line)), let kind = value["kind"]?.string,
                let language = value["language"]?.string, let text = value["text"]?.string
            else { return nil }
            return Notice(kind: kind, language: language, text: text)
        }
    }

    static func documents(_ path: String, limit: Int) -> [Document] {
        var documents: [Document] = []
        for record in CorpusReader(paths: [path]) {
            guard documents.count < limit, case .success(let document) = record.content else { break }
            documents.append(document)
        }
        return documents
    }

    /// News as they come, in one line, cut into paragraphs of about 300 bytes.
    private static func news(_ path: String, _ language: String, _ limit: Int) -> [Host] {
        documents(path, limit: limit).compactMap { document in
            guard case .text(let text) = document.content else { return nil }
            return Host(language: language, paragraphs: paragraphs(of: text))
        }
    }

    /// Cuts behind a word of four or more small letters, a full stop, a blank and a capital.
    private static func paragraphs(of text: String) -> [String] {
        let utf8 = Array(text.utf8)
        var result: [String] = []
        var start = 0
        var index = 4
        while index + 2 < utf8.count {
            let isEnd =
                utf8[index] == UInt8(ascii: ".") && utf8[index + 1] == 0x20
                && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(utf8[index + 2])
                && utf8[(index - 4)..<index].allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                }
            if isEnd && index - start > 300 {
                result.append(String(decoding: utf8[start...index], as: UTF8.self))
                start = index + 2
            }
            index += 1
        }
        if start < utf8.count { result.append(String(decoding: utf8[start...], as: UTF8.self)) }
        return result
    }

    /// The paragraphs of our own articles that no expectation calls boilerplate.
    private static func ownArticles(_ folder: String) -> [Host] {
        guard let file = try? MappedFile(path: folder + "/manifest.json"),
            let manifest = try? JSONValue(parsing: file.withBytes { String(decoding: $0, as: UTF8.self) })
        else { return [] }
        return (manifest["files"]?.array ?? []).compactMap { entry -> Host? in
            guard let path = entry["path"]?.string, path.hasPrefix("articles/"), path.hasSuffix(".txt"),
                let article = try? MappedFile(path: folder + "/" + path),
                let expectations = try? MappedFile(path: folder + "/" + path.dropLast(4) + ".expect.json"),
                let expected = try? JSONValue(
                    parsing: expectations.withBytes { String(decoding: $0, as: UTF8.self) })
            else { return nil }
            let text = article.withBytes { String(decoding: $0, as: UTF8.self) }
            let unwanted = ["boilerplate", "must_not_contain"].flatMap { expected[$0]?.array ?? [] }
                .compactMap(\.string)
            let paragraphs = text.split(separator: "\n").map(String.init).filter { line in
                line.utf8.count > 120 && !unwanted.contains { line.contains($0) }
            }
            return Host(language: expected["language"]?.string ?? "und", paragraphs: paragraphs)
        }
    }

    private static func parts(_ reference: String) -> [String] {
        let lines = reference.split(separator: "\n").map(String.init)
        return lines.count > 1 ? lines : reference.split(separator: ".").map(String.init)
    }

    // MARK: - Writing

    static func rows(_ tally: Tally, prefix: String) -> [String] {
        tally.order.filter { $0.hasPrefix(prefix) }.map {
            "  \(padded(String($0.dropFirst(prefix.count)))) \(percent(tally[$0]))"
        }
    }

    static func padded(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 28 - name.count))
    }

    static func percent(_ count: Tally.Count) -> String {
        let tenths = count.tries == 0 ? 0 : (count.hits * 2000 / count.tries + 1) / 2
        return "\(tenths / 10).\(tenths % 10) of \(count.tries)"
    }
}

/// The words of a piece of text, folded to lower case in ASCII.
private struct WordBag {
    var counts: [String: Int] = [:]
    var total = 0

    init(_ text: String) { self.init(text, 0..<text.utf8.count) }

    init(_ text: String, _ range: Range<Int>) {
        let utf8 = text.utf8.span
        var word: [UInt8] = []
        for index in range {
            let byte = utf8[index]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39) || lower >= 0x80 {
                word.append(lower)
            } else {
                add(&word)
            }
        }
        add(&word)
    }

    private mutating func add(_ word: inout [UInt8]) {
        guard !word.isEmpty else { return }
        counts[String(decoding: word, as: UTF8.self), default: 0] += 1
        total += 1
        word.removeAll(keepingCapacity: true)
    }

    /// The index of the bag with the highest unigram F1; the first of equals; nil if none reaches the floor.
    func closest(of others: [WordBag], atLeast floor: Double) -> Int? {
        var best: (index: Int, score: Double)?
        for (index, other) in others.enumerated() {
            var shared = 0
            for (word, count) in counts { shared += min(count, other.counts[word] ?? 0) }
            let score = total + other.total == 0 ? 0 : 2 * Double(shared) / Double(total + other.total)
            if score > (best?.score ?? 0) { best = (index, score) }
        }
        guard let best, best.score >= floor else { return nil }
        return best.index
    }
}
