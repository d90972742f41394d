// The C library of the platform under one name: the only place of the libraries that asks which one it is.
//
// For files, terminals, signals and dynamic loading. Logarithms and the like are in `Foundations/Mathematics.swift`.
#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Musl)
    @_exported public import Musl
#else
    @_exported public import Darwin
#endif
