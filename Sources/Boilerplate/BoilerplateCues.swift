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

    /// The names of the kinds, for the columns of models; asked of the type they cost 2 % of a short run.
    package static let kindNames = [
        "donation", "newsletter", "subscription", "cookies", "share", "app", "related", "caption", "copyright",
        "contact", "comments", "advert", "event", "author", "correction", "affiliate", "player", "browser", "age",
        "survey", "jobs", "reader", "newsroom", "urge",
    ]

    /// How often cues of each kind occur, weak and strong apart.
    package struct Counts: Sendable {
        /// Weak cues by kind.
        package var weak = InlineArray<24, UInt8>(repeating: 0)
        /// Strong cues by kind: nothing else is likely where they stand.
        package var strong = InlineArray<24, UInt8>(repeating: 0)
        /// Whether a cue decides by itself: a notice's phrase in a language of which the model has seen no text.
        package var isDecisive = false
        /// Whether a cue stands at the very start.
        package var startsWithCue = false
        /// The kind of the cue at the very start.
        package var startKind: UInt8 = 255

        /// Whether the text holds a strong cue, or two weak ones beyond "you", "we" and urging words.
        package var isTelling: Bool { weight >= 2 }

        /// Whether the text holds a cue beyond "you", "we" and urging words.
        var hasTopic: Bool { weight >= 1 }

        private var weight: Int {
            var sum = 0
            for kind in 0..<Int(Kind.reader.rawValue) { sum += Int(weak[kind]) + 2 * Int(strong[kind]) }
            return sum
        }
    }

    private var bytes: [UInt8] = []
    /// The cues, those with equal hashes together, in the order of the lists.
    private var cues: [Cue] = []
    /// Where the cues of each hash of three bytes begin, and where they end, and then those of two bytes.
    private var starts: [UInt16] = []
    /// A bit for the hash of each cue's first four bytes, or of as many as are fixed: of ten words of a text, eight are
    /// passed over by it.
    private var beginnings = [UInt64](repeating: 0, count: 1 << (beginningBits - 6))

    private struct Cue: Sendable {
        /// The first bytes up to an apostrophe, which has two forms, and which of their bits a text must have: a blank
        /// may be a tab or a line end.
        var head: UInt64 = 0
        var mask: UInt64 = 0
        /// How many of them the mask has proved: those before the first blank.
        var fixed: Int32 = 0
        var start: Int32
        var count: Int32
        var isPrefix: Bool
        var isStrong: Bool
        var isDecisive: Bool
        var kind: UInt8

        /// Whether a text that begins with eight bytes may begin with the cue.
        @inline(__always)
        func mayBegin(_ text: UInt64) -> Bool { (text ^ head) & mask == 0 }
    }

    private init() {
        bytes.reserveCapacity(BoilerplateCues.lists.reduce(0) { $0 + $1.1.utf8CodeUnitCount })
        var listed: [(cue: Cue, bucket: UInt16)] = []
        listed.reserveCapacity(4096)
        for (kind, list) in BoilerplateCues.lists {
            let text = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
            var start = 0
            while start < text.count {
                var end = start
                while end < text.count, text[end] != UInt8(ascii: "|") { end += 1 }
                add(text, start..<end, kind, &listed)
                start = end + 1
            }
        }
        sort(listed)
    }

    /// Adds a phrase of the lists, and where ``fold(_:after:)`` leaves the case of its first letter (Cyrillic, Latin
    /// Extended-A), also with a capital.
    private mutating func add(
        _ text: UnsafeBufferPointer<UInt8>, _ phrase: Range<Int>, _ kind: Kind,
        _ listed: inout [(cue: Cue, bucket: UInt16)]
    ) {
        var (start, end) = (phrase.lowerBound, phrase.upperBound)
        while start < end, text[start] == 0x20 || text[start] == 0x0A { start += 1 }
        while start < end, text[end - 1] == 0x20 || text[end - 1] == 0x0A { end -= 1 }
        var marks = 0
        while marks < 2, start < end, text[start] == UInt8(ascii: "!") { (start, marks) = (start + 1, marks + 1) }
        let isPrefix = start < end && text[end - 1] == UInt8(ascii: "*")
        if isPrefix { end -= 1 }
        guard end - start >= 2 else { return }
        let cue = Cue(
            start: 0, count: Int32(end - start), isPrefix: isPrefix || BoilerplateCues.isUnspaced(text[start]),
            isStrong: marks > 0, isDecisive: marks == 2, kind: kind.rawValue)
        let letters = UnsafeBufferPointer(rebasing: text[start..<end])
        listed.append(entry(cue, letters, letters[0], letters[1]))
        if let (lead, trail) = BoilerplateCues.capital(letters[0], letters[1]) {
            listed.append(entry(cue, letters, lead, trail))
        }
    }

    /// Keeps the bytes of a cue, the first two as given, and returns it with its bucket.
    private mutating func entry(
        _ cue: Cue, _ letters: UnsafeBufferPointer<UInt8>, _ lead: UInt8, _ trail: UInt8
    ) -> (cue: Cue, bucket: UInt16) {
        var cue = cue
        cue.start = Int32(bytes.count)
        cue.head = UInt64(lead) | UInt64(trail) << 8
        cue.mask = 0xFFFF
        cue.fixed = 2
        var place = 2
        while place < min(8, letters.count), letters[place] != 0x27 {
            let isBlank = letters[place] == 0x20
            cue.head |= UInt64(letters[place]) << UInt64(8 * place)
            cue.mask |= (isBlank ? BoilerplateCues.blankBits : 0xFF) << UInt64(8 * place)
            if !isBlank, Int(cue.fixed) == place { cue.fixed += 1 }
            place += 1
        }
        bytes.append(lead)
        bytes.append(trail)
        bytes.append(contentsOf: letters.dropFirst(2))
        let known = min(place, 4)
        let bit = BoilerplateCues.beginning(cue.head, bytes: UInt64(known))
        beginnings[bit >> 6] |= 1 << UInt64(bit & 63)
        return (cue, UInt16(BoilerplateCues.bucket(cue.head, bytes: known)))
    }

    /// Puts the cues of each bucket together, in the order of the lists: a counting sort, since building the table is a
    /// part of every run's start.
    private mutating func sort(_ listed: [(cue: Cue, bucket: UInt16)]) {
        starts = [UInt16](repeating: 0, count: BoilerplateCues.bucketCount + 1)
        for entry in listed { starts[Int(entry.bucket) + 1] += 1 }
        for bucket in 0..<BoilerplateCues.bucketCount { starts[bucket + 1] += starts[bucket] }
        var next = starts
        cues = [Cue](
            repeating: Cue(start: 0, count: 0, isPrefix: false, isStrong: false, isDecisive: false, kind: 0),
            count: listed.count)
        for entry in listed {
            let bucket = Int(entry.bucket)
            cues[Int(next[bucket])] = entry.cue
            next[bucket] += 1
        }
    }

    /// The capital of a small letter of two bytes.
    private static func capital(_ lead: UInt8, _ trail: UInt8) -> (UInt8, UInt8)? {
        switch (lead, trail) {
        case (0xD0, 0xB0...0xBF): (0xD0, trail - 0x20)
        case (0xD1, 0x80...0x8F): (0xD0, trail + 0x20)
        case (0xD1, 0x90...0x9F): (0xD0, trail - 0x10)
        // In U+0100–U+017F each capital stands before its small letter.
        case (0xC4, 0x81...0xBF), (0xC5, 0x81...0xBF): (lead, trail - 1)
        default: nil
        }
    }

    /// Whether a script without blanks begins with the byte: kana, Han, Hangul.
    @inline(__always)
    static func isUnspaced(_ byte: UInt8) -> Bool { byte >= 0xE3 && byte <= 0xED }

    private static let beginningBits = 15

    @inline(__always)
    private static func beginning(_ head: UInt64, bytes: UInt64) -> Int {
        Int(((head & ((1 << (8 * bytes)) - 1)) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - beginningBits))
    }

    /// 1 if a cue may begin with so many bytes of a text, else 0.
    @inline(__always)
    private func mayBegin(_ head: UInt64, bytes: UInt64) -> UInt64 {
        let bit = BoilerplateCues.beginning(head, bytes: bytes)
        return beginnings[bit >> 6] >> UInt64(bit & 63) & 1
    }

    /// Whether a cue may begin with a folded word of four bytes or more.
    func mayBegin(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var head: UInt64 = 0
        for (place, byte) in word.prefix(4).enumerated() { head |= UInt64(byte) << UInt64(8 * place) }
        return mayBegin(head, bytes: 4) | mayBegin(head, bytes: 3) | mayBegin(head, bytes: 2) != 0
    }

    private static let bucketBits: UInt64 = 11
    private static let bucketCount = 3 << bucketBits

    /// The bits in which a blank, a tab and a line feed agree.
    private static let blankBits: UInt64 = 0xD4

    /// The bucket of cues that begin like a text, as far as they are known: by two, three or four bytes.
    @inline(__always)
    private static func bucket(_ head: UInt64, bytes: Int) -> Int {
        let key = head & ((1 << UInt64(8 * bytes)) - 1)
        return (bytes - 2) << Int(bucketBits) + Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - bucketBits))
    }

    /// The first four bytes of a text behind the second, tabs and line feeds as blanks.
    @inline(__always)
    private static func blanked(_ head: UInt64) -> UInt64 {
        let four = head & 0xFFFF_FFFF
        guard (four &- 0x2020_2020) & ~four & 0x8080_8080 != 0 else { return four }
        var key = four
        for place in [UInt64(16), 24] where (four >> place) & 0xFF == 0x0A || (four >> place) & 0xFF == 0x09 {
            key = key & ~(0xFF << place) | 0x20 << place
        }
        return key
    }

    /// Folds the case of ASCII and of the Latin letters in U+00C0...U+00DE; other bytes stay.
    @inlinable @inline(__always)
    package static func fold(_ byte: UInt8, after previous: UInt8) -> UInt8 {
        if byte &- 0x41 < 26 { return byte | 0x20 }
        if previous == 0xC3, byte &- 0x80 < 0x1F, byte != 0x97 { return byte | 0x20 }
        return byte
    }

    /// Counts the cues in a range of text.
    ///
    /// - Complexity: linear in the length of the range.
    package func counts(in text: Span<UInt8>, range: Range<Int>) -> Counts {
        let end = min(range.upperBound, text.count)
        guard range.lowerBound < end else { return Counts() }
        let folded = FoldedText(text.extracting(range.lowerBound..<end))
        var counts = Counts()
        var isFirst = true
        var isInWord = false
        var isUnspaced = false
        for index in 0..<folded.count {
            let byte = folded.bytes[index]
            let isWord = BoilerplateCues.isWordByte(byte)
            if isWord, !isInWord {
                count(folded.bytes, at: index, end: folded.count, isFirst: isFirst, &counts)
                isFirst = false
                isUnspaced = BoilerplateCues.isUnspaced(byte)
            } else if isWord, isUnspaced, BoilerplateCues.isUnspaced(byte) {
                // Where no blank parts the words, any character may begin a cue.
                count(folded.bytes, at: index, end: folded.count, isFirst: false, &counts)
            }
            isInWord = isWord
        }
        return counts
    }

    /// Counts the cues that begin with the word at an offset.
    ///
    /// - Parameters:
    ///   - folded: text with its case folded, eight bytes longer than it says.
    ///   - start: where a word begins.
    ///   - end: where the sentence ends.
    ///   - isFirst: whether the word is the sentence's first.
    ///   - counts: what is added to.
    @inline(__always)
    func count(_ folded: UnsafePointer<UInt8>, at start: Int, end: Int, isFirst: Bool, _ counts: inout Counts) {
        guard start + 1 < end else { return }
        let head = UInt64(
            littleEndian: UnsafeRawPointer(folded).loadUnaligned(fromByteOffset: start, as: UInt64.self))
        let key = BoilerplateCues.blanked(head)
        guard mayBegin(key, bytes: 4) | mayBegin(key, bytes: 3) | mayBegin(key, bytes: 2) != 0 else { return }
        countBegun(folded, head, key, start..<end, isFirst: isFirst, &counts)
    }

    /// Counts the cues of the buckets in which some begin like the text.
    private func countBegun(
        _ folded: UnsafePointer<UInt8>, _ head: UInt64, _ key: UInt64, _ range: Range<Int>, isFirst: Bool,
        _ counts: inout Counts
    ) {
        let (start, end) = (range.lowerBound, range.upperBound)
        var first: (start: Int32, isStrong: Bool)?
        for bytes in 2...4 where mayBegin(key, bytes: UInt64(bytes)) != 0 {
            let bucket = BoilerplateCues.bucket(key, bytes: bytes)
            for slot in Int(starts[bucket])..<Int(starts[bucket + 1]) {
                let cue = cues[slot]
                guard cue.mayBegin(head), matches(cue, folded, at: start, end: end) else { continue }
                let kind = Int(cue.kind)
                if cue.isDecisive { counts.isDecisive = true }
                if cue.isStrong {
                    if counts.strong[kind] < 255 { counts.strong[kind] += 1 }
                } else if counts.weak[kind] < 255 {
                    counts.weak[kind] += 1
                }
                guard isFirst else { continue }
                // Of several at the very start, the last strong one of the lists counts, or else the first.
                let isBetter =
                    first.map { known in
                        cue.isStrong
                            ? !known.isStrong || cue.start > known.start : !known.isStrong && cue.start < known.start
                    } ?? true
                if isBetter {
                    first = (cue.start, cue.isStrong)
                    counts.startsWithCue = true
                    counts.startKind = cue.kind
                }
            }
        }
    }

    /// Counts the cues inside a run of word bytes, where no blank parts the words and any character may begin one.
    @inline(__always)
    func countInside(_ folded: UnsafePointer<UInt8>, _ run: Range<Int>, end: Int, _ counts: inout Counts) {
        guard BoilerplateCues.isUnspaced(folded[run.lowerBound]) else { return }
        for place in run.dropFirst(3) where BoilerplateCues.isUnspaced(folded[place]) {
            count(folded, at: place, end: end, isFirst: false, &counts)
        }
    }

    private func matches(_ cue: Cue, _ folded: UnsafePointer<UInt8>, at start: Int, end: Int) -> Bool {
        var index = start + Int(cue.fixed)
        guard index <= end else { return false }
        for offset in Int(cue.fixed)..<Int(cue.count) {
            guard index < end else { return false }
            var byte = folded[index]
            let wanted = bytes[Int(cue.start) + offset]
            if wanted == 0x20, byte == 0x0A || byte == 0x09 { byte = 0x20 }
            if wanted == 0x27, byte == 0xE2, index + 2 < end, folded[index + 1] == 0x80, folded[index + 2] == 0x99 {
                // The typographic apostrophe.
                index += 2
                byte = 0x27
            }
            guard byte == wanted else { return false }
            index += 1
        }
        return cue.isPrefix || index >= end || !BoilerplateCues.isWordByte(folded[index])
    }

    @inlinable @inline(__always)
    package static func isWordByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
    }
}
