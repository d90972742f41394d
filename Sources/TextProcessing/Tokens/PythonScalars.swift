internal import CKernels
internal import Synchronization

/// What Python's `str` and `re` know of a scalar, from the properties that the standard library has.
///
/// Properties are looked up once for each scalar that is met and then stand in a table of a byte for each: looking one up
/// takes 100 ns, reading the table one. Threads that write the same byte write the same value.
struct PythonScalar {
    private let bits: UInt8

    private static let known: UInt8 = 1
    private static let word: UInt8 = 2
    private static let blank: UInt8 = 4
    private static let changes: UInt8 = 8
    private static let cased: UInt8 = 16
    private static let caseIgnorable: UInt8 = 32

    nonisolated(unsafe) private static let table: UnsafeMutablePointer<Atomic<UInt8>> = {
        let table = UnsafeMutablePointer<Atomic<UInt8>>.allocate(capacity: 0x110000)
        for scalar in 0..<0x110000 { (table + scalar).initialize(to: Atomic(0)) }
        return table
    }()

    /// Looks a scalar up; what is no scalar has no property.
    init(_ value: UInt32) {
        guard value < 0x110000 else {
            bits = 0
            return
        }
        let place = Self.table + Int(value)
        let found = place.pointee.load(ordering: .relaxed)
        if found != 0 {
            bits = found
        } else {
            bits = Self.properties(of: value)
            place.pointee.store(bits, ordering: .relaxed)
        }
    }

    /// Whether `re` takes it for `\w`.
    var isWord: Bool { bits & Self.word != 0 }
    /// Whether `str.isspace` holds.
    var isBlank: Bool { bits & Self.blank != 0 }
    /// Whether `str.lower` changes it, by itself.
    var hasLowercase: Bool { bits & Self.changes != 0 }
    private var isCased: Bool { bits & Self.cased != 0 }
    private var isCaseIgnorable: Bool { bits & Self.caseIgnorable != 0 }

    private static func properties(of value: UInt32) -> UInt8 {
        guard let scalar = Unicode.Scalar(value) else { return known }
        let properties = scalar.properties
        var bits = known
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: bits |= word
        default: if properties.numericType != nil || value == 0x5F { bits |= word }
        }
        // White space and the information separators.
        if properties.isWhitespace || (0x1C...0x1F).contains(value) { bits |= blank }
        if !properties.lowercaseMapping.unicodeScalars.elementsEqual([scalar]) { bits |= changes }
        if properties.isCased { bits |= cased }
        if properties.isCaseIgnorable { bits |= caseIgnorable }
        return bits
    }

    // MARK: Lower case

    static let capitalSigma: UInt32 = 0x3A3
    /// The only scalar whose lower case has two: `i` and U+0307.
    static let capitalDottedI: UInt32 = 0x130

    /// The lower case of a scalar that is neither sigma nor the dotted I.
    static func lowercased(_ value: UInt32) -> UInt32 {
        PythonScalar(value).hasLowercase ? ck_word_fold(value) : value
    }

    /// Whether a capital sigma of two bytes ends a word, as `str.lower` sees it: behind a cased letter and not before one,
    /// scalars that case ignores passed over.
    static func isFinalSigma(at offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        var before = offset
        var isBehindCased = false
        while before > 0 {
            before -= 1
            while before > 0, text[before] & 0xC0 == 0x80 { before -= 1 }
            guard let scalar = WordPart.decode(text, at: before) else { return false }
            let properties = PythonScalar(scalar.value)
            if properties.isCaseIgnorable { continue }
            isBehindCased = properties.isCased
            break
        }
        guard isBehindCased else { return false }
        var after = offset + 2
        while after < text.count, let scalar = WordPart.decode(text, at: after) {
            let properties = PythonScalar(scalar.value)
            if !properties.isCaseIgnorable { return !properties.isCased }
            after += scalar.length
        }
        return true
    }
}

extension ScalarsBeyondASCII {
    /// The same as ``resolve(_:_:_:_:_:_:)`` for words as Python's patterns have them.
    static func resolvePython(
        _ text: UnsafeBufferPointer<UInt8>, _ options: UInt32, _ base: Int, _ pending: UInt64,
        _ block: UnsafeMutablePointer<ck_word_block>, _ carry: UnsafeMutablePointer<ck_word_carry>
    ) -> UInt64 {
        guard let folded = block.pointee.folded else { return 0 }
        let takesAllButBlanks = options & UInt32(CK_ALL_BUT_BLANKS) != 0
        let lowercases = options & UInt32(CK_KEEP_CASE) == 0
        var pending = pending
        var special: UInt64 = 0
        while pending != 0 {
            let bit = pending.trailingZeroBitCount
            guard base &+ bit < text.count else { break }
            let scalar = PlacedScalar(text, base &+ bit, bit: bit)
            pending &= ~scalar.mask
            carry.pointee.covered |= scalar.spill
            let properties = PythonScalar(scalar.value)
            guard scalar.value > 0, takesAllButBlanks ? !properties.isBlank : properties.isWord else { continue }
            if lowercases && scalar.value == PythonScalar.capitalDottedI && !takesAllButBlanks {
                // An `i`, and a mark that separates.
                block.pointee.letters |= 1 &<< UInt64(bit)
                folded[bit] = UInt8(ascii: "i")
                continue
            }
            block.pointee.letters |= scalar.mask
            carry.pointee.letters |= scalar.spill
            guard lowercases && properties.hasLowercase else { continue }
            let lower =
                scalar.value == PythonScalar.capitalSigma
                ? (PythonScalar.isFinalSigma(at: base &+ bit, in: text) ? 0x3C2 : 0x3C3)
                : ck_word_fold(scalar.value)
            if scalar.value == PythonScalar.capitalDottedI || !write(lower, at: scalar, to: folded, carry) {
                special |= scalar.mask
                carry.pointee.special |= scalar.spill
            }
        }
        return special
    }
}
