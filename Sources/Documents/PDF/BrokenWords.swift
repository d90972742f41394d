/// Decides of words that a line's end has broken whether their hyphen is the writer's or the typesetter's.
///
/// The document's own words decide: has it "wellknown" or "well-known" anywhere? Where neither is known, a hyphen stays before a
/// capital or a number and behind a first part that is often written with one; else it goes.
struct BrokenWords {
    private var known: Set<String> = []

    init(_ pages: [Page]) {
        var isBroken = false
        for page in pages {
            for line in page.lines {
                var words = line.plain.split { !Self.isPart($0) }[...]
                // The halves of broken words are none.
                if line.endsWithHyphen { _ = words.popLast() }
                if isBroken { _ = words.popFirst() }
                for word in words { known.insert(word.lowercased()) }
                isBroken = line.endsWithHyphen
            }
        }
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character == "-" || character.isNumber
    }

    /// Lines as one text.
    func joined(_ lines: [PageLine]) -> String {
        var text = ""
        for line in lines { text = text.isEmpty ? line.plain : joined(text, line.plain) }
        return text
    }

    /// A text and what follows it.
    func joined(_ text: String, _ next: String) -> String {
        guard text.last == "-", let first = next.first, first.isLetter || first.isNumber,
            let before = text.dropLast().last, before.isLetter || before.isNumber
        else { return "\(text) \(next)" }
        let left = text.dropLast().reversed().prefix { Self.isPart($0) }.reversed()
        let right = next.prefix { Self.isPart($0) }
        return keepsHyphen(String(left), String(right)) ? text + next : text.dropLast() + next
    }

    private func keepsHyphen(_ left: String, _ right: String) -> Bool {
        let (first, second) = (left.lowercased(), right.lowercased())
        if known.contains(first + second) { return false }
        if known.contains("\(first)-\(second)") { return true }
        if let hyphen = left.lastIndex(of: "-") {
            // "part-of-" and "speech" are put together by hyphens; of "noise-can-" and "celling" only the first is.
            let last = left[left.index(after: hyphen)...]
            if Self.joining.contains(last.lowercased()) || Self.joining.contains(second)
                || Self.endings.contains(second)
            {
                return true
            }
            if known.contains(last.lowercased() + second) || last.first?.isUppercase == true { return false }
            return known.contains(second)
        }
        if right.first?.isUppercase == true || right.first?.isNumber == true || left.last?.isNumber == true {
            return true
        }
        if left.contains(where: \.isUppercase), left.dropFirst().contains(where: \.isUppercase) { return true }
        return Self.prefixes.contains(first) && (known.contains(second) || first.count > 3)
    }

    private static let joining: Set<String> = [
        "of", "to", "the", "in", "and", "on", "by", "up", "off", "a", "at", "for", "or", "de", "du", "la", "le", "sur",
        "upon",
    ]

    /// What stands last in words of three parts.
    private static let endings: Set<String> = [
        "old", "olds", "long", "wide", "high", "based", "like", "term", "scale", "related", "free", "style", "time",
        "level",
        "class", "size", "sized", "year", "day", "hour", "art",
    ]

    private static let prefixes: Set<String> = [
        "self", "well", "non", "cross", "high", "low", "long", "short", "state", "end", "full", "half", "multi", "two",
        "three",
        "four", "five", "six", "single", "double", "real", "large", "small", "open", "closed", "so", "fine", "coarse",
        "left",
        "right", "hand", "time", "co", "ex", "all", "first", "second", "third", "near", "far", "ever", "quasi", "semi",
    ]
}
