#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: The system (system.c)

// How many processors this process may run on.
int32_t ck_available_processors(void);

// Asks for large pages (2 MB) behind memory that will be used from one end to the other or at random: a fault for each
// 4 KB and a miss of the address cache for each look-up cost more than the work on them. Does nothing where there is no
// whole large page, or where the system has none.
void ck_prefer_large_pages(const void *start, size_t bytes);

// Memory for a table, of zeros if asked for, in large pages where it fills some, and its release. The system gives zeros
// for large ones: nothing is written before its first use. Ends the program where there is no memory.
void *ck_allocate(size_t bytes, int zeros);
void ck_free(void *start, size_t bytes);

// Keeps freed pieces of memory up to `block` bytes for the next use, up to `total` bytes of them, where the system's
// library can be told so. For the whole process.
void ck_keep_freed_memory(size_t block, size_t total);

// Asks for the memory at an address ahead of its use.
static inline void ck_prefetch(const void *address) { __builtin_prefetch(address); }
