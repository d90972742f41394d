internal import CKernels

/// Memory of zeros for values without references, in large pages where it fills some; freed with its owner.
///
/// The system gives the zeros: a page is not touched before its first use.
struct ZeroedMemory<Element: BitwiseCopyable>: ~Copyable {
    let start: UnsafeMutablePointer<Element>
    let count: Int

    init(count: Int) {
        start = ck_allocate_zeros(count * MemoryLayout<Element>.stride).bindMemory(to: Element.self, capacity: count)
        self.count = count
    }

    deinit { ck_free_zeros(start, count * MemoryLayout<Element>.stride) }
}
