internal import Foundations

/// The sum of the stored values of a row times the weights of their columns.
///
/// Four sums in turn: one alone would wait for each addition before the next.
@inline(__always)
private func sparseDot(
    _ weights: UnsafeMutableBufferPointer<Float>, _ columns: UnsafeBufferPointer<UInt32>,
    _ values: UnsafeBufferPointer<Float>, _ places: Range<Int>
) -> Float {
    var sums = SIMD4<Float>(repeating: 0)
    var place = places.lowerBound
    while place + 4 <= places.upperBound {
        let gathered = SIMD4<Float>(
            weights[Int(columns[place])], weights[Int(columns[place + 1])], weights[Int(columns[place + 2])],
            weights[Int(columns[place + 3])])
        let row = SIMD4<Float>(values[place], values[place + 1], values[place + 2], values[place + 3])
        sums += gathered * row
        place += 4
    }
    var rest: Float = 0
    while place < places.upperBound {
        rest += weights[Int(columns[place])] * values[place]
        place += 1
    }
    return (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

/// The working state of one dual coordinate descent.
///
/// Single precision for the weights: they are gathered at random, so half the bytes is nearly half the time, and the
/// objective agrees with a double-precision solver to six digits (see the conformance tests).
struct DualState {
    let rows: CSRMatrix
    let signs: [Float]
    let costs: [Float]
    /// `‖xᵢ‖²` over the stored features and the bias.
    let norms: [Float]
    let biasScale: Float
    var weights: [Float]
    var biasWeight: Float = 0

    init(rows: CSRMatrix, targets: [Bool], cost: Double, costFactors: [Float]?, biasScale: Float) {
        self.rows = rows
        self.biasScale = biasScale
        signs = targets.map { $0 ? 1 : -1 }
        costs = costFactors.map { $0.map { Float(cost) * $0 } } ?? [Float](repeating: Float(cost), count: targets.count)
        norms = (0..<rows.rowCount).map { row in
            rows.values[rows.rowOffsets[row]..<rows.rowOffsets[row + 1]].reduce(biasScale * biasScale) { $0 + $1 * $1 }
        }
        weights = [Float](repeating: 0, count: rows.columnCount)
    }

    /// Adds the given dual variables' share to the weights, in row order.
    private mutating func accumulate(_ duals: [Float]) {
        for row in 0..<rows.rowCount {
            let step = duals[row] * signs[row]
            guard step != 0 else { continue }
            for place in rows.rowOffsets[row]..<rows.rowOffsets[row + 1] {
                weights[Int(rows.columnIndices[place])] += step * rows.values[place]
            }
            biasWeight += step * biasScale
        }
    }

    private func finished(duals: [Float], passes: Int, converged: Bool) -> LinearSolver.Solution {
        LinearSolver.Solution(
            weights: weights, bias: biasWeight * biasScale, duals: duals, passes: passes, converged: converged)
    }

    mutating func descendSquaredHinge(
        startingAt start: [Float]?, tolerance: Double, maximumPasses: Int, seed: UInt64
    ) -> LinearSolver.Solution {
        let count = rows.rowCount
        var duals = start ?? [Float](repeating: 0, count: count)
        if start != nil { accumulate(duals) }

        // What the squared loss adds to the diagonal of the dual.
        let diagonal = costs.map { 0.5 / $0 }

        var order = ShuffledRows(count: count, seed: seed)
        let tolerance = Float(tolerance)
        var bound = Float.infinity
        var passes = 0
        var converged = count == 0
        let biasScale = biasScale
        let (rows, signs, norms) = (rows, signs, norms)
        var biasWeight = self.biasWeight
        rows.rowOffsets.withUnsafeBufferPointer { offsets in
            rows.columnIndices.withUnsafeBufferPointer { columns in
                rows.values.withUnsafeBufferPointer { values in
                    weights.withUnsafeMutableBufferPointer { weights in
                        while passes < maximumPasses && count > 0 {
                            passes += 1
                            var largest = -Float.infinity
                            var smallest = Float.infinity
                            order.shuffle()
                            var position = 0
                            while position < order.active {
                                let row = order[position]
                                let (from, to) = (offsets[row], offsets[row + 1])
                                let dual = duals[row]
                                let sum = biasWeight * biasScale + sparseDot(weights, columns, values, from..<to)
                                let gradient = signs[row] * sum - 1 + diagonal[row] * dual
                                var projected = gradient
                                if dual == 0 {
                                    if gradient > bound {
                                        order.shrink(position)
                                        continue
                                    }
                                    projected = min(gradient, 0)
                                }
                                largest = max(largest, projected)
                                smallest = min(smallest, projected)
                                if abs(projected) > 1e-12 {
                                    let next = max(dual - gradient / (norms[row] + diagonal[row]), 0)
                                    let step = (next - dual) * signs[row]
                                    if step != 0 {
                                        duals[row] = next
                                        for place in from..<to {
                                            weights[Int(columns[place])] += step * values[place]
                                        }
                                        biasWeight += step * biasScale
                                    }
                                }
                                position += 1
                            }
                            if largest - smallest <= tolerance {
                                if order.active == count {
                                    converged = true
                                    return
                                }
                                // Converged on the active rows: look at all of them once more.
                                order.restore()
                                bound = .infinity
                            } else {
                                bound = largest <= 0 ? .infinity : largest
                            }
                        }
                    }
                }
            }
        }
        self.biasWeight = biasWeight
        return finished(duals: duals, passes: passes, converged: converged)
    }

    mutating func descendLogistic(
        startingAt start: [Float]?, tolerance: Double, maximumPasses: Int, seed: UInt64
    ) -> LinearSolver.Solution {
        let count = rows.rowCount
        // The dual is defined strictly inside (0, C): a start too near an end is moved inwards.
        var duals = [Double](repeating: 0, count: count)
        for row in 0..<count {
            let cost = Double(costs[row])
            let least = min(1e-3 * cost, 1e-8)
            duals[row] = min(max(Double(start?[row] ?? 0), least), cost - least)
        }
        accumulate(duals.map { Float($0) })

        var order = ShuffledRows(count: count, seed: seed)
        var innerTolerance = 1e-2
        let innerFloor = min(1e-8, tolerance)
        var passes = 0
        var converged = count == 0
        let biasScale = biasScale
        let (rows, signs, norms, costs) = (rows, signs, norms, costs)
        var biasWeight = self.biasWeight
        rows.rowOffsets.withUnsafeBufferPointer { offsets in
            rows.columnIndices.withUnsafeBufferPointer { columns in
                rows.values.withUnsafeBufferPointer { values in
                    weights.withUnsafeMutableBufferPointer { weights in
                        while passes < maximumPasses && count > 0 {
                            passes += 1
                            var largest = 0.0
                            var newtonSteps = 0
                            order.shuffle()
                            for position in 0..<count {
                                let row = order[position]
                                let (from, to) = (offsets[row], offsets[row + 1])
                                let sum = biasWeight * biasScale + sparseDot(weights, columns, values, from..<to)
                                let found = LogisticCoordinate(
                                    curvature: Double(norms[row]), cost: Double(costs[row]),
                                    margin: Double(signs[row] * sum), dual: duals[row]
                                ).minimum(tolerance: innerTolerance)
                                largest = max(largest, found.violation)
                                newtonSteps += found.steps
                                guard found.steps > 0 else { continue }
                                let step = Float(found.dual - duals[row]) * signs[row]
                                duals[row] = found.dual
                                for place in from..<to { weights[Int(columns[place])] += step * values[place] }
                                biasWeight += step * biasScale
                            }
                            if largest < tolerance {
                                converged = true
                                return
                            }
                            // Few Newton steps left to do at this precision: ask for more of it.
                            if newtonSteps <= count / 10 { innerTolerance = max(innerFloor, 0.1 * innerTolerance) }
                        }
                    }
                }
            }
        }
        self.biasWeight = biasWeight
        return finished(duals: duals.map { Float($0) }, passes: passes, converged: converged)
    }
}

/// The one-variable problem of logistic regression's dual: `½a(z − z₀)² + m(z − z₀) + z ln z + (C − z) ln(C − z)`.
private struct LogisticCoordinate {
    /// `a`: the squared norm of the row.
    let curvature: Double
    /// `C`.
    let cost: Double
    /// `m`: the row's margin at the present weights.
    let margin: Double
    /// `z₀`: the present dual variable.
    let dual: Double

    /// Newton's method from the better end of the interval, halting where the derivative is below `tolerance`.
    func minimum(tolerance: Double) -> (dual: Double, violation: Double, steps: Int) {
        // Work on z or on C − z, whichever is the smaller at the minimum: the logarithm is then well conditioned.
        let mirrored = 0.5 * curvature * (cost - 2 * dual) + margin < 0
        let start = mirrored ? cost - dual : dual
        let slope = mirrored ? -margin : margin
        var z = cost - start < 0.5 * cost ? 0.1 * start : start
        var derivative = curvature * (z - start) + slope + Mathematics.log(z / (cost - z))
        let violation = abs(derivative)
        var steps = 0
        while abs(derivative) >= tolerance && steps < 100 {
            let second = curvature + cost / ((cost - z) * z)
            let candidate = z - derivative / second
            // A step out of the interval is replaced by one towards its end.
            z = candidate <= 0 ? 0.1 * z : min(candidate, cost * (1 - 1e-12))
            derivative = curvature * (z - start) + slope + Mathematics.log(z / (cost - z))
            steps += 1
        }
        return (mirrored ? cost - z : z, violation, steps)
    }
}

/// The rows in a seeded random order, with those left out at the end.
private struct ShuffledRows {
    private var rows: [Int32]
    private var random: XorShift64Star
    private(set) var active: Int

    init(count: Int, seed: UInt64) {
        rows = (0..<Int32(count)).map { $0 }
        random = XorShift64Star(seed: seed)
        active = count
    }

    subscript(position: Int) -> Int { Int(rows[position]) }

    /// Puts the active rows into a new random order (Fisher and Yates).
    mutating func shuffle() {
        guard active > 1 else { return }
        for position in 0..<(active - 1) {
            let other = position + Int(((random.next() >> 32) &* UInt64(active - position)) >> 32)
            rows.swapAt(position, other)
        }
    }

    /// Leaves out the row at `position`; the last active row takes its place.
    mutating func shrink(_ position: Int) {
        active -= 1
        rows.swapAt(position, active)
    }

    /// Makes all rows active again.
    mutating func restore() { active = rows.count }
}
