import TextProcessing

/// The rules of words, scalar by scalar and with nothing clever: the plain twin of ``WordScanner``.
struct ReferenceWords {
    struct Word: Equatable, CustomStringConvertible {
        var folded: String
        var range: Range<Int>
        var description: String { "\(folded.debugDescription)@\(range)" }
    }

    private enum Role { case separator, letter, digit, cluster, joined }

    static func words(in text: String, rules: WordRules) -> [Word] {
        let scalars = Array(text.unicodeScalars)
        var offsets = [0]
        for scalar in scalars { offsets.append((offsets.last ?? 0) + UTF8.width(scalar)) }
        let parts = scalars.map { part(of: $0) }

        // Marks and format characters belong to what is before them.
        var roles: [Role] = []
        for part in parts {
            switch part {
            case .letter: roles.append(.letter)
            case .digit: roles.append(.digit)
            case .ideograph, .unspaced: roles.append(.cluster)
            case .mark, .format: roles.append(roles.last ?? .separator)
            default: roles.append(.separator)
            }
        }
        let plain = roles
        func role(_ i: Int) -> Role { plain.indices.contains(i) ? plain[i] : .separator }
        func isInitial(_ i: Int) -> Bool {
            plain.indices.contains(i) && scalars[i].isASCII && plain[i] == .letter && role(i - 1) == .separator
                && role(i + 1) == .separator
        }
        for i in scalars.indices where plain[i] == .separator {
            let joins: Bool
            switch scalars[i] {
            case "_": joins = rules.joinsUnderscores && role(i - 1) != .separator && role(i + 1) != .separator
            case ".", ",":
                joins =
                    rules.joinsNumbers && role(i - 1) == .digit && role(i + 1) == .digit
                    || scalars[i] == "." && rules.joinsInitials && isInitial(i - 1) && isInitial(i + 1)
            default:
                switch parts[i] {
                case .apostrophe, .inner:
                    joins = rules.joinsApostrophes && role(i - 1) == .letter && role(i + 1) == .letter
                case .numberPoint: joins = rules.joinsNumbers && role(i - 1) == .digit && role(i + 1) == .digit
                default: joins = false
                }
            }
            if joins { roles[i] = .joined }
        }

        var words: [Word] = []
        func emit(_ range: Range<Int>) {
            var folded = ""
            for i in range where parts[i] != .format { folded.unicodeScalars.append(WordPart.folded(scalars[i])) }
            if !folded.isEmpty {
                words.append(Word(folded: folded, range: offsets[range.lowerBound]..<offsets[range.upperBound]))
            }
        }
        var i = 0
        while i < scalars.count {
            guard roles[i] != .separator else {
                i += 1
                continue
            }
            if plain[i] != .cluster {
                let start = i
                while i < scalars.count, roles[i] != .separator, plain[i] != .cluster { i += 1 }
                emit(start..<i)
                continue
            }
            var clusters: [Range<Int>] = []
            while i < scalars.count, plain[i] == .cluster {
                let start = i
                i += 1
                while i < scalars.count, parts[i] == .mark || parts[i] == .format { i += 1 }
                clusters.append(start..<i)
            }
            switch rules.unspacedScripts {
            case .characters: clusters.forEach(emit)
            case .runs: emit(clusters[0].lowerBound..<i)
            case .bigrams:
                if clusters.count == 1 { emit(clusters[0]) }
                for (a, b) in zip(clusters, clusters.dropFirst()) { emit(a.lowerBound..<b.upperBound) }
            }
        }
        return words
    }

    private static func part(of scalar: Unicode.Scalar) -> WordPart {
        scalar == "'" ? .apostrophe : WordPart(of: scalar)
    }
}
