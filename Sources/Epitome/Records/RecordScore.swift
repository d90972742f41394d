extension Double {
    /// The number as records state scores and probabilities, with six decimals: more says nothing about a sentence or a
    /// topic, single precision has no more, and a line would be twice as long.
    package var roundedForRecord: Double { (self * 1e6).rounded() / 1e6 }
}
