// What Swift cannot ask the system for: calls that are macros or missing from its view of the C library, and which
// instructions the processor has.
#if defined(__linux__)
#define _GNU_SOURCE
#include <malloc.h>
#include <sched.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "CKernels.h"

// MARK: Levels of the processor

int32_t ck_level_in_use = -1;

int32_t ck_best_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4")) return 2;
    if (__builtin_cpu_supports("x86-64-v3")) return 1;
#endif
    return 0;
}

void ck_use_level(int32_t level) {
    int32_t best = ck_best_level();
    __atomic_store_n(&ck_level_in_use, level < best ? level : best, __ATOMIC_RELAXED);
}

int32_t ck_first_level(void) {
    static const char *const names[] = {"plain", "avx2", "avx512"};
    const char *wanted = getenv("EPITOME_KERNELS");
    int32_t level = 2;
    for (int32_t i = 0; wanted && i < 3; i++)
        if (strcmp(wanted, names[i]) == 0) level = i;
    ck_use_level(level);
    return ck_level_in_use;
}

int32_t ck_available_processors(void) {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (int32_t)count : 1;
}

// MARK: Memory

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

void *ck_allocate(size_t bytes, int zeros) {
    if (bytes < large_page) {
        void *start = zeros ? calloc(bytes, 1) : malloc(bytes);
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

void ck_free(void *start, size_t bytes) {
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
