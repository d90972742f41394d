/// The element types of the safetensors format that this package reads and writes.
public enum TensorElementType: String, Sendable, Hashable, CaseIterable {
    /// 64-bit floating point.
    case float64 = "F64"
    /// 32-bit floating point.
    case float32 = "F32"
    /// 16-bit floating point, IEEE 754 binary16.
    case float16 = "F16"
    /// 16-bit floating point, the upper half of a `Float32`.
    case bfloat16 = "BF16"
    /// 64-bit signed integers.
    case int64 = "I64"
    /// 64-bit unsigned integers.
    case uint64 = "U64"
    /// 32-bit signed integers.
    case int32 = "I32"
    /// 32-bit unsigned integers.
    case uint32 = "U32"
    /// 16-bit signed integers.
    case int16 = "I16"
    /// 16-bit unsigned integers.
    case uint16 = "U16"
    /// 8-bit signed integers.
    case int8 = "I8"
    /// Bytes.
    case uint8 = "U8"
    /// Truth values, one byte each.
    case boolean = "BOOL"

    /// The size of one element in bytes.
    public var size: Int {
        switch self {
        case .float64, .int64, .uint64: 8
        case .float32, .int32, .uint32: 4
        case .float16, .bfloat16, .int16, .uint16: 2
        case .int8, .uint8, .boolean: 1
        }
    }
}

/// A Swift type that the elements of a tensor are stored as, byte for byte (little-endian).
public protocol TensorElement: BitwiseCopyable, Sendable {
    /// The element type in a safetensors file.
    static var tensorElementType: TensorElementType { get }
}

extension Double: TensorElement {
    /// `F64`.
    public static var tensorElementType: TensorElementType { .float64 }
}
extension Float: TensorElement {
    /// `F32`.
    public static var tensorElementType: TensorElementType { .float32 }
}
#if !(os(macOS) && arch(x86_64))
    extension Float16: TensorElement {
        /// `F16`.
        public static var tensorElementType: TensorElementType { .float16 }
    }
#endif
extension Int64: TensorElement {
    /// `I64`.
    public static var tensorElementType: TensorElementType { .int64 }
}
extension UInt64: TensorElement {
    /// `U64`.
    public static var tensorElementType: TensorElementType { .uint64 }
}
extension Int32: TensorElement {
    /// `I32`.
    public static var tensorElementType: TensorElementType { .int32 }
}
extension UInt32: TensorElement {
    /// `U32`.
    public static var tensorElementType: TensorElementType { .uint32 }
}
extension Int16: TensorElement {
    /// `I16`.
    public static var tensorElementType: TensorElementType { .int16 }
}
extension UInt16: TensorElement {
    /// `U16`.
    public static var tensorElementType: TensorElementType { .uint16 }
}
extension Int8: TensorElement {
    /// `I8`.
    public static var tensorElementType: TensorElementType { .int8 }
}
extension UInt8: TensorElement {
    /// `U8`.
    public static var tensorElementType: TensorElementType { .uint8 }
}
