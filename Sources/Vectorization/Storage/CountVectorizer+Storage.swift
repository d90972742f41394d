public import Serialization
internal import TextProcessing

extension CountVectorizer {
    /// The version of the layout that ``add(to:)`` writes.
    static let layout = "1"

    /// Adds the vectorizer to a file: tensors and metadata whose names begin with `terms.`.
    ///
    /// - Throws: `SafetensorsError` if names are taken.
    public func add(to writer: inout SafetensorsWriter) throws(SafetensorsError) {
        let storage = vocabulary.storage
        writer.metadata["terms.layout"] = Self.layout
        writer.metadata["terms.documents"] = "\(vocabulary.documentCount)"
        writer.metadata["terms.minimum_word_length"] = "\(terms.minimumWordLength)"
        writer.metadata["terms.word_counts"] = "\(terms.wordCounts.lowerBound) \(terms.wordCounts.upperBound)"
        writer.metadata["terms.stemmer"] = terms.stemmer?.rawValue
        if let counts = terms.characterCounts {
            writer.metadata["terms.character_counts"] = "\(counts.lowerBound) \(counts.upperBound)"
        }
        writer.metadata["terms.rules"] = Self.name(of: terms.rules)
        writer.metadata["terms.stop_words"] = terms.stopWords.sorted().joined(separator: "\n")
        let words = storage.words.packed()
        try writer.add(words.bytes, named: "terms.word_bytes")
        try writer.add(words.ends, named: "terms.word_ends")
        try writer.add(storage.documentCounts, named: "terms.document_counts")
        try addMixedColumns(of: storage, to: &writer)
        for level in storage.columns.indices {
            let termCount = level == 0 ? storage.words.count : storage.longer[level - 1].count
            try writer.add(storage.columns[level].columns(of: termCount), named: "terms.columns.\(level + 1)")
            if level > 0 {
                let table = storage.longer[level - 1]
                let pairs = (0..<table.count).flatMap { id -> [UInt32] in
                    let parts = table.parts(id)
                    return [UInt32(parts.beginning), UInt32(parts.word)]
                }
                try writer.add(pairs, named: "terms.pairs.\(level + 1)", shape: [table.count, 2])
            }
        }
    }

    /// Takes a vectorizer from a file.
    ///
    /// - Throws: `SafetensorsError` if something is missing, out of range, or of a layout that this version does not know.
    public init(from file: SafetensorsFile) throws {
        let layout = try file.requiredMetadata("terms.layout")
        guard layout == Self.layout else {
            throw SafetensorsError(.unsupportedMetadata, "its terms have the layout \"\(layout)\", 1 is known")
        }
        let counts = try file.requiredMetadata("terms.word_counts").split(separator: " ").compactMap { Int($0) }
        let stopWords = try file.requiredMetadata("terms.stop_words").split(separator: "\n").map(String.init)
        guard counts.count == 2, counts[0] >= 1, counts[0] <= counts[1], counts[1] <= 8,
            let length = Int(try file.requiredMetadata("terms.minimum_word_length")), length >= 0, length < 1 << 16,
            let documents = Int(try file.requiredMetadata("terms.documents")), documents >= 0,
            let rules = Self.rules(named: try file.requiredMetadata("terms.rules"))
        else { throw SafetensorsError(.unsupportedMetadata, "its metadata for terms has values out of range") }
        let stemmer = file.metadata["terms.stemmer"].map { Stemmer.Algorithm(rawValue: $0) }
        let characters = file.metadata["terms.character_counts"].map { text in
            text.split(separator: " ").compactMap { Int($0) }
        }
        if let characters {
            guard characters.count == 2, characters[0] >= 1, characters[0] <= characters[1], characters[1] <= 16,
                counts[1] == 1
            else { throw SafetensorsError(.unsupportedMetadata, "its character counts are out of range") }
        }
        if case .some(.none) = stemmer {
            throw SafetensorsError(.unsupportedMetadata, "its stemmer is not known")
        }
        terms = TermOptions(
            rules: rules, minimumWordLength: length, stopWords: Set(stopWords), wordCounts: counts[0]...counts[1],
            stemmer: stemmer ?? nil, characterCounts: characters.map { $0[0]...$0[1] })

        let ends = try file.elements(named: "terms.word_ends", as: Int64.self).map { Int($0) }
        guard
            let words = WordTable(
                bytes: try file.elements(named: "terms.word_bytes", as: UInt8.self), ends: ends,
                leavingOut: stemmer == nil ? Set(stopWords) : [])
        else { throw SafetensorsError(.invalidValue, "its words overlap, repeat or are empty") }
        let mixed = try MixedColumns(file)
        var longer: [PairTable] = []
        var columns: [TermColumns] = []
        var sizes = [words.count]
        for level in 1...counts[1] {
            if level > 1 {
                let table = try Self.pairs(file, level: level, beginnings: sizes[level - 2], words: words.count)
                longer.append(table)
                sizes.append(table.count)
            }
            let levelColumns = try file.elements(
                named: "terms.columns.\(level)", as: UInt32.self, shape: [sizes[level - 1]])
            if let mixed {
                columns.append(TermColumns(levelColumns, of: mixed.count))
                continue
            }
            let start = columns.last?.range.upperBound ?? 0
            let used = levelColumns.filter { $0 != WordTable.none }
            // Columns of a length are numbered in the order of the terms.
            guard zip(used, start...).allSatisfy({ Int($0) == $1 }) else {
                throw SafetensorsError(.invalidValue, "its columns of terms with \(level) words are not in order")
            }
            columns.append(
                used.count == levelColumns.count
                    ? TermColumns(all: start..<start + used.count)
                    : TermColumns(from: start, keeping: levelColumns.map { $0 != WordTable.none }))
        }
        try mixed?.check(columns, sizes)
        let documentCounts = try file.elements(
            named: "terms.document_counts", as: UInt32.self, shape: [columns.last?.range.upperBound ?? 0])
        vocabulary = Vocabulary(
            storage: VocabularyStorage(
                words: words, longer: longer, columns: columns, documentCounts: documentCounts,
                documentCount: documents, unmatched: mixed?.unmatched ?? [:]))
    }

    private static func pairs(
        _ file: SafetensorsFile, level: Int, beginnings: Int, words: Int
    ) throws -> PairTable {
        let pairs = try file.elements(named: "terms.pairs.\(level)", as: UInt32.self)
        guard pairs.count.isMultiple(of: 2),
            stride(from: 0, to: pairs.count, by: 2).allSatisfy({ pairs[$0] < beginnings && pairs[$0 + 1] < words })
        else { throw SafetensorsError(.invalidValue, "its terms with \(level) words name words out of range") }
        let table = PairTable(
            numbering: stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] },
            stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] })
        guard table.count * 2 == pairs.count else {
            throw SafetensorsError(.invalidValue, "its terms with \(level) words repeat")
        }
        return table
    }

    private static func name(of rules: WordRules) -> String {
        var parts: [String] = []
        if rules.joinsApostrophes { parts.append("apostrophes") }
        if rules.joinsNumbers { parts.append("numbers") }
        if rules.joinsUnderscores { parts.append("underscores") }
        if rules.joinsInitials { parts.append("initials") }
        parts.append("unspaced\(rules.unspacedScripts.rawValue)")
        if rules.alphabet != .standard { parts.append(rules.alphabet.rawValue) }
        if !rules.lowercases { parts.append("cased") }
        return parts.joined(separator: " ")
    }

    private static func rules(named name: String) -> WordRules? {
        var rules = WordRules(
            joinsApostrophes: false, joinsNumbers: false, joinsUnderscores: false, joinsInitials: false)
        for part in name.split(separator: " ") {
            switch part {
            case "apostrophes": rules.joinsApostrophes = true
            case "numbers": rules.joinsNumbers = true
            case "underscores": rules.joinsUnderscores = true
            case "initials": rules.joinsInitials = true
            case "unspaced0": rules.unspacedScripts = .bigrams
            case "unspaced1": rules.unspacedScripts = .characters
            case "unspaced2": rules.unspacedScripts = .runs
            case "cased": rules.lowercases = false
            default:
                guard let alphabet = WordRules.Alphabet(rawValue: String(part)) else { return nil }
                rules.alphabet = alphabet
            }
        }
        return rules
    }
}
