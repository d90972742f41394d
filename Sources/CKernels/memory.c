#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/mman.h>
#endif
#include "CKernels.h"

void ck_prefer_large_pages(const void *start, size_t bytes) {
#if defined(MADV_HUGEPAGE)
    const uintptr_t page = (uintptr_t)2 << 20;
    uintptr_t first = ((uintptr_t)start + page - 1) & ~(page - 1), end = ((uintptr_t)start + bytes) & ~(page - 1);
    // Advice: nothing is lost where it is refused.
    if (first < end) (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
    (void)start;
    (void)bytes;
#endif
}
