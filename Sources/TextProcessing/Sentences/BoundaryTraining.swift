internal import Foundations

/// Trains a `BoundaryModel`: logistic regression by FTRL-proximal (McMahan et al., KDD 2013), whose L1 term leaves the
/// weights of rare facts at zero.
package struct BoundaryTraining: Sendable {
    /// The number of weights, a power of two.
    package var slots = 1 << 15
    /// The passes over the examples.
    package var passes = 10
    /// The learning rate at the first step of a weight.
    package var rate: Float = 0.1
    /// The L1 and L2 terms.
    package var l1: Float = 1
    package var l2: Float = 1

    /// Creates a training with default settings.
    package init() {}

    /// The model that fits the examples.
    ///
    /// Deterministic: the order of the examples is shuffled from a fixed seed.
    package func model(for examples: [BoundaryExample]) -> BoundaryModel {
        let mask = UInt32(slots - 1)
        var gradients = [Float](repeating: 0, count: slots)
        var squares = [Float](repeating: 0, count: slots)
        var weights = [Float](repeating: 0, count: slots)
        var order = Array(examples.indices)
        var random = LinearCongruential(seed: 1)
        for _ in 0..<passes {
            for index in stride(from: order.count - 1, to: 0, by: -1) {
                order.swapAt(index, Int(random.next() % UInt64(index + 1)))
            }
            for index in order {
                let features = examples[index].features
                var sum: Float = 0
                for slot in 0..<features.count {
                    let at = Int(features.hashes[slot] & mask)
                    let z = gradients[at]
                    if abs(z) <= l1 {
                        weights[at] = 0
                    } else {
                        weights[at] = -(z - (z < 0 ? -l1 : l1)) / ((1 + squares[at].squareRoot()) / rate + l2)
                    }
                    sum += weights[at]
                }
                let probability = 1 / (1 + exponential(-sum))
                let gradient = probability - (examples[index].isEnd ? 1 : 0)
                for slot in 0..<features.count {
                    let at = Int(features.hashes[slot] & mask)
                    let sigma =
                        ((squares[at] + gradient * gradient).squareRoot() - squares[at].squareRoot()) / rate
                    gradients[at] += gradient - sigma * weights[at]
                    squares[at] += gradient * gradient
                }
            }
        }
        // The last step left weights as they were when last used: bring all up to date, then to eight bits.
        for at in 0..<slots {
            let z = gradients[at]
            weights[at] =
                abs(z) <= l1 ? 0 : -(z - (z < 0 ? -l1 : l1)) / ((1 + squares[at].squareRoot()) / rate + l2)
        }
        let largest = weights.reduce(Float(0)) { max($0, abs($1)) }
        let scale = max(largest, 1e-6) / 127
        return BoundaryModel(weights: weights.map { Int8(($0 / scale).rounded()) }, scale: scale)
    }

    /// eˣ by repeated squaring of a Taylor polynomial: the same bits on every platform, unlike the C library's.
    private func exponential(_ x: Float) -> Float {
        let bounded = max(-30, min(30, x))
        let y = bounded / 1024
        var value = 1 + y * (1 + y * (0.5 + y / 6))
        for _ in 0..<10 { value *= value }
        return value
    }
}
