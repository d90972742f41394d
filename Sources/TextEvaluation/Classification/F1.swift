/// The harmonic mean of precision and recall, from counts.
package enum F1 {
    /// 2 · right / (truths + answers); 0 where there are neither.
    package static func of(right: Int, truths: Int, answers: Int) -> Double {
        of(right: Double(right), truths: Double(truths), answers: Double(answers))
    }

    /// The same of sums of weights.
    package static func of(right: Double, truths: Double, answers: Double) -> Double {
        truths + answers == 0 ? 0 : 2 * right / (truths + answers)
    }
}
