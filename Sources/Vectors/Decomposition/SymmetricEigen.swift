/// The eigenvalues and eigenvectors of a small symmetric matrix, in double precision.
///
/// Cyclic Jacobi would do for a few rows; for a few hundred, reduction to three diagonals by reflections and implicit
/// shifts (Golub and Van Loan, Matrix Computations, 8.3) is ten times as fast. The reference BLAS has no LAPACK, so
/// this is the package's own.
struct SymmetricEigen {
    /// The eigenvalues, largest first.
    private(set) var values: [Double]
    /// The eigenvectors as rows, in the order of the values.
    private(set) var vectors: [Double]

    /// Decomposes a matrix given row after row; only its lower triangle counts.
    ///
    /// - Complexity: O(n³).
    init(_ matrix: [Double], size n: Int) {
        precondition(matrix.count == n * n, "a square matrix is needed")
        guard n > 0 else {
            (values, vectors) = ([], [])
            return
        }
        var q = matrix
        for row in 0..<n { for column in row + 1..<max(n, row + 1) { q[row * n + column] = q[column * n + row] } }
        var diagonal = [Double](repeating: 0, count: n)
        var beside = [Double](repeating: 0, count: n)
        q.withUnsafeMutableBufferPointer { q in
            Self.reduce(q, n, &diagonal, &beside)
            Self.iterate(q, n, &diagonal, &beside)
        }
        let order = (0..<n).sorted { diagonal[$0] != diagonal[$1] ? diagonal[$0] > diagonal[$1] : $0 < $1 }
        values = order.map { diagonal[$0] }
        vectors = order.flatMap { q[$0 * n..<($0 + 1) * n] }
    }

    /// Makes the matrix tridiagonal: Qᵀ A Q.
    ///
    /// Rows of `q` become the columns of Q.
    private static func reduce(
        _ q: UnsafeMutableBufferPointer<Double>, _ n: Int, _ diagonal: inout [Double], _ beside: inout [Double]
    ) {
        var reflections: [(vector: [Double], scale: Double)] = []
        var product = [Double](repeating: 0, count: n)
        for k in 0..<max(0, n - 2) {
            // A reflection that clears column k below its first subdiagonal place.
            var vector = [Double](repeating: 0, count: n)
            var norm = 0.0
            for row in k + 1..<n {
                vector[row] = q[row * n + k]
                norm += vector[row] * vector[row]
            }
            let tail = norm - vector[k + 1] * vector[k + 1]
            if tail == 0 {
                reflections.append((vector, 0))
                continue
            }
            let length = norm.squareRoot()
            let alpha = vector[k + 1] > 0 ? -length : length
            vector[k + 1] -= alpha
            let scale = 2 / (tail + vector[k + 1] * vector[k + 1])
            // A ← A − v wᵀ − w vᵀ with w = p − (scale/2)(pᵀv) v, p = scale · A v.
            var overlap = 0.0
            for row in k + 1..<n {
                var sum = 0.0
                for column in k + 1..<n { sum += q[row * n + column] * vector[column] }
                product[row] = scale * sum
                overlap += product[row] * vector[row]
            }
            let correction = scale / 2 * overlap
            for row in k + 1..<n { product[row] -= correction * vector[row] }
            for row in k + 1..<n {
                let (v, w) = (vector[row], product[row])
                for column in k + 1..<n { q[row * n + column] -= v * product[column] + w * vector[column] }
            }
            q[(k + 1) * n + k] = alpha
            reflections.append((vector, scale))
        }
        for row in 0..<n {
            diagonal[row] = q[row * n + row]
            beside[row] = row + 1 < n ? q[(row + 1) * n + row] : 0
        }
        // The transpose of Q = H₀ H₁ …, from the last reflection back.
        for place in 0..<n * n { q[place] = place % (n + 1) == 0 ? 1 : 0 }
        for (k, reflection) in reflections.enumerated().reversed() where reflection.scale != 0 {
            for row in k + 1..<n {
                var sum = 0.0
                for column in k + 1..<n { sum += q[row * n + column] * reflection.vector[column] }
                sum *= reflection.scale
                for column in k + 1..<n { q[row * n + column] -= sum * reflection.vector[column] }
            }
        }
    }

    /// Drives the subdiagonal to zero by implicit shifts; the rows of `q` turn with it.
    private static func iterate(
        _ q: UnsafeMutableBufferPointer<Double>, _ n: Int, _ d: inout [Double], _ e: inout [Double]
    ) {
        for low in 0..<n {
            // A handful of steps is usual; the bound only ends what rounding would keep going.
            for _ in 0..<100 {
                var split = low
                while split < n - 1 {
                    let size = d[split].magnitude + d[split + 1].magnitude
                    if e[split].magnitude <= 0x1p-52 * size { break }
                    split += 1
                }
                if split == low { break }
                let half = (d[low + 1] - d[low]) / (2 * e[low])
                let root = (half * half + 1).squareRoot()
                var g = d[split] - d[low] + e[low] / (half + (half < 0 ? -root : root))
                var (sine, cosine, shift) = (1.0, 1.0, 0.0)
                var isDone = true
                for i in stride(from: split - 1, through: low, by: -1) {
                    let f = sine * e[i]
                    let b = cosine * e[i]
                    let r = (f * f + g * g).squareRoot()
                    e[i + 1] = r
                    if r == 0 {
                        d[i + 1] -= shift
                        e[split] = 0
                        isDone = false
                        break
                    }
                    sine = f / r
                    cosine = g / r
                    g = d[i + 1] - shift
                    let t = (d[i] - g) * sine + 2 * cosine * b
                    shift = sine * t
                    d[i + 1] = g + shift
                    g = cosine * t - b
                    let (above, below) = (i * n, (i + 1) * n)
                    for column in 0..<n {
                        let x = q[below + column]
                        q[below + column] = sine * q[above + column] + cosine * x
                        q[above + column] = cosine * q[above + column] - sine * x
                    }
                }
                if isDone {
                    d[low] -= shift
                    e[low] = g
                    e[split] = 0
                }
            }
        }
    }
}
