internal import CKernels

/// The words of a text as language identification reads them, and its letters counted by script.
///
/// A word is its letters and marks, folded, with inner apostrophes, between two blanks. N-grams serve the scripts that many
/// languages share: only Latin and Cyrillic words are kept, the other scripts are told by their letters. Addresses, paths,
/// options and numbers with letters are no words.
package struct LanguageWords: ~Copyable {
    /// A word's letters beyond so many are passed over; the boundaries are among them.
    private static let longestWord = 40

    /// The words one after the other.
    package let letters: UnsafeMutablePointer<UInt32>
    /// Where each word ends in `letters`.
    package let ends: UnsafeMutablePointer<UInt32>
    package private(set) var count = 0
    /// Letters by the numbers of their scripts.
    private(set) var scripts = [UInt32](repeating: 0, count: Script.numberCount)
    private let text: UnsafeBufferPointer<UInt8>

    /// Reads the words of UTF-8 text; ill-formed bytes separate.
    package init(of text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        // At the most every other byte is a word.
        letters = .allocate(capacity: text.count / 2 * 3 + 4)
        ends = .allocate(capacity: text.count / 2 + 1)
        read(passingCode: true)
        // Nothing but addresses and the like: they are read after all.
        if scripts.allSatisfy({ $0 == 0 }) { read(passingCode: false) }
    }

    deinit {
        letters.deallocate()
        ends.deallocate()
    }

    private mutating func read(passingCode: Bool) {
        let (text, letters, ends) = (text, letters, ends)
        var words = 0
        var counted = scripts
        counted.withUnsafeMutableBufferPointer { scripts in
            var position = Position(at: 0, checked: passingCode ? 0 : text.count)
            var start = 0
            while true {
                let length = Self.nextWord(text, &position, letters + start, scripts)
                guard length > 0 else { return }
                start += length
                ends[words] = UInt32(truncatingIfNeeded: start)
                words += 1
            }
        }
        scripts = counted
        count = words
    }

    private struct Position {
        var at: Int
        /// Up to here no code has been found.
        var checked: Int
    }

    /// Writes the next word with a blank on either side and gives its length; 0 at the end.
    @inline(__always)
    private static func nextWord(
        _ text: UnsafeBufferPointer<UInt8>, _ position: inout Position, _ letters: UnsafeMutablePointer<UInt32>,
        _ scripts: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        letters[0] = 0x20
        var count = 1
        while position.at < text.count {
            let byte = text[position.at]
            if position.at >= position.checked && byte > 0x20 && byte < 0xE0 {
                let (isCode, end) = stretch(text, position.at)
                position.checked = end
                if isCode {
                    position.at = end
                    if count > 1 { break }
                    continue
                }
            }
            if (byte | 0x20) &- 0x61 < 26 {
                scripts[Script.latin.rawValue] &+= 1
                letters[count] = UInt32(byte | 0x20)
                if count < longestWord { count &+= 1 }
                position.at &+= 1
                continue
            }
            let (scalar, length) = WordPart.decode(text, at: position.at) ?? (0, 1)
            position.at &+= length
            guard let letter = letter(scalar, isInside: count > 1, text, position.at, scripts) else {
                if count > 1 { break }
                continue
            }
            if letter == formatCharacter { continue }
            letters[count] = letter
            if count < longestWord { count &+= 1 }
        }
        guard count > 1 else { return 0 }
        letters[count] = 0x20
        return count + 1
    }

    /// Stands for a scalar that is in the word and not of it.
    private static let formatCharacter = UInt32.max

    /// What a scalar beyond the letters a–z is in a word; nil if it ends one.
    ///
    /// `next` is the offset behind it.
    private static func letter(
        _ scalar: UInt32, isInside: Bool, _ text: UnsafeBufferPointer<UInt8>, _ next: Int,
        _ scripts: UnsafeMutableBufferPointer<UInt32>
    ) -> UInt32? {
        switch ck_word_part(scalar) {
        case WordPart.letter.rawValue:
            let script = Script.number(of: scalar)
            count(scalar, script, scripts)
            return script == Script.latin.rawValue || script == Script.cyrillic.rawValue ? ck_word_fold(scalar) : nil
        case WordPart.ideograph.rawValue, WordPart.unspaced.rawValue:
            count(scalar, Script.number(of: scalar), scripts)
            return nil
        case WordPart.mark.rawValue: return isInside ? scalar : nil
        case WordPart.format.rawValue: return formatCharacter
        case let part where part == WordPart.apostrophe.rawValue || scalar == 0x27:
            // An apostrophe belongs to the word if a letter follows one.
            guard isInside, next < text.count, let after = WordPart.decode(text, at: next),
                ck_word_part(after.value) == WordPart.letter.rawValue
            else { return nil }
            return 0x27
        default: return nil
        }
    }

    private static func count(_ scalar: UInt32, _ script: Int, _ scripts: UnsafeMutableBufferPointer<UInt32>) {
        scripts[script] &+= 1
        guard script == Script.arabic.rawValue else { return }
        if Script.isPersian(scalar) { scripts[Script.persianNumber] &+= 1 }
        if Script.isUrdu(scalar) { scripts[Script.urduNumber] &+= 1 }
    }

    /// Drops the words that begin with a letter of another script.
    mutating func keep(_ script: Script) {
        var (kept, used, start) = (0, 0, 0)
        for word in 0..<count {
            let end = Int(ends[word])
            if Script.number(of: letters[start + 1]) == script.rawValue {
                for place in start..<end { letters[used + place - start] = letters[place] }
                used += end - start
                ends[kept] = UInt32(truncatingIfNeeded: used)
                kept += 1
            }
            start = end
        }
        count = kept
    }

    /// How many features the words have, known or not: their runs of one to five letters, and longer words as a whole.
    var featureCount: UInt32 {
        var (sum, start): (UInt32, UInt32) = (0, 0)
        for word in 0..<count {
            let length = ends[word] &- start
            sum &+= length <= 5 ? length * (length + 1) / 2 - 2 : 5 * length - 11
            start = ends[word]
        }
        return sum
    }

    /// Whether the stretch up to the next blank (or a letter beyond U+07FF, whose scripts do without blanks) is an address, a
    /// path, an option or a number with letters, and where it ends.
    private static func stretch(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (isCode: Bool, end: Int) {
        var isCode = false
        var at = start
        while at < text.count && text[at] > 0x20 && text[at] < 0xE0 {
            let byte = text[at]
            isCode = isCode || byte &- 0x30 < 10
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "\\"), UInt8(ascii: "="),
                UInt8(ascii: "<"), UInt8(ascii: ">"):
                isCode = true
            default: break
            }
            at &+= 1
        }
        return (isCode, at)
    }
}
