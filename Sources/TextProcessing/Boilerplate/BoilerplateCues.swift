/// Words and phrases that text around articles is made of, by what they ask or announce, in seven languages.
///
/// A cue is evidence, never a verdict: "subscribe" stands in articles about magazines as well. How much each kind
/// weighs is learned (see `Models/boilerplate`), with the rest of the sentence and its surroundings as counter-evidence.
package struct BoilerplateCues: Sendable {
    /// The one table of the process, built on first use.
    package static let shared = BoilerplateCues()

    /// What a cue speaks of; the raw value is the index in counts.
    package enum Kind: UInt8, CaseIterable, Sendable {
        case donation, newsletter, subscription, cookies, share, app, related, caption, copyright, contact, comments
        case advert, event, author, correction, affiliate, player, browser, age, survey, jobs, reader, newsroom, urge
    }

    /// The number of kinds.
    package static let kindCount = Kind.allCases.count

    /// How often cues of each kind occur, weak and strong apart.
    package struct Counts: Sendable {
        /// Weak cues by kind.
        package var weak = InlineArray<24, UInt8>(repeating: 0)
        /// Strong cues by kind: nothing else is likely where they stand.
        package var strong = InlineArray<24, UInt8>(repeating: 0)
        /// Whether a cue stands at the very start.
        package var startsWithCue = false
        /// The kind of the cue at the very start.
        package var startKind: UInt8 = 255

        /// Whether the text holds a strong cue, or two weak ones beyond "you", "we" and urging words.
        package var isTelling: Bool {
            var sum = 0
            for kind in 0..<Int(Kind.reader.rawValue) { sum += Int(weak[kind]) + 2 * Int(strong[kind]) }
            return sum >= 2
        }
    }

    private var bytes: [UInt8] = []
    private var cues: [Cue] = []
    /// Cues by the hash of their first two bytes.
    private var buckets = [Range<Int32>](repeating: 0..<0, count: 1024)

    private struct Cue: Sendable {
        var start: Int32
        var count: Int32
        var isPrefix: Bool
        var isStrong: Bool
        var kind: UInt8
        /// The third byte, folded, where the text must have it at its third place; 0 where it may stand elsewhere.
        ///
        /// Buckets are chosen by two bytes; the third tells most of their cues from a word of the text without a walk.
        var third: UInt8
    }

    private init() {
        var collected: [(cue: Cue, bucket: Int)] = []
        for (kind, list) in BoilerplateCues.lists {
            let text = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
            for phrase in text.split(separator: UInt8(ascii: "|")) {
                var letters = phrase
                while letters.first == 0x20 || letters.first == 0x0A { letters = letters.dropFirst() }
                while letters.last == 0x20 || letters.last == 0x0A { letters = letters.dropLast() }
                let isStrong = letters.first == UInt8(ascii: "!")
                if isStrong { letters = letters.dropFirst() }
                let isPrefix = letters.last == UInt8(ascii: "*")
                if isPrefix { letters = letters.dropLast() }
                guard letters.count >= 2 else { continue }
                let start = Int32(bytes.count)
                bytes.append(contentsOf: letters)
                let first = letters.startIndex
                let cue = Cue(
                    start: start, count: Int32(letters.count), isPrefix: isPrefix, isStrong: isStrong,
                    kind: kind.rawValue, third: BoilerplateCues.fixedThird(of: letters))
                collected.append((cue, BoilerplateCues.bucket(letters[first], letters[first + 1])))
            }
        }
        collected.sort { ($0.bucket, $0.cue.start) < ($1.bucket, $1.cue.start) }
        var index = 0
        while index < collected.count {
            let bucket = collected[index].bucket
            let start = Int32(cues.count)
            while index < collected.count, collected[index].bucket == bucket {
                cues.append(collected[index].cue)
                index += 1
            }
            buckets[bucket] = start..<Int32(cues.count)
        }
    }

    /// The third byte of a cue, or 0 where blanks and apostrophes, which have several forms, make its place uncertain.
    private static func fixedThird(of letters: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
        guard letters.count >= 3 else { return 0 }
        let second = letters[letters.startIndex + 1]
        let third = letters[letters.startIndex + 2]
        let apostrophe = UInt8(ascii: "'")
        return second == apostrophe || third == apostrophe || third == 0x20 ? 0 : third
    }

    private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
        (Int(first) &* 31 &+ Int(second)) & 1023
    }

    /// Folds the case of ASCII and of the Latin letters in U+00C0...U+00DE; other bytes stay.
    @inline(__always)
    static func fold(_ byte: UInt8, after previous: UInt8) -> UInt8 {
        if byte &- 0x41 < 26 { return byte | 0x20 }
        if previous == 0xC3, byte &- 0x80 < 0x1F, byte != 0x97 { return byte | 0x20 }
        return byte
    }

    /// Counts the cues in a range of text.
    ///
    /// - Complexity: linear in the length of the range.
    package func counts(in text: Span<UInt8>, range: Range<Int>) -> Counts {
        var counts = Counts()
        var previous: UInt8 = 0x20
        var sawLetter = false
        let end = min(range.upperBound, text.count)
        var index = range.lowerBound
        while index + 1 < end {
            let byte = text[index]
            let begins = !BoilerplateCues.isWordByte(previous) && BoilerplateCues.isWordByte(byte)
            defer {
                previous = byte
                index += 1
            }
            guard begins else { continue }
            let isStart = !sawLetter
            sawLetter = true
            let first = BoilerplateCues.fold(byte, after: previous)
            let second = BoilerplateCues.fold(text[index + 1], after: byte)
            let bucket = buckets[BoilerplateCues.bucket(first, second)]
            let third = index + 2 < end ? BoilerplateCues.fold(text[index + 2], after: text[index + 1]) : 0
            for slot in Int(bucket.lowerBound)..<Int(bucket.upperBound) {
                let cue = cues[slot]
                if cue.third != 0, cue.third != third { continue }
                guard matches(cue, text, at: index, end: end) else { continue }
                let kind = Int(cue.kind)
                if cue.isStrong {
                    if counts.strong[kind] < 255 { counts.strong[kind] += 1 }
                } else if counts.weak[kind] < 255 {
                    counts.weak[kind] += 1
                }
                if isStart, !counts.startsWithCue || cue.isStrong {
                    counts.startsWithCue = true
                    counts.startKind = cue.kind
                }
            }
        }
        return counts
    }

    private func matches(_ cue: Cue, _ text: Span<UInt8>, at start: Int, end: Int) -> Bool {
        var offset = 0
        var index = start
        var previous: UInt8 = 0
        while offset < Int(cue.count) {
            guard index < end else { return false }
            let byte = text[index]
            let wanted = bytes[Int(cue.start) + offset]
            var folded = BoilerplateCues.fold(byte, after: previous)
            if wanted == 0x20, byte == 0x0A || byte == 0x09 { folded = 0x20 }
            if wanted == 0x27, byte == 0xE2, index + 2 < end, text[index + 1] == 0x80, text[index + 2] == 0x99 {
                // The typographic apostrophe.
                index += 2
                folded = 0x27
            }
            guard folded == wanted else { return false }
            previous = byte
            index += 1
            offset += 1
        }
        return cue.isPrefix || index >= end || !BoilerplateCues.isWordByte(text[index])
    }

    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        HTMLPruner.isLetter(byte) || byte &- 0x30 < 10 || byte >= 0x80
    }
}
