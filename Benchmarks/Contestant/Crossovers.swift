import Foundations
import Summarization
import Vectors

/// Measures the ways between which products and walks choose, so that the constants of the choice can be checked:
/// `contestant crossovers gram` and `contestant crossovers walk`.
enum Crossovers {
    static func run(_ what: String) {
        switch what {
        case "gram": gram()
        case "walk": walk()
        default: print("unknown crossover \(what): gram, walk")
        }
    }

    /// Rows of random columns at a density.
    private static func rows(_ count: Int, columns: Int, density: Double) -> CSRMatrix {
        var random = SplitMix64(seed: 7)
        var offsets = [0]
        var indices: [UInt32] = []
        var values: [Float] = []
        for _ in 0..<count {
            for column in 0..<columns where random.nextUnit() < density {
                indices.append(UInt32(column))
                values.append(Float(random.nextUnit()))
            }
            offsets.append(indices.count)
        }
        return CSRMatrix(rowOffsets: offsets, columnIndices: indices, values: values, columnCount: columns)
    }

    /// Nanoseconds for each product of stored values, and for each multiplication of the dense ways.
    private static func gram() {
        print("BLAS: \(Contestant.kernels)")
        print("rows columns density | sparse ms (ns/product) | kernel ms (ns) | BLAS ms (ns) | chosen")
        for (count, columns) in [(30, 200), (100, 500), (300, 300), (1000, 256), (2000, 1024)] {
            for density in [0.01, 0.05, 0.2, 0.5, 1] {
                let matrix = rows(count, columns: columns, density: density)
                let products = matrix.columnCounts().reduce(0.0) { $0 + Double($1) * Double($1) } / 2
                let dense = Double(count) * Double(count) * Double(columns)
                var line = "\(count) \(columns) \(density) |"
                for (route, work) in [(GramRoute.sparse, products), (.kernel, dense), (.blas, dense)] {
                    // Short ones are repeated inside one measurement.
                    let repeats = max(1, Int(1e7 / (work + 1e5)))
                    let (time, _) = Measurement.best(of: 3) {
                        for _ in 1..<repeats { _ = matrix.gram(by: route) }
                        return matrix.gram(by: route)
                    }
                    let nanoseconds = time.cpuSeconds * 1e9 / Double(repeats)
                    line += " \(rounded(nanoseconds / 1e6)) (\(rounded(nanoseconds / max(1, work)))) |"
                }
                print(line, GramRoute(matrix).rawValue)
            }
        }
    }

    /// TextRank's walk with and without stored edges.
    private static func walk() {
        print("sentences | stored ms | not stored ms")
        for count in [30, 100, 300, 700, 1000, 1500, 2000, 4000] {
            let counts = rows(count, columns: count * 4, density: 12 / Double(count * 4)).binary()
            let lengths = (0..<count).map { SentenceLength(contentWords: counts.row($0).columns.count) }
            let graph = SharedTermGraph(counts, lengths: lengths, linksItself: false)
            let stored = Measurement.best(of: 3) { PowerIteration().ranks(of: graph.edges()) }.0
            let made = Measurement.best(of: 3) { PowerIteration().ranks(of: graph) }.0
            print("\(count) | \(rounded(stored.cpuSeconds * 1e3)) | \(rounded(made.cpuSeconds * 1e3))")
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
