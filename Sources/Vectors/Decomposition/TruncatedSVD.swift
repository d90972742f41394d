internal import CKernels

/// The largest singular values of a sparse matrix with their vectors: latent semantic analysis, when its rows are
/// documents.
///
/// ```swift
/// let (svd, reduced) = TruncatedSVD.fitTransform(weights, rank: 256, threads: 2)
/// let query = svd.transform(newWeights)
/// ```
///
/// Source: Halko, Martinsson and Tropp, Finding structure with randomness, 2011 (randomized block power iteration).
/// Deviation: the iteration is kept orthonormal on the side of the rows only, by Cholesky factors of Gram matrices in
/// double precision; for texts, whose columns are ten times as many, that leaves two sparse products as the cost of a
/// step. The result depends on the seed alone, not on the number of threads. Signs are fixed: the component's largest
/// entry is positive.
public struct TruncatedSVD: Sendable {
    /// How the decomposition is computed.
    public struct Options: Sendable, Hashable {
        /// Steps of the power iteration; more separate values that are close to each other.
        public var iterations: Int
        /// Extra directions that are computed and dropped.
        public var oversampling: Int
        /// What the first directions are drawn from.
        public var seed: UInt64

        /// A constant that is added to every value of the matrix, stored or not, without storing any: smoothed counts, or
        /// the centering of columns that have a common mean.
        public var addend: Float

        /// Creates options.
        ///
        /// Five steps reach the variance that scikit-learn's five reach, within 1 %, on 20 Newsgroups
        /// (`make benchmark-peers`, task `svd`).
        public init(iterations: Int = 5, oversampling: Int = 16, seed: UInt64 = 0, addend: Float = 0) {
            self.iterations = iterations
            self.oversampling = oversampling
            self.seed = seed
            self.addend = addend
        }
    }

    /// The right singular vectors, one a row: `rank` × columns.
    public let components: DenseMatrix
    /// The singular values, largest first.
    public let singularValues: [Float]
    /// The constant that was added to every value; ``transform(_:threads:)`` adds it, too.
    public let addend: Float

    /// Creates a decomposition from its parts.
    public init(components: DenseMatrix, singularValues: [Float], addend: Float = 0) {
        precondition(components.rowCount == singularValues.count, "one singular value for each component is needed")
        self.components = components
        self.singularValues = singularValues
        self.addend = addend
    }

    /// Decomposes a matrix.
    ///
    /// The rank is lowered to what the matrix can have; directions without weight are dropped.
    ///
    /// - Complexity: O((stored values · rank + (rows + columns) · rank²) · iterations).
    public static func fit(
        _ matrix: CSRMatrix, rank: Int, options: Options = Options(), threads: Int = 1
    ) -> TruncatedSVD {
        fitTransform(matrix, rank: rank, options: options, threads: threads).svd
    }

    /// Decomposes a matrix and gives its rows in the new directions (left vectors times singular values).
    ///
    /// - Complexity: as ``fit(_:rank:options:threads:)``.
    public static func fitTransform(
        _ matrix: CSRMatrix, rank: Int, options: Options = Options(), threads: Int = 1
    ) -> (svd: TruncatedSVD, rows: DenseMatrix) {
        let limit = min(matrix.rowCount, matrix.columnCount)
        let kept = max(0, min(rank, limit))
        guard kept > 0, matrix.storedCount > 0 || options.addend != 0 else {
            let empty = TruncatedSVD(
                components: DenseMatrix(rowCount: 0, columnCount: matrix.columnCount), singularValues: [],
                addend: options.addend)
            return (empty, DenseMatrix(rowCount: matrix.rowCount, columnCount: 0))
        }
        let width = min(limit, kept + max(0, options.oversampling))
        let longest = max(matrix.rowCount, matrix.columnCount)
        return BLAS.withSingleThread(Panel.usesLibrary(rowCount: longest, width: width)) {
            let work = RandomizedDecomposition(matrix, width: width, options: options, threads: threads)
            return work.result(rank: kept)
        }
    }

    /// The rows of a matrix in the directions of the components.
    ///
    /// - Precondition: `matrix` has as many columns as the components.
    public func transform(_ matrix: CSRMatrix, threads: Int = 1) -> DenseMatrix {
        precondition(matrix.columnCount == components.columnCount, "\(components.columnCount) columns are needed")
        let panel = Panel(transposing: components)
        let product = Panel(rowCount: matrix.rowCount, width: components.rowCount)
        product.setProduct(SparseRows(matrix), panel, threads: threads)
        product.addProduct(ofConstant: addend, with: panel)
        return product.matrix(width: components.rowCount)
    }
}

/// The steps of the randomized decomposition and what they work on.
private struct RandomizedDecomposition {
    private let matrix: SparseRows
    private let transposed: SparseRows
    private let width: Int
    private let threads: Int
    private let addend: Float
    private let onRows: Panel
    private let onColumns: Panel

    init(_ source: CSRMatrix, width: Int, options: TruncatedSVD.Options, threads: Int) {
        matrix = SparseRows(source)
        transposed = SparseRows(source.transposed())
        self.width = width
        self.threads = threads
        addend = options.addend
        onRows = Panel(rowCount: source.rowCount, width: width)
        onColumns = Panel(rowCount: source.columnCount, width: width)
        onRows.fillWithSigns(seed: options.seed)
        for _ in 0..<max(0, options.iterations) {
            multiplyColumns()
            onRows.setProduct(matrix, onColumns, threads: threads)
            onRows.addProduct(ofConstant: addend, with: onColumns)
            onRows.orthonormalize(threads: threads)
        }
        if options.iterations <= 0 { onRows.orthonormalize(threads: threads) }
        multiplyColumns()
    }

    /// The transpose of the matrix, times the panel on its rows.
    private func multiplyColumns() {
        onColumns.setProduct(transposed, onRows, threads: threads)
        onColumns.addProduct(ofConstant: addend, with: onRows)
    }

    /// The singular values of B = Qᵀ A from the eigenvalues of B Bᵀ; its right vectors are those of A.
    func result(rank: Int) -> (svd: TruncatedSVD, rows: DenseMatrix) {
        let gram = onColumns.gram(threads: threads)
        let eigen = SymmetricEigen(gram, size: width)
        let largest = eigen.values.first ?? 0
        // Below the rounding of single precision a direction is noise.
        let kept = eigen.values.prefix(rank).prefix { $0 > 0 && $0 > largest * 1e-12 }.count
        let values = eigen.values.prefix(kept).map { $0.squareRoot() }
        var toComponents = [Float](repeating: 0, count: kept * width)
        var toRows = toComponents
        for place in 0..<kept {
            for direction in 0..<width {
                let entry = eigen.vectors[place * width + direction]
                toComponents[place * width + direction] = Float(entry / values[place])
                toRows[place * width + direction] = Float(entry * values[place])
            }
        }
        var components = onColumns.combined(toComponents, count: kept, transposed: true, threads: threads)
        var rows = onRows.combined(toRows, count: kept, transposed: false, threads: threads)
        fixSigns(&components, &rows)
        let svd = TruncatedSVD(
            components: components, singularValues: values.map { Float($0) }, addend: addend)
        return (svd, rows)
    }

    private func fixSigns(_ components: inout DenseMatrix, _ rows: inout DenseMatrix) {
        for component in 0..<components.rowCount {
            let range = component * components.columnCount..<(component + 1) * components.columnCount
            var largest: Float = 0
            for value in components.values[range] where value.magnitude > largest.magnitude { largest = value }
            guard largest < 0 else { continue }
            for place in range { components.values[place].negate() }
            for row in 0..<rows.rowCount { rows.values[row * rows.columnCount + component].negate() }
        }
    }
}
