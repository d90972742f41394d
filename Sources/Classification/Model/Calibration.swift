import Foundations

/// How the scores of one text become probabilities.
///
/// Margins of support vector machines are squeezed together near ±1, so that no single factor makes them logarithms of
/// odds; the curves here have three and four parameters, none of which can change the order of a text's labels.
struct Calibration: Sendable, Equatable {
    /// What the labels are to each other.
    enum Kind: String, Sendable {
        /// One label a text: `p_k ∝ σ(a·s_k + b)^c`, with `a, c > 0`.
        case exclusive
        /// Any number of labels: `p_k = σ(a·s_k + b + c·max(s_k, −½) + d·m_k)`, where `m_k` is the distance of the
        /// label's score from the best other one.
        case independent
    }

    let kind: Kind
    let parameters: [Double]

    /// Uncalibrated: the parameters that fits start from.
    init(_ kind: Kind) {
        self.kind = kind
        parameters = kind == .exclusive ? [3, 0, 1] : [4, 1, 0, 1]
    }

    /// Returns `nil` for parameters that are not as many as the kind needs, no numbers, or that would turn the order
    /// of labels around.
    init?(_ kind: Kind, parameters: [Double]) {
        guard parameters.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        switch kind {
        case .exclusive:
            guard parameters.count == 3, parameters[0] > 0, parameters[2] > 0 else { return nil }
        case .independent:
            guard parameters.count == 4, parameters[0] >= 0, parameters[0] + parameters[2] >= 0, parameters[3] >= 0
            else { return nil }
        }
        self.kind = kind
        self.parameters = parameters
    }

    /// The probability of each label, given their scores.
    func probabilities(_ scores: [Float]) -> [Double] {
        switch kind {
        case .exclusive:
            var logarithms = scores.map {
                -parameters[2] * Mathematics.softplus(-(parameters[0] * Double($0) + parameters[1]))
            }
            let largest = logarithms.max() ?? 0
            var sum = 0.0
            for index in logarithms.indices {
                logarithms[index] = Mathematics.exp(logarithms[index] - largest)
                sum += logarithms[index]
            }
            for index in logarithms.indices { logarithms[index] /= sum }
            return logarithms
        case .independent:
            let leads = Self.leads(scores)
            return scores.indices.map { index in
                let score = Double(scores[index])
                return Mathematics.logistic(
                    parameters[0] * score + parameters[1] + parameters[2] * max(score, -0.5)
                        + parameters[3] * leads[index])
            }
        }
    }

    /// The distance of each score from the best of the others; 0 for a single one.
    static func leads(_ scores: [Float]) -> [Double] {
        guard scores.count > 1 else { return [Double](repeating: 0, count: scores.count) }
        var best = -Float.infinity
        var second = -Float.infinity
        var place = 0
        for (index, score) in scores.enumerated() {
            if score > best {
                (second, best, place) = (best, score, index)
            } else if score > second {
                second = score
            }
        }
        return scores.indices.map { index in Double(scores[index] - (index == place ? second : best)) }
    }
}
