// Public, since functions of package access are not inlined into other modules (Swift 6.3).

/// Takes the numbers of a model's row one by one, each with the name of its column.
///
/// One function writes rows and, given ``ColumnNames``, says what their columns are called. Name and value stand in one
/// line, so that neither moves without the other, and a model file that lists other names is refused when it is read.
public protocol ColumnSink {
    /// Takes a number.
    mutating func add(_ name: StaticString, _ value: Float)

    /// Takes a number of a series of columns that are made alike, such as one for each kind of cue.
    mutating func add(_ name: StaticString, _ member: @autoclosure () -> String, _ value: Float)
}

/// The numbers of rows, one after another, without names.
@frozen public struct ColumnValues: ColumnSink {
    @usableFromInline var next: UnsafeMutablePointer<Float>
    @usableFromInline let end: UnsafeMutablePointer<Float>

    @inlinable init(_ memory: UnsafeMutableBufferPointer<Float>) {
        next = memory.baseAddress ?? UnsafeMutablePointer(bitPattern: 16).unsafelyUnwrapped
        end = next + memory.count
    }

    /// The numbers of some rows that `body` adds.
    ///
    /// - Precondition: `body` adds all numbers, and no more.
    @inlinable public static func rows(
        _ rows: Int, columns: Int, _ body: (inout ColumnValues) -> Void
    ) -> [Float] {
        [Float](unsafeUninitializedCapacity: rows * columns) { memory, count in
            var values = ColumnValues(UnsafeMutableBufferPointer(rebasing: memory[..<(rows * columns)]))
            body(&values)
            precondition(values.next == values.end, "a row has as many numbers as columns")
            count = rows * columns
        }
    }

    /// Takes a number.
    @inlinable @inline(__always)
    public mutating func add(_ name: StaticString, _ value: Float) {
        precondition(next < end, "a row has as many numbers as columns")
        next.initialize(to: value)
        next += 1
    }

    /// Takes a number of a series.
    @inlinable @inline(__always)
    public mutating func add(_ name: StaticString, _ member: @autoclosure () -> String, _ value: Float) {
        add(name, value)
    }

    /// Takes the numbers of a row that was made before.
    @inlinable public mutating func add(contentsOf numbers: ArraySlice<Float>) {
        precondition(end - next >= numbers.count, "a row has as many numbers as columns")
        numbers.withUnsafeBufferPointer { numbers in
            guard let first = numbers.baseAddress else { return }
            next.initialize(from: first, count: numbers.count)
        }
        next += numbers.count
    }
}

/// The names of the columns of a row, such as `isGlued` and `weakCues[reader]`.
public struct ColumnNames: ColumnSink, Sendable {
    /// The names in order with a space between, as the metadata of model files has them.
    public private(set) var text = ""
    /// How many names there are.
    public private(set) var count = 0

    /// Creates an empty list.
    public init() {}

    /// Takes a column's name.
    public mutating func add(_ name: StaticString, _ value: Float) {
        if count > 0 { text += " " }
        text += name.description
        count += 1
    }

    /// Takes the name of a series and of its member.
    public mutating func add(_ name: StaticString, _ member: @autoclosure () -> String, _ value: Float) {
        add(name, value)
        text += "["
        text += member()
        text += "]"
    }

    /// What is wrong with a model that was trained with other columns; nil if it has these.
    public func difference(from trained: String) -> String? {
        guard trained != text else { return nil }
        let (theirs, ours) = (trained.split(separator: " "), text.split(separator: " "))
        let place = zip(theirs, ours).prefix { $0 == $1 }.count
        return "column \(place) is \(theirs.dropFirst(place).first ?? "none") in the model and "
            + "\(ours.dropFirst(place).first ?? "none") in the program; train the model again"
    }
}
