/// Which columns the terms of one length have.
struct TermColumns {
    /// The columns, in the order of the terms' numbers; all columns of the vocabulary where those stand in another order.
    let range: Range<Int>
    /// For each number its column, or `none`; `nil` if every term has a column.
    private let columnOf: [UInt32]?
    /// For each column the number of its term; `nil` if every term has a column, or they stand in another order.
    private let numberOf: [UInt32]?
    /// Whether columns stand in the order of the terms' numbers.
    let isInOrder: Bool

    /// All terms have columns.
    init(all range: Range<Int>) {
        self.range = range
        columnOf = nil
        numberOf = nil
        isInOrder = true
    }

    /// Each term has the column that is given, or `none`, of so many that terms of all lengths share.
    init(_ columns: [UInt32], of count: Int) {
        range = 0..<count
        columnOf = columns
        numberOf = nil
        isInOrder = false
    }

    /// Those of the terms have columns that are kept.
    init(from first: Int, keeping kept: [Bool]) {
        var columnOf = [UInt32](repeating: WordTable.none, count: kept.count)
        var numberOf: [UInt32] = []
        for number in kept.indices where kept[number] {
            columnOf[number] = UInt32(first + numberOf.count)
            numberOf.append(UInt32(number))
        }
        range = first..<first + numberOf.count
        self.columnOf = columnOf
        self.numberOf = numberOf
        isInOrder = true
    }

    /// The terms have columns in an order of their own; those that are not in it have none.
    init(ordering numbers: [UInt32], of termCount: Int) {
        var columnOf = [UInt32](repeating: WordTable.none, count: termCount)
        for (column, number) in numbers.enumerated() { columnOf[Int(number)] = UInt32(column) }
        range = 0..<numbers.count
        self.columnOf = columnOf
        numberOf = numbers
        isInOrder = false
    }

    /// Whether every term has a column.
    var isComplete: Bool { columnOf == nil }

    /// The column of a term, or `none`.
    func column(of number: Int) -> UInt32 { columnOf?[number] ?? UInt32(range.lowerBound + number) }

    /// The number of the term that has a column.
    func number(of column: Int) -> Int {
        numberOf.map { Int($0[column - range.lowerBound]) } ?? column - range.lowerBound
    }

    /// The column of each of so many terms.
    func columns(of termCount: Int) -> [UInt32] {
        columnOf ?? (0..<termCount).map { UInt32(range.lowerBound + $0) }
    }

    /// Writes the columns of those terms that are known (not `none`) and have one, and gives how many these are.
    func write(_ numbers: UnsafeBufferPointer<UInt32>, to columns: UnsafeMutablePointer<UInt32>) -> Int {
        var used = 0
        // What has no column is written over by the next one.
        if let columnOf {
            columnOf.withUnsafeBufferPointer { columnOf in
                for number in numbers where number != WordTable.none {
                    let column = columnOf[Int(number)]
                    columns[used] = column
                    used &+= column == WordTable.none ? 0 : 1
                }
            }
        } else {
            let first = UInt32(range.lowerBound)
            for number in numbers {
                columns[used] = number &+ first
                used &+= number == WordTable.none ? 0 : 1
            }
        }
        return used
    }
}
