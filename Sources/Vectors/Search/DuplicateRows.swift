/// A growing set of rows of a sparse matrix that finds those a further row duplicates: rows that share most of the smaller
/// one's columns.
///
/// ```swift
/// var kept = DuplicateRows(counts, overlap: 0.7, minimumColumns: 4)
/// for row in order where kept.duplicates(of: row).isEmpty { kept.insert(row) }
/// ```
///
/// The overlap of two rows is the number of columns that both store over the smaller of their numbers of columns; values
/// do not matter. Two rows that share 70 % of the smaller one's columns share one of the smaller one's rarest 30 % (and one
/// more). So each row of the set is filed under all its columns, where candidates look with their rarest ones, and apart
/// under its rarest ones, where candidates look with all of theirs. A small set is compared one by one, which is faster and
/// finds the same.
///
/// - Complexity: O(columns of the row · ``listLimit``) for one candidate, however many rows the set has.
public struct DuplicateRows: Sendable {
    /// The overlap from which a row is a duplicate.
    public let overlap: Double
    /// Rows with fewer columns are never duplicates.
    public let minimumColumns: Int

    private let rows: CSRMatrix
    private let columnCounts: [UInt32]
    private var members: [Int] = []
    /// For each row, 1 + its place in `members`; 0 if it is not in the set.
    private var places: [Int32]
    private var marks: [Int32]
    private var mark: Int32 = 0
    private var index: Index?

    /// So many rows are compared one by one before they are indexed.
    static let directLimit = 24
    /// So many entries of a list are looked at, the oldest.
    ///
    /// Where rows have few different columns any two share a rarest one, and lists grow with the set. Lists of ordinary
    /// text are shorter.
    public static let listLimit = 512

    /// Starts an empty set over the rows of a matrix.
    ///
    /// - Complexity: O(rows + columns), and O(stored values) if the column counts are not given.
    public init(_ rows: CSRMatrix, columnCounts: [UInt32]? = nil, overlap: Double, minimumColumns: Int = 1) {
        self.rows = rows
        self.columnCounts = columnCounts ?? rows.columnCounts()
        self.overlap = overlap
        self.minimumColumns = minimumColumns
        places = [Int32](repeating: 0, count: rows.rowCount)
        marks = [Int32](repeating: 0, count: rows.columnCount)
    }

    /// Adds a row.
    public mutating func insert(_ row: Int) {
        members.append(row)
        places[row] = Int32(members.count)
        if index != nil {
            let (own, rare) = (columns(row), rarest(row))
            index?.insert(row, own, rare)
        } else if members.count > Self.directLimit {
            var index = Index(rowCount: rows.rowCount, columnCount: rows.columnCount)
            for member in members where places[member] > 0 { index.insert(member, columns(member), rarest(member)) }
            self.index = index
        }
    }

    /// Removes a row.
    public mutating func remove(_ row: Int) {
        let place = Int(places[row]) - 1
        guard place >= 0 else { return }
        places[row] = 0
        // With an index the order of `members` must stand still; a removed row is passed over.
        if index == nil {
            members.remove(at: place)
            for later in place..<members.count { places[members[later]] -= 1 }
        }
    }

    /// The rows of the set that a row duplicates, in the order in which they were added, the first `limit` of them.
    public mutating func duplicates(of row: Int, limit: Int = 2) -> [Int] {
        let own = columns(row)
        guard own.count >= minimumColumns, !members.isEmpty else { return [] }
        mark += 1
        for column in own { marks[Int(column)] = mark }
        var candidates = members
        if index != nil {
            let rare = rarest(row)
            candidates = index?.neighbours(of: own, rare, places) ?? members
        }
        var result: [Int] = []
        for member in candidates {
            let other = columns(member)
            guard other.count >= minimumColumns else { continue }
            var shared = 0
            for column in other where marks[Int(column)] == mark { shared += 1 }
            if Double(shared) >= overlap * Double(min(own.count, other.count)) {
                result.append(member)
                if result.count == limit { break }
            }
        }
        return result
    }

    private func columns(_ row: Int) -> ArraySlice<UInt32> {
        rows.columnIndices[rows.rowOffsets[row]..<rows.rowOffsets[row + 1]]
    }

    /// The columns of which one at least is shared with any row that overlaps enough: those of the fewest rows.
    private func rarest(_ row: Int) -> ArraySlice<UInt32> {
        let sorted = columns(row).sorted {
            let (a, b) = (columnCounts[Int($0)], columnCounts[Int($1)])
            return a != b ? a < b : $0 < $1
        }
        let needed = Int((overlap * Double(sorted.count)).rounded(.up))
        return sorted.prefix(max(0, sorted.count - needed + 1))
    }

    /// Rows of the set by their columns.
    private struct Index {
        private var byColumn: [[Int32]]
        private var byRareColumn: [[Int32]]
        private var visits: [Int32]
        private var visit: Int32 = 0

        init(rowCount: Int, columnCount: Int) {
            byColumn = Array(repeating: [], count: columnCount)
            byRareColumn = byColumn
            visits = Array(repeating: 0, count: rowCount)
        }

        mutating func insert(_ row: Int, _ columns: ArraySlice<UInt32>, _ rarest: ArraySlice<UInt32>) {
            for column in columns { byColumn[Int(column)].append(Int32(row)) }
            for column in rarest { byRareColumn[Int(column)].append(Int32(row)) }
        }

        /// The rows that may share enough with a candidate, in the order in which they were added.
        mutating func neighbours(
            of columns: ArraySlice<UInt32>, _ rarest: ArraySlice<UInt32>, _ places: [Int32]
        ) -> [Int] {
            visit += 1
            var found: [Int] = []
            func look(_ list: [Int32]) {
                for row in list.prefix(DuplicateRows.listLimit) where visits[Int(row)] != visit {
                    visits[Int(row)] = visit
                    if places[Int(row)] > 0 { found.append(Int(row)) }
                }
            }
            for column in rarest { look(byColumn[Int(column)]) }
            for column in columns { look(byRareColumn[Int(column)]) }
            return found.sorted { places[$0] < places[$1] }
        }
    }
}
