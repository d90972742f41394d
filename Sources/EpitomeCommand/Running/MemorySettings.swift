#if canImport(Glibc)
    import Glibc
#endif

/// How the C library gives memory out.
enum MemorySettings {
    /// Keeps freed blocks of a long run for the next ones.
    ///
    /// Blocks of input and output, a quarter of a megabyte each, would be given back to the system and asked for again, which
    /// clears every page: 5,000 of 7,000 page faults and a twentieth of the time of `sentences` over 20 MB
    /// (`perf stat -e task-clock,page-faults`). Larger ones are still given back at once.
    static func keepBlocks() {
        #if canImport(Glibc)
            mallopt(M_MMAP_THRESHOLD, 4 << 20)
            mallopt(M_TRIM_THRESHOLD, 16 << 20)
        #endif
    }
}
