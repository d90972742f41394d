/// Reads the training texts: sorts out what cannot be used, numbers the labels, counts the terms.
struct TrainingCollection {
    let set: TrainingSet
    let isMultiLabel: Bool
    let needsOneLabel: Bool
    var report = TrainingReport()

    /// From this many texts on, terms of a single text are left out.
    ///
    /// They cannot be told from chance, are most of all terms, and change no accuracy of the evaluation sets by more than
    /// 0.1. Small collections need every word.
    static let rareTermsUpTo = 1000

    init(
        _ documents: [LabeledText], options: TrainingOptions, progress: (@Sendable (TrainingProgress) -> Void)?
    ) throws {
        var used: [Int] = []
        for position in documents.indices {
            if let fault = Self.fault(of: documents[position]) {
                report.skipped.append((Self.name(position, documents), fault))
            } else {
                used.append(position)
            }
        }
        isMultiLabel = options.isMultiLabel ?? used.contains { documents[$0].labels.count > 1 }
        if !isMultiLabel {
            for position in used where documents[position].labels.isEmpty {
                report.skipped.append((Self.name(position, documents), "it has no label"))
            }
            used.removeAll { documents[$0].labels.isEmpty }
        }
        guard !used.isEmpty else {
            throw ClassificationError(
                .noDocuments,
                "Not one document of \(documents.count) has both a text and a label. Check the names of the text "
                    + "and label fields.")
        }
        needsOneLabel = used.allSatisfy { !documents[$0].labels.isEmpty }
        report.documentCount = used.count
        report.labelCounts = Self.labelCounts(documents, used: used)
        guard report.labelCounts.count >= 2 || (isMultiLabel && report.labelCounts.count == 1 && !needsOneLabel) else {
            throw ClassificationError(
                .oneClass,
                "All \(used.count) documents have the label \"\(report.labelCounts.first?.label ?? "")\". At least two "
                    + "labels, or documents without any (`\"labels\": []`), are needed to learn a difference.")
        }
        report.warnings += Self.oddLabels(report.labelCounts)
        report.warnings += Self.repetitions(documents, used: used)

        let labels = report.labelCounts.map(\.0)
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        set = TrainingSet(
            labels: labels, positions: used,
            membership: used.map { Set(documents[$0].labels).compactMap { numbers[$0] }.sorted() },
            weights: used.contains { documents[$0].weight != 1 } ? used.map { Float(documents[$0].weight) } : nil,
            counts: try Self.counts(documents, used: used, options, progress),
            minimumFrequency: used.count > Self.rareTermsUpTo ? 2 : 1)
    }

    private static func name(_ position: Int, _ documents: [LabeledText]) -> String {
        documents[position].id.isEmpty ? "document \(position + 1)" : documents[position].id
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

    /// The labels in the order of their bytes, with the number of documents that have each.
    private static func labelCounts(_ documents: [LabeledText], used: [Int]) -> [(label: String, count: Int)] {
        var counts: [String: Int] = [:]
        for position in used { for label in Set(documents[position].labels) { counts[label, default: 0] += 1 } }
        return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
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

    /// How often each term stands in each document, for every block of terms that a trial may use.
    private static func counts(
        _ documents: [LabeledText], used: [Int], _ options: TrainingOptions,
        _ progress: (@Sendable (TrainingProgress) -> Void)?
    ) throws -> [FeatureBlock: CountMatrix] {
        var blocks: [FeatureBlock] = [.words, .pairs]
        let titled = used.count { !(documents[$0].title ?? "").isEmpty }
        if options.setting.titleWeight > 0 || (options.isTuned && titled * 2 >= used.count) { blocks.append(.title) }
        if options.setting.characterWeight > 0 || (options.isTuned && options.triesCharacters) {
            blocks.append(.characters)
        }
        var scanner = FeatureScanner(blocks: blocks)
        var counters = blocks.map { _ in TermCounter() }
        for (done, position) in used.enumerated() {
            scanner.scan(title: documents[position].title, text: documents[position].text)
            for (index, block) in blocks.enumerated() { counters[index].append(scanner.hashes(of: block)) }
            if done % 1000 == 999 {
                try options.checkStop()
                progress?(TrainingProgress(stage: .counting, fraction: 0.05 * Double(done) / Double(used.count)))
            }
        }
        var matrices: [FeatureBlock: CountMatrix] = [:]
        for (index, block) in blocks.enumerated() { matrices[block] = counters[index].finish() }
        guard matrices[.words]?.termCount ?? 0 > 0 else {
            throw ClassificationError(.noFeatures, "No document holds a word. Check the name of the text field.")
        }
        return matrices
    }

    /// Warnings about repeated ids and repeated texts.
    private static func repetitions(_ documents: [LabeledText], used: [Int]) -> [String] {
        var warnings: [String] = []
        var ids: Set<String> = []
        var repeatedIDs: [String] = []
        var firstByText: [String: Int] = [:]
        var repeated = 0
        var contradicting: [Int] = []
        for position in used {
            let document = documents[position]
            if !document.id.isEmpty, !ids.insert(document.id).inserted { repeatedIDs.append(document.id) }
            if let first = firstByText[document.text] {
                repeated += 1
                if documents[first].labels != document.labels { contradicting.append(position) }
            } else {
                firstByText[document.text] = position
            }
        }
        if let id = repeatedIDs.first {
            warnings.append("\(repeatedIDs.count) documents have an id that came before, the first is \"\(id)\".")
        }
        if repeated > 0 { warnings.append("\(repeated) documents have a text that came before.") }
        if let position = contradicting.first {
            warnings.append(
                "\(contradicting.count) of the repeated texts have other labels than before, the first is document "
                    + "\(position + 1) of the input\(documents[position].id.isEmpty ? "" : " (\(documents[position].id))")."
            )
        }
        return warnings
    }
}
