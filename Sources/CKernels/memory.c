#if defined(__linux__)
#define _GNU_SOURCE
#include <malloc.h>
#endif
#include <stdlib.h>
#include <sys/mman.h>
#include "CKernels.h"

static const size_t large_page = (size_t)2 << 20;

void ck_prefer_large_pages(const void *start, size_t bytes) {
#if defined(MADV_HUGEPAGE)
    uintptr_t first = ((uintptr_t)start + large_page - 1) & ~(large_page - 1);
    uintptr_t end = ((uintptr_t)start + bytes) & ~(large_page - 1);
    // Advice: nothing is lost where it is refused.
    if (first < end) (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
    (void)start;
    (void)bytes;
#endif
}

static size_t whole_pages(size_t bytes) { return (bytes + large_page - 1) & ~(large_page - 1); }

void *ck_allocate_zeros(size_t bytes) {
    if (bytes < large_page) {
        void *start = calloc(bytes, 1);
        if (!start) abort();
        return start;
    }
    // Large pages begin at multiples of their size: what is before and behind is given back.
    size_t size = whole_pages(bytes);
    uint8_t *found = mmap(NULL, size + large_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (found == MAP_FAILED) abort();
    size_t before = -(uintptr_t)found & (large_page - 1);
    if (before > 0) munmap(found, before);
    munmap(found + before + size, large_page - before);
    ck_prefer_large_pages(found + before, size);
    return found + before;
}

void ck_free_zeros(void *start, size_t bytes) {
    if (bytes < large_page)
        free(start);
    else
        munmap(start, whole_pages(bytes));
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
