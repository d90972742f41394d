internal import SystemLibrary

/// A library of the system that is opened when it is first needed, and not before.
package struct DynamicLibrary: Sendable {
    /// The name it was found under.
    package let name: String
    private nonisolated(unsafe) let handle: UnsafeMutableRawPointer

    /// Opens the first of some names that the system has; nil where it has none of them.
    init?(_ names: [String]) {
        for name in names {
            guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            (self.name, self.handle) = (name, handle)
            return
        }
        return nil
    }

    /// The address of a function.
    func function<Function>(_ name: String, as type: Function.Type = Function.self) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}
