#if defined(__linux__)
#define _GNU_SOURCE
#include <malloc.h>
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

void ck_keep_freed_memory(size_t block, size_t total) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, (int)block);
    mallopt(M_TRIM_THRESHOLD, (int)total);
#else
    (void)block;
    (void)total;
#endif
}
