internal import Foundations

/// What counts within a document are worth by themselves (relative ones depend on the others), looked up where they are small, as most are.
package struct CountWorth: Sendable {
    private let kind: TfidfWeighting.TermFrequency
    @usableFromInline let small: [Float]

    /// Creates the table of a kind.
    package init(_ kind: TfidfWeighting.TermFrequency) {
        self.kind = kind
        small = (0..<64).map { Self.worth(Float($0), kind) }
    }

    /// What a count is worth.
    @inlinable package subscript(count: Float) -> Float {
        @inline(__always) get {
            guard count >= 0 && count < 64 else { return computed(count) }
            let whole = Int32(count)
            return Float(whole) == count ? small[Int(whole)] : computed(count)
        }
    }

    @usableFromInline func computed(_ count: Float) -> Float { Self.worth(count, kind) }

    private static func worth(_ count: Float, _ kind: TfidfWeighting.TermFrequency) -> Float {
        switch kind {
        case .raw, .relative: count
        case .binary: count == 0 ? 0 : 1
        case .sublinear: count == 0 ? 0 : Float(1 + Mathematics.log(Double(count)))
        }
    }
}
