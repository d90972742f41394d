import TextProcessing
import Vectorization

/// Reads the training texts one after the other: sorts out what cannot be used, numbers the labels, counts the terms.
///
/// A text is counted with others in blocks, and then forgotten: memory is that of a block and of the counts.
struct TrainingCollection {
    let set: TrainingSet
    let isMultiLabel: Bool
    let needsOneLabel: Bool
    let report: TrainingReport

    /// From this many texts on, terms of a single text are left out.
    ///
    /// They cannot be told from chance, are most of all terms, and change no accuracy of the evaluation sets by more than
    /// 0.1. Small collections need every word.
    static let rareTermsUpTo = 1000

    /// Up to so many texts of so many bytes, tuning tries character sequences without being asked.
    ///
    /// They tell most where words are inflected and each form is seen once or never. Of 24 samples of 120 to 2,000 texts of
    /// AG News, DBpedia, R8 and BBC none lost by them on 700 test texts, and AG News gained 0.7 points on average; from some
    /// thousand texts on they add little for their cost (see `Documentation/Classification.md`).
    static let charactersUpTo = (texts: 2000, bytes: 4 << 20)

    init(
        _ documents: some Sequence<LabeledText>, options: TrainingOptions,
        progress: (@Sendable (TrainingProgress) -> Void)?
    ) throws {
        var reading = CollectionReader(options)
        for document in documents {
            try reading.add(document)
            if reading.count % 10_000 == 0 { progress?(TrainingProgress(stage: .counting, fraction: 0.02)) }
        }
        try reading.countBlock()
        (set, isMultiLabel, needsOneLabel, report) = try reading.finish()
    }
}

/// The state of reading: what is kept of the texts, and the counts so far.
private struct CollectionReader {
    private let options: TrainingOptions
    private var report = TrainingReport()
    private var texts: [TrainingSet.Text] = []
    private var names: [String] = []
    private var numbers: [String: Int32] = [:]
    /// Documents so far, with those that cannot be used.
    private(set) var count = 0

    private var block: [String] = []
    private var titles: [String] = []
    private var blockBytes = 0
    private var bytes = 0
    private var titledCount = 0
    private var counters: Counters?

    private var hasEmptyLists = false
    private var ids: Set<Int> = []
    private var repeatedIDs = Examples()
    private var firstByText: [Int: Int32] = [:]
    private var repeated = 0
    private var contradicting = Examples()

    /// Of so many texts the language is found, to know what a word is.
    private static let languageSample = 200

    /// Texts are counted when so many bytes of them have come together.
    private static let blockSize = 8 << 20

    init(_ options: TrainingOptions) { self.options = options }

    /// What counts the terms of the blocks that a setting may use.
    private struct Counters {
        let rules: WordRules
        let words: NamedTermCounter
        let title: NamedTermCounter?
        var characters: NamedTermCounter?

        init(_ options: TrainingOptions, _ rules: WordRules) {
            self.rules = rules
            let isUsed = { (block: FeatureBlock) in options.isTuned || options.setting.weight(of: block) > 0 }
            words = NamedTermCounter((isUsed(.pairs) ? FeatureBlock.pairs : .words).terms(rules))
            title = isUsed(.title) ? NamedTermCounter(FeatureBlock.title.terms(rules)) : nil
            let hasCharacters =
                options.setting.characterWeight > 0 || (options.isTuned && options.triesCharacters != false)
            characters = hasCharacters ? NamedTermCounter(FeatureBlock.characters.terms(rules)) : nil
        }
    }

    mutating func add(_ document: LabeledText) throws {
        count += 1
        let name = document.id.isEmpty ? "document \(count)" : document.id
        if let fault = Self.fault(of: document) {
            report.skipped.append((name, fault))
            return
        }
        var labels: [Int32] = []
        for label in document.labels {
            let number = numbers[label] ?? Int32(names.count)
            if number == names.count {
                numbers[label] = number
                names.append(label)
            }
            if !labels.contains(number) { labels.append(number) }
        }
        labels.sort()
        if document.statesNoLabel { hasEmptyLists = true }
        lookForRepetitions(document, labels, name)
        texts.append(
            TrainingSet.Text(id: name, excerpt: document.excerpt, weight: Float(document.weight), labels: labels))
        // The title is the beginning of the text; a line break keeps its last word apart.
        block.append(document.title.map { $0 + "\n" + document.text } ?? document.text)
        titles.append(document.title ?? "")
        if !(document.title ?? "").isEmpty { titledCount += 1 }
        blockBytes += document.text.utf8.count + 16
        if blockBytes >= Self.blockSize { try countBlock() }
    }

    mutating func countBlock() throws {
        try options.checkStop()
        var counters = counters ?? Counters(options, Self.rules(of: block, options.language))
        bytes += blockBytes
        let isSmall =
            texts.count <= TrainingCollection.charactersUpTo.texts && bytes <= TrainingCollection.charactersUpTo.bytes
        if !isSmall, options.triesCharacters != true, options.setting.characterWeight == 0 { counters.characters = nil }
        self.counters = counters
        counters.words.add(block, threads: options.concurrency)
        counters.title?.add(titles, threads: options.concurrency)
        counters.characters?.add(block, threads: options.concurrency)
        block.removeAll(keepingCapacity: true)
        titles.removeAll(keepingCapacity: true)
        blockBytes = 0
    }

    /// What is one word in a collection that begins with these texts: the rules that most of their languages have.
    private static func rules(of texts: [String], _ language: Language?) -> WordRules {
        if let language { return WordRules(language: language) }
        let sample = stride(from: 0, to: texts.count, by: max(1, texts.count / languageSample))
        let eliding = sample.filter { number in
            WordRules(language: LanguageIdentifier.shared.identify(texts[number]).language) != .standard
        }.count
        return WordRules(joinsApostrophes: eliding * 2 <= Array(sample).count)
    }

    /// Why a document cannot be learned from, whatever the others are; nil if it can.
    private static func fault(of document: LabeledText) -> String? {
        if !(document.weight > 0 && document.weight.isFinite) {
            return "its weight \(document.weight) is not above 0"
        }
        let isBlank = { (text: String) in !text.utf8.contains { $0 > 0x20 } }
        if document.labels.contains(where: isBlank) { return "a label is blank" }
        return isBlank(document.text) && isBlank(document.title ?? "") ? "the text is empty" : nil
    }

    private mutating func lookForRepetitions(_ document: LabeledText, _ labels: [Int32], _ name: String) {
        if !document.id.isEmpty, !ids.insert(document.id.hashValue).inserted { repeatedIDs.add(name) }
        guard let first = firstByText.updateValue(Int32(texts.count), forKey: document.text.hashValue) else { return }
        firstByText[document.text.hashValue] = first
        repeated += 1
        if texts[Int(first)].labels != labels { contradicting.add(name) }
    }

    consuming func finish() throws -> (TrainingSet, isMultiLabel: Bool, needsOneLabel: Bool, TrainingReport) {
        let isMultiLabel = options.isMultiLabel ?? (hasEmptyLists || texts.contains { $0.labels.count > 1 })
        let isUsed = texts.map { isMultiLabel || !$0.labels.isEmpty }
        for (text, isUsed) in zip(texts, isUsed) where !isUsed { report.skipped.append((text.id, "it has no label")) }
        var kept = zip(texts, isUsed).filter { $0.1 }.map { $0.0 }
        guard !kept.isEmpty else {
            throw ClassificationError(
                .noDocuments,
                "Not one document of \(count) has both a text and a label. Check the names of the text and label fields."
            )
        }
        let needsOneLabel = kept.allSatisfy { !$0.labels.isEmpty }
        try sortLabels(&kept)
        guard report.labelCounts.count >= 2 || (isMultiLabel && report.labelCounts.count == 1 && !needsOneLabel) else {
            throw ClassificationError(
                .oneClass,
                "All \(kept.count) documents have the label \"\(report.labelCounts.first?.label ?? "")\". At least two "
                    + "labels, or documents without any (`\"labels\": []`), are needed to learn a difference.")
        }
        report.documentCount = kept.count
        report.warnings += Self.oddLabels(report.labelCounts) + repetitions()
        guard let counters else { preconditionFailure("texts were counted") }
        let minimumFrequency = kept.count > TrainingCollection.rareTermsUpTo ? 2 : 1
        let counts = try counts(
            counters, isUsed.contains(false) ? isUsed : nil, minimumFrequency, kept.count)
        let set = TrainingSet(
            labels: report.labelCounts.map { $0.label }, texts: kept, rules: counters.rules, counts: counts,
            minimumFrequency: minimumFrequency)
        return (set, isMultiLabel, needsOneLabel, report)
    }

    /// Numbers the labels in the order of their bytes, and counts their texts.
    private mutating func sortLabels(_ texts: inout [TrainingSet.Text]) throws {
        var counts = [Int](repeating: 0, count: names.count)
        for text in texts { for label in text.labels { counts[Int(label)] += 1 } }
        let order = names.indices.filter { counts[$0] > 0 }.sorted {
            names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8)
        }
        var place = [Int32](repeating: 0, count: names.count)
        for (new, old) in order.enumerated() { place[old] = Int32(new) }
        for number in texts.indices { texts[number].labels = texts[number].labels.map { place[Int($0)] }.sorted() }
        report.labelCounts = order.map { (names[$0], counts[$0]) }
    }

    private func counts(
        _ counters: Counters, _ documents: [Bool]?, _ minimumFrequency: Int, _ used: Int
    ) throws -> [FeatureBlock: NamedCounts] {
        var counts: [FeatureBlock: NamedCounts] = [:]
        let count = { (counter: NamedTermCounter, wordCount: Int) in
            counter.counts(
                wordCount: wordCount, documents: documents, minimumDocuments: minimumFrequency,
                threads: options.concurrency)
        }
        counts[.words] = count(counters.words, 1)
        guard counts[.words]?.totals.contains(where: { $0 > 0 }) == true else {
            throw ClassificationError(.noFeatures, "No document holds a word. Check the name of the text field.")
        }
        if counters.words.options.wordCounts.upperBound > 1 { counts[.pairs] = count(counters.words, 2) }
        if let title = counters.title, options.setting.titleWeight > 0 || titledCount * 2 >= used {
            counts[.title] = count(title, 1)
        }
        if let characters = counters.characters { counts[.characters] = count(characters, 1) }
        return counts
    }

    /// Warnings about labels that are too rare to measure, or differ from another by blanks alone.
    private static func oddLabels(_ counts: [(label: String, count: Int)]) -> [String] {
        var warnings: [String] = []
        let single = counts.filter { $0.count == 1 }.map { $0.label }
        if !single.isEmpty {
            warnings.append(
                single.count == 1
                    ? "The label \"\(single[0])\" has a single document: it is learned, but its accuracy cannot be measured."
                    : "\(single.count) labels have a single document (\(examples(of: single))): they are learned, but their "
                        + "accuracy cannot be measured.")
        }
        let trimmed = Dictionary(grouping: counts.map { $0.label }) { label in
            label.utf8.split { $0 <= 0x20 }.map { Array($0) }
        }
        let alike = trimmed.values.filter { $0.count > 1 }.map { $0[0] }.sorted()
        if !alike.isEmpty {
            warnings.append(
                "\(alike.count == 1 ? "A label differs" : "\(alike.count) labels differ") from another by blanks alone "
                    + "(\(examples(of: alike))): they are learned apart.")
        }
        return warnings
    }

    /// The first three of some names.
    private static func examples(of names: [String]) -> String {
        names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }

    /// Warnings about repeated ids and repeated texts.
    private func repetitions() -> [String] {
        var warnings: [String] = []
        if repeatedIDs.count > 0 {
            warnings.append("\(repeatedIDs.count) documents have an id that came before (\(repeatedIDs)).")
        }
        if repeated > 0 { warnings.append("\(repeated) documents have a text that came before.") }
        if contradicting.count > 0 {
            warnings.append(
                "\(contradicting.count) of the repeated texts have other labels than before (\(contradicting)).")
        }
        return warnings
    }

    /// How many there are of something, and the first three.
    private struct Examples: CustomStringConvertible {
        private(set) var count = 0
        private var first: [String] = []

        mutating func add(_ name: String) {
            count += 1
            if count <= 3 { first.append(name) }
        }

        var description: String { first.joined(separator: ", ") + (count > 3 ? ", …" : "") }
    }
}
