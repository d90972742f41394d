internal import CKernels

/// How the process keeps memory during long runs.
public enum BatchMemory {
    /// Keeps freed blocks for the next ones; a setting of the whole process, for programs whose work is a run.
    ///
    /// Blocks of input and output, a quarter of a megabyte each, would be given back to the system and asked for again, which
    /// clears every page: up to 5,000 of 7,000 page faults and a twentieth of the time of `sentences` over 20 MB
    /// (`perf stat -e task-clock,page-faults`). Larger ones are still given back at once.
    public static func keepBlocks() { ck_keep_freed_memory(4 << 20, 16 << 20) }
}
