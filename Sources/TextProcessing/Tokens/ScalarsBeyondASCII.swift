internal import CKernels

/// Puts the scalars beyond ASCII of a block of 64 bytes into the masks that the kernel has made of its ASCII bytes.
///
/// The kernel calls it for blocks with bytes beyond ASCII, in the order of the text. Bit i of a mask speaks about byte i of
/// the block; bits of a scalar that goes on in the next block are handed over to that in ``ck_word_carry``.
enum ScalarsBeyondASCII {
    /// What the kernel calls: resolves the scalars that begin at the bits `pending` of the block at `base`, and gives the bits
    /// of those whose words must be folded apart.
    static func resolve(
        _ text: UnsafePointer<ck_word_text>?, _ base: Int, _ pending: UInt64, _ before: UnsafePointer<ck_word_block>?,
        _ block: UnsafeMutablePointer<ck_word_block>?, _ carry: UnsafeMutablePointer<ck_word_carry>?
    ) -> UInt64 {
        guard let text, let before, let block, let carry else { return 0 }
        let bytes = UnsafeBufferPointer(start: text.pointee.bytes, count: text.pointee.available)
        if text.pointee.options & UInt32(CK_UNDERSCORE_LETTERS | CK_ALL_BUT_BLANKS) != 0 {
            return resolvePython(bytes, text.pointee.options, base, pending, block, carry)
        }
        return resolve(bytes, text.pointee.options, base, pending, before, block, carry)
    }

    private typealias Block = UnsafeMutablePointer<ck_word_block>

    private static func resolve(
        _ text: UnsafeBufferPointer<UInt8>, _ options: UInt32, _ base: Int, _ pending: UInt64,
        _ before: UnsafePointer<ck_word_block>, _ block: Block, _ carry: UnsafeMutablePointer<ck_word_carry>
    ) -> UInt64 {
        guard let folded = block.pointee.folded else { return 0 }
        var pending = pending
        var special: UInt64 = 0
        while pending != 0 {
            let bit = pending.trailingZeroBitCount
            let at = base &+ bit
            guard at < text.count else { break }
            // Most scalars beyond ASCII are letters of two bytes, within one block, whose folded form has two bytes too.
            let lead = text[at]
            if lead >= 0xC2 && lead < 0xE0 && bit < 63 && at &+ 1 < text.count && text[at &+ 1] & 0xC0 == 0x80 {
                let scalar = UInt32(lead & 0x1F) &<< 6 | UInt32(text[at &+ 1] & 0x3F)
                let entry = ck_word_entry(scalar)
                let to = scalar &+ UInt32(bitPattern: ck_entry_fold(entry))
                if ck_entry_part(entry) == WordPart.letter.rawValue && to >= 0x80 && to < 0x800 {
                    let pair: UInt64 = 3 &<< UInt64(truncatingIfNeeded: bit)
                    pending &= ~pair
                    block.pointee.letters |= pair
                    folded[bit] = UInt8(truncatingIfNeeded: 0xC0 | to &>> 6)
                    folded[bit &+ 1] = UInt8(truncatingIfNeeded: 0x80 | to & 0x3F)
                    continue
                }
            }
            let scalar = PlacedScalar(text, at, bit: bit)
            pending &= ~scalar.mask
            carry.pointee.covered |= scalar.spill
            guard let isSpecial = place(scalar, text, options, before, block, carry) else { continue }
            if isSpecial || !writeFold(of: scalar, to: folded, carry) {
                special |= scalar.mask
                carry.pointee.special |= scalar.spill
            }
        }
        return special
    }

    /// A scalar, and which bits of its block and of the next one are its bytes'.
    struct PlacedScalar {
        let value: UInt32
        let length: Int
        let at: Int
        let bit: Int
        let mask: UInt64
        let spill: UInt64
        let entry: UInt32

        init(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, bit: Int) {
            let decoded = WordPart.decode(text, at: at)
            self.at = at
            self.bit = bit
            value = decoded?.value ?? 0
            length = decoded?.length ?? 1
            // An ill-formed byte separates.
            entry = decoded == nil ? 0 : ck_word_entry(value)
            let ones: UInt64 = 1 << UInt64(length) - 1
            mask = ones << UInt64(bit)
            spill = bit + length > 64 ? ones >> UInt64(64 - bit) : 0
        }
    }

    /// Sets the scalar's bits in the mask of its part; gives whether its word must be folded apart, or nil if the scalar is no
    /// letter, digit or mark and need not be folded.
    private static func place(
        _ scalar: PlacedScalar, _ text: UnsafeBufferPointer<UInt8>, _ options: UInt32,
        _ before: UnsafePointer<ck_word_block>, _ block: Block, _ carry: UnsafeMutablePointer<ck_word_carry>
    ) -> Bool? {
        /// Whether the byte in front has its bit set.
        func follows(_ mask: UInt64, _ maskBefore: UInt64) -> Bool {
            scalar.bit > 0 ? mask >> UInt64(scalar.bit - 1) & 1 != 0 : maskBefore >> 63 != 0
        }
        var part = ck_entry_part(scalar.entry)
        var isSpecial = false
        switch part {
        case WordPart.separator.rawValue: return nil
        case WordPart.mark.rawValue, WordPart.format.rawValue, WordPart.composing:
            // It belongs to what is in front of it, if that is part of a word.
            isSpecial = part != WordPart.mark.rawValue
            if follows(block.pointee.letters, before.pointee.letters) {
                part = WordPart.letter.rawValue
            } else if follows(block.pointee.digits, before.pointee.digits) {
                part = WordPart.digit.rawValue
            } else if follows(block.pointee.unspaced, before.pointee.unspaced) {
                part = WordPart.unspaced.rawValue
            } else {
                return nil
            }
        case WordPart.apostrophe.rawValue, WordPart.inner.rawValue, WordPart.numberPoint.rawValue:
            let isNumeric = part == WordPart.numberPoint.rawValue
            let option = UInt32(isNumeric ? CK_JOIN_NUMBERS : CK_JOIN_APOSTROPHES)
            let isBehind =
                isNumeric
                ? follows(block.pointee.digits, before.pointee.digits)
                : follows(block.pointee.letters, before.pointee.letters)
            guard options & option != 0, isBehind, scalar.at + scalar.length < text.count,
                let next = WordPart.decode(text, at: scalar.at + scalar.length),
                ck_entry_part(ck_word_entry(next.value))
                    == (isNumeric ? WordPart.digit.rawValue : WordPart.letter.rawValue)
            else { return nil }
            block.pointee.joined |= scalar.mask
            carry.pointee.joined |= scalar.spill
            guard part == WordPart.apostrophe.rawValue else { return nil }
            // U+0027 is shorter.
            return true
        default: break
        }
        switch part {
        case WordPart.letter.rawValue:
            block.pointee.letters |= scalar.mask
            carry.pointee.letters |= scalar.spill
        case WordPart.digit.rawValue:
            block.pointee.digits |= scalar.mask
            carry.pointee.digits |= scalar.spill
        default:
            block.pointee.unspaced |= scalar.mask
            carry.pointee.unspaced |= scalar.spill
            isSpecial = true
        }
        return isSpecial
    }

    /// Writes a scalar's folded form in its place; false if that has another length.
    private static func writeFold(
        of scalar: PlacedScalar, to folded: UnsafeMutablePointer<UInt8>, _ carry: UnsafeMutablePointer<ck_word_carry>
    ) -> Bool {
        let fold = ck_entry_fold(scalar.entry)
        guard fold != 0 else { return true }
        return write(scalar.value &+ UInt32(bitPattern: fold), at: scalar, to: folded, carry)
    }

    /// Writes a scalar in the place of another one; false if it has another length.
    static func write(
        _ value: UInt32, at scalar: PlacedScalar, to folded: UnsafeMutablePointer<UInt8>,
        _ carry: UnsafeMutablePointer<ck_word_carry>
    ) -> Bool {
        guard let to = Unicode.Scalar(value), let bytes = UTF8.encode(to), bytes.count == scalar.length else {
            return false
        }
        // Bytes that fall into the next block would be overwritten when it is stored: they are kept aside.
        var offset = 0
        for byte in bytes {
            if scalar.bit + offset < 64 {
                folded[scalar.bit + offset] = byte
            } else {
                withUnsafeMutableBytes(of: &carry.pointee.bytes) { $0[scalar.bit + offset - 64] = byte }
                carry.pointee.count += 1
            }
            offset += 1
        }
        return true
    }
}
