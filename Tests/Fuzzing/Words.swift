// libFuzzer target for the words of any bytes: kernels at every level, pieces, and every chunk size give the same words,
// whose ranges are in order and lie in the text.

private struct Word: Equatable {
    let folded: [UInt8]
    let range: Range<Int>
}

private func words(_ bytes: [UInt8], _ rules: WordRules, chunk: Int, level: Int32) -> [Word] {
    var words: [Word] = []
    WordScanner(rules: rules, chunkSize: chunk, variant: level).forEachWord(in: bytes.span) { folded, range in
        words.append(Word(folded: Array(folded), range: range))
    }
    return words
}

/// Called by libFuzzer with each input; the first byte chooses the rules.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWords(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    let choice = bytes.first ?? 0
    let rules = WordRules(
        joinsApostrophes: choice & 1 == 0, joinsNumbers: choice & 2 == 0, joinsUnderscores: choice & 4 == 0,
        joinsInitials: choice & 8 == 0,
        unspacedScripts: WordRules.UnspacedScripts(rawValue: choice >> 4 % 3) ?? .bigrams)
    let expected = words(bytes, rules, chunk: 32 << 10, level: 0)
    var last = 0
    for word in expected {
        precondition(!word.folded.isEmpty && !word.range.isEmpty && word.range.upperBound <= size)
        precondition(word.range.lowerBound >= last && String(validating: word.folded, as: UTF8.self) != nil)
        last = word.range.lowerBound
    }
    for (chunk, level) in [(64, Int32(0)), (64, 1), (192, 2), (32 << 10, 2)] {
        precondition(words(bytes, rules, chunk: chunk, level: level) == expected)
    }
    return 0
}
