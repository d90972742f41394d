/// The harmonic mean of precision and recall, from counts.
package enum F1 {
    /// 2 · right / (truths + answers); 0 where there are neither.
    package static func of(right: Int, truths: Int, answers: Int) -> Double {
        truths + answers == 0 ? 0 : 2 * Double(right) / Double(truths + answers)
    }
}
