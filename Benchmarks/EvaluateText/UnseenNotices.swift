import Foundations
internal import Serialization
internal import TestSupport

/// The second unseen set, written before its authors had read the filter: notices of 94 kinds, and true sentences that
/// look like notices. Both are split by chance, the notices by kind, into an open half for development and a sealed half
/// of which only aggregates are ever printed.
extension Acceptance {
    /// Measures one half.
    func unseenReport(_ folders: Folders, isOpen: Bool) -> [String] {
        var lines = contamination(folders, notices: isOpen ? "open" : "sealed", showsKinds: isOpen)
        lines.append("")
        lines += lookalikes(folders, isOpen: isOpen)
        lines.append("")
        lines += everyPlace(folders, isOpen: isOpen)
        return lines
    }

    /// Puts every notice alone at each of five places of one article of its language.
    private func everyPlace(_ folders: Folders, isOpen: Bool) -> [String] {
        let notices = Acceptance.notices("\(folders.project)/boilerplate/\(isOpen ? "open" : "sealed").jsonl")
        let hosts = Acceptance.corpora(folders, articles: 400).flatMap(\.hosts).filter { $0.paragraphs.count > 2 }
        var tally = Tally()
        var failures: [String] = []
        var generator = SplitMix64(seed: 35)
        for notice in notices {
            let fitting = hosts.filter { $0.language == notice.language }
            for place in SinglePlace.allCases {
                guard !fitting.isEmpty else { continue }
                let host = fitting[generator.next(below: fitting.count)]
                guard let (text, range) = place.put(notice.text, into: host.paragraphs) else { continue }
                let isHit = summarize(text, host.language).contains { $0.overlaps(range) }
                let survives = judge(text, host.language).contains { $0.isKept && $0.range.overlaps(range) }
                for name in ["all", "language: " + notice.language, "place: " + place.rawValue] {
                    tally.add(name + ", left by the filter", hit: survives)
                    tally.add(name + ", in the summary", hit: isHit)
                }
                if isOpen && survives {
                    failures.append(
                        "  \(notice.kind) \(notice.language) \(place.rawValue)\(isHit ? "!" : ""): \(notice.text)")
                }
            }
        }
        return ["each notice alone at each place, per cent (lower is better)"] + Acceptance.rows(tally, prefix: "")
            + failures
    }

    private enum SinglePlace: String, CaseIterable {
        case above, aboveGlued = "above, glued", middle, middleGlued = "middle, glued", below

        /// The text with the notice in it and the notice's bytes; nil where it cannot be glued for want of an end mark.
        func put(_ notice: String, into paragraphs: [String]) -> (text: String, range: Range<Int>)? {
            let isGlued = self == .aboveGlued || self == .middleGlued
            if isGlued && !Acceptance.endsSentence(notice) { return nil }
            let index =
                switch self {
                case .above, .aboveGlued: 0
                case .middle, .middleGlued: max(1, paragraphs.count / 2)
                case .below: paragraphs.count
                }
            let start = paragraphs[..<index].reduce(0) { $0 + $1.utf8.count + 1 }
            let head = paragraphs[..<index].map { $0 + "\n" }.joined()
            let tail = paragraphs[index...].map { $0 + "\n" }.joined()
            return (head + notice + (isGlued ? "" : "\n") + tail, start..<start + notice.utf8.count)
        }
    }

    /// How many true sentences of articles about notices' own topics the filter drops.
    private func lookalikes(_ folders: Folders, isOpen: Bool) -> [String] {
        let path = "\(folders.project)/boilerplate/lookalikes-\(isOpen ? "open" : "sealed").jsonl"
        guard let bytes = EvaluationData.unpacked(path) else { return ["cannot read \(path)"] }
        var tally = Tally()
        var failures: [String] = []
        for line in bytes.split(separator: 0x0A) {
            guard let record = try? JSONValue(parsing: line.span), let language = record["language"]?.string,
                let best = record["best"]?.string
            else { continue }
            let text = (record["paragraphs"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
            let judged = judge(text, language)
            for sentence in (record["alike"]?.array ?? []).compactMap(\.string) + [best] {
                guard let range = text.range(ofBytes: sentence) else { return ["\(path) names a sentence it has not"] }
                let isDropped = judged.contains { !$0.isKept && $0.range.overlaps(range) }
                let name = sentence == best ? "best sentences dropped" : "sentences like notices dropped"
                tally.add(name, hit: isDropped)
                if sentence != best { tally.add("  language: \(language)", hit: isDropped) }
                if isOpen && isDropped { failures.append("  \(language): \(sentence)") }
                if sentence == best {
                    let isChosen = summarize(text, language).contains { $0.overlaps(range) }
                    tally.add("summaries without the best sentence", hit: !isChosen)
                }
            }
        }
        return ["true sentences that look like notices, per cent (lower is better)"]
            + Acceptance.rows(tally, prefix: "") + failures
    }
}

extension String {
    /// Where a piece first occurs, in bytes.
    fileprivate func range(ofBytes piece: String) -> Range<Int>? {
        let (all, part) = (Array(utf8), Array(piece.utf8))
        guard !part.isEmpty, all.count >= part.count else { return nil }
        for start in 0...(all.count - part.count) where all[start..<start + part.count].elementsEqual(part) {
            return start..<start + part.count
        }
        return nil
    }
}
