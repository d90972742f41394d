internal import CEpitome
internal import Serialization
internal import Synchronization

/// Why a call failed, as the caller is told.
struct CallFailure: Error {
    var code: Int
    var message: String
    var row: Int = -1

    static func invalid(_ message: String, row: Int = -1) -> CallFailure {
        CallFailure(code: Int(EPI_INVALID), message: message, row: row)
    }
}

/// Everything that the caller holds.
class Handle {}

/// Runs a call: what it makes goes to the caller, what it throws becomes its error.
func answer(_ error: UnsafeMutablePointer<epi_error>?, _ body: () throws -> Handle) -> OpaquePointer? {
    do {
        return OpaquePointer(Unmanaged.passRetained(try body()).toOpaque())
    } catch let thrown {
        report(failure(of: thrown), to: error)
        return nil
    }
}

/// Tells the caller about a failure.
func report(_ failure: CallFailure, to error: UnsafeMutablePointer<epi_error>?) {
    guard let error else { return }
    error.pointee.code = Int32(failure.code)
    error.pointee.reserved = 0
    error.pointee.row = Int64(failure.row)
    withUnsafeMutableBytes(of: &error.pointee.message) { message in
        // Cut between two characters.
        var count = 0
        for character in failure.message {
            let bytes = Array(character.utf8)
            guard count + bytes.count < message.count else { break }
            for byte in bytes where byte != 0 {
                message[count] = byte
                count += 1
            }
        }
        message[count] = 0
    }
}

/// What the caller gave as an object.
func object<Kind: Handle>(_ pointer: OpaquePointer?, _ kind: Kind.Type, _ name: String) throws -> Kind {
    guard let pointer else { throw CallFailure.invalid("no \(name) was given") }
    guard let found = Unmanaged<Handle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue() as? Kind else {
        throw CallFailure.invalid("a \(name) is needed, this is another object")
    }
    return found
}

/// The version of the interface.
@c @implementation
public func epi_abi_version() -> Int32 { EPITOME_ABI }

/// Releases what a call made.
@c @implementation
public func epi_release(_ object: OpaquePointer?) {
    guard let object else { return }
    Unmanaged<Handle>.fromOpaque(UnsafeRawPointer(object)).release()
}
