import Foundations
internal import Serialization
internal import TextProcessing

/// How much boilerplate of unseen wording reaches a summary, and what the filter costs clean articles.
///
/// Each clean article gets three notices, one above, one in the middle and one below; every second one is glued to the
/// sentence that follows it, as careless scrapers do. A summary of three sentences is contaminated if one of them
/// overlaps a notice. No notice is ever printed, so that nobody can tune a filter to them; the kinds are.
struct Acceptance: Sendable {
    /// One notice of the acceptance set.
    struct Notice: Sendable {
        var kind: String
        var language: String
        var text: String
    }

    /// An article without boilerplate.
    struct Host: Sendable {
        var language: String
        /// Paragraphs in order.
        var paragraphs: [String]
    }

    /// A text with notices in it, and where they lie.
    struct Sample: Sendable {
        struct Place: Sendable {
            var range: Range<Int>
            var kind: String
            var position: String
            var isGlued: Bool
        }
        var text = ""
        var places: [Place] = []
    }

    /// What is measured: the ranges of the sentences that the whole pipeline chooses from a text.
    var summarize: @Sendable (_ text: String, _ language: String) -> [Range<Int>]
    /// The sentences of a text, and whether each may stand in a summary.
    var judge: @Sendable (_ text: String, _ language: String) -> [(range: Range<Int>, isKept: Bool)]

    /// Puts one notice above, one into the middle and one below.
    static func sample(_ host: Host, _ notices: [Notice], using generator: inout SplitMix64) -> Sample {
        var sample = Sample()
        var bytes: [UInt8] = []
        let middle = max(1, host.paragraphs.count / 2)
        func put(_ position: String, canBeGlued: Bool) {
            let notice = notices[generator.next(below: notices.count)]
            let coin = generator.next(below: 2) == 0
            let isGlued = canBeGlued && coin && endsSentence(notice.text)
            let start = bytes.count
            bytes.append(contentsOf: notice.text.utf8)
            sample.places.append(
                .init(range: start..<bytes.count, kind: notice.kind, position: position, isGlued: isGlued))
            if !isGlued { bytes.append(0x0A) }
        }
        put("above", canBeGlued: true)
        for (index, paragraph) in host.paragraphs.enumerated() {
            if index == middle { put("middle", canBeGlued: true) }
            bytes.append(contentsOf: paragraph.utf8)
            bytes.append(0x0A)
        }
        put("below", canBeGlued: false)
        sample.text = String(decoding: bytes, as: UTF8.self)
        return sample
    }

    static func endsSentence(_ text: String) -> Bool {
        guard let last = text.utf8.last else { return false }
        return last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!")
    }
}

/// Counts of tries and hits under a name.
struct Tally {
    /// How many of how many.
    struct Count: Sendable {
        var hits = 0
        var tries = 0
    }

    private(set) var order: [String] = []
    private var counts: [String: Count] = [:]

    mutating func add(_ name: String, hit: Bool) {
        if counts[name] == nil { order.append(name) }
        counts[name, default: Count()].tries += 1
        if hit { counts[name, default: Count()].hits += 1 }
    }

    subscript(name: String) -> Count { counts[name] ?? Count() }
}

/// Samples that are the same everywhere.
extension SplitMix64 {
    mutating func next(below limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
}
