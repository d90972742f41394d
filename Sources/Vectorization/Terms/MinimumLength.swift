/// The shortest word that is kept, in Unicode scalars.
struct MinimumLength {
    let scalars: Int
    /// Words of this many bytes are long enough, whatever they are made of.
    private let sufficientBytes: Int

    init(_ scalars: Int) {
        self.scalars = max(1, scalars)
        sufficientBytes = self.scalars == 1 ? 1 : self.scalars * 4 - 3
    }

    @inline(__always)
    func allows(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count >= sufficientBytes || (word.count >= scalars && hasEnough(word))
    }

    private func hasEnough(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var count = 0
        for byte in word where byte & 0xC0 != 0x80 { count &+= 1 }
        return count >= scalars
    }
}
