#pragma once
#include <stddef.h>
#include <stdint.h>

// For each of the 256 bytes: its lower case for ASCII letters, itself for digits and the underscore, 0 for other ASCII,
// 1 for bytes of longer sequences.
const uint8_t *ck_word_bytes(void);

// Looks up hashes in a bucketed table: the terms of bucket `hash >> shift` are keys[buckets[b]..<buckets[b + 1]], each the
// low 32 bits of its hash. Writes the places of those found to `places`, in the order of the hashes, and returns their
// number. `starts` is room for `count` numbers. `buckets` must ascend and end with `keyCount`.
size_t ck_find_terms(const uint64_t *hashes, size_t count, unsigned shift, const uint32_t *buckets, const uint32_t *keys,
                     size_t keyCount, uint64_t *starts, int32_t *places);
