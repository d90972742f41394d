#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// How scores become probabilities.
struct Calibration: Sendable, Equatable {
    /// Scores are multiplied by this first.
    var slope: Double = 1
    /// Added to every scaled score, where labels are independent of each other.
    var offset: Double = 0

    /// Probabilities of labels that exclude each other: softmax of the scaled scores.
    func exclusive(_ scores: [Float]) -> [Double] {
        var scaled = scores.map { Double($0) * slope }
        let largest = scaled.max() ?? 0
        var sum = 0.0
        for index in scaled.indices {
            scaled[index] = exp(scaled[index] - largest)
            sum += scaled[index]
        }
        return scaled.map { $0 / sum }
    }

    /// Probabilities of labels that are independent of each other: the logistic function of each scaled score.
    func independent(_ scores: [Float]) -> [Double] {
        scores.map { 1 / (1 + exp(-(Double($0) * slope + offset))) }
    }
}
