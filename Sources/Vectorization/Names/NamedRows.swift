internal import CKernels
package import Serialization

/// Rows of 8-bit numbers that are found by the names of their terms and used in place from a file.
///
/// Rows are ascending by name. The top bits of a name pick a bucket, `PREFIX.buckets` says where its rows begin, and the
/// low 32 bits tell the rows of a bucket apart: two cache lines a lookup, 4 bytes a key, nothing to build at load. A number
/// is its 8 bits times its row's step (binary16). A term that has no row is taken for one that has with probability 4/2³².
///
/// ```swift
/// let rows = try NamedRows(file, prefix: "words")
/// rows.place(of: TermNames.name(of: word))
/// ```
package struct NamedRows: @unchecked Sendable {
    /// The number of rows.
    package let count: Int
    /// The numbers of a row.
    package let width: Int
    private let shift: UInt64
    private let buckets: UnsafeBufferPointer<UInt32>
    private let keys: UnsafeBufferPointer<UInt32>
    private let steps: UnsafeBufferPointer<UInt16>
    private let weights: UnsafeBufferPointer<Int8>
    // Keeps the bytes where they are.
    private let file: SafetensorsFile

    /// Finds the rows in a file.
    ///
    /// - Throws: `SafetensorsError` if a tensor is missing, misshapen or out of order.
    /// - Complexity: O(buckets + rows).
    package init(_ file: SafetensorsFile, prefix: String) throws {
        self.file = file
        let bucketCount = file.tensor(named: prefix + ".buckets")?.elementCount ?? 0
        guard bucketCount > 2, (bucketCount - 1).nonzeroBitCount == 1, bucketCount <= 1 << 28 else {
            throw SafetensorsError(.wrongShape, "\"\(prefix).buckets\" does not have a power of two of buckets")
        }
        shift = UInt64(64 - (bucketCount - 1).trailingZeroBitCount)
        let shape = file.tensor(named: prefix + ".weights")?.shape ?? []
        guard shape.count == 2, shape[1] > 0 else {
            throw SafetensorsError(.wrongShape, "\"\(prefix).weights\" has no rows")
        }
        (count, width) = (shape[0], shape[1])
        buckets = try Self.pinned(file, prefix + ".buckets", .uint32, [bucketCount])
        keys = try Self.pinned(file, prefix + ".keys", .uint32, [count])
        steps = try Self.pinned(file, prefix + ".steps", .float16, [count])
        weights = try Self.pinned(file, prefix + ".weights", .int8, shape)
        guard buckets[0] == 0, buckets[bucketCount - 1] == UInt32(count),
            (1..<bucketCount).allSatisfy({ buckets[$0] >= buckets[$0 - 1] })
        else { throw SafetensorsError(.invalidValue, "\"\(prefix).buckets\" does not span the rows in order") }
        guard steps.allSatisfy({ $0 & 0x7C00 != 0x7C00 }) else {
            throw SafetensorsError(.invalidValue, "\"\(prefix).steps\" has values that are not finite")
        }
    }

    /// A tensor's elements in place; valid as long as the file.
    private static func pinned<Element>(
        _ file: SafetensorsFile, _ name: String, _ type: TensorElementType, _ shape: [Int]
    ) throws -> UnsafeBufferPointer<Element> {
        guard let tensor = file.tensor(named: name), tensor.elementType == type, tensor.shape == shape else {
            throw SafetensorsError(.wrongShape, "tensor \"\(name)\" is missing or misshapen")
        }
        return try file.withBytes(named: name) { bytes in
            guard Int(bitPattern: bytes.baseAddress) % MemoryLayout<Element>.alignment == 0 else {
                throw SafetensorsError(.invalidValue, "tensor \"\(name)\" is not aligned")
            }
            return bytes.bindMemory(to: Element.self)
        }
    }

    /// The row of a term, or nil.
    package func place(of name: UInt64) -> Int? {
        let bucket = Int(truncatingIfNeeded: name >> shift)
        let key = UInt32(truncatingIfNeeded: name)
        for place in Int(buckets[bucket])..<Int(buckets[bucket + 1]) where keys[place] == key { return place }
        return nil
    }

    /// What one step of a row's numbers is worth.
    package func step(at place: Int) -> Float { HalfPrecision.float(fromBits: steps[place]) }

    /// The numbers of a row.
    package func row(_ place: Int) -> [Float] {
        let step = step(at: place)
        return weights[place * width..<(place + 1) * width].map { Float($0) * step }
    }

    /// Adds rows to `width` sums; `factors` are steps, times whatever a row is to count.
    package func add(_ places: [Int32], times factors: [Float], to sums: UnsafeMutablePointer<Float>) {
        guard let weights = weights.baseAddress else { return }
        ck_add_rows_int8(sums, weights, width, places, factors, places.count)
    }
}
