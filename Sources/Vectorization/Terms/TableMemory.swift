internal import CKernels

/// Memory for values without references, in large pages where it fills some; freed with its owner.
struct TableMemory<Element: BitwiseCopyable>: ~Copyable {
    let start: UnsafeMutablePointer<Element>
    let count: Int

    /// Memory whose values nobody has written.
    init(count: Int) { self.init(count, zeros: false) }

    /// Memory of zeros.
    ///
    /// The system gives them for large ones: a page is not touched before its first use.
    init(zeros count: Int) { self.init(count, zeros: true) }

    private init(_ count: Int, zeros: Bool) {
        start = ck_allocate(count * MemoryLayout<Element>.stride, zeros ? 1 : 0).bindMemory(
            to: Element.self, capacity: count)
        self.count = count
    }

    deinit { ck_free(start, count * MemoryLayout<Element>.stride) }
}
