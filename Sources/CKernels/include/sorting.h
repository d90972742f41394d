#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Sorting of a document's terms (sorting.c)
//
// `variant` is a level of the processor (levels.h).

// Sorts 16 * vectors keys, which lie at a multiple of 64 bytes.
void ck_sort_network(int32_t variant, uint32_t *keys, size_t vectors);

// Writes each different key of `count` > 0 ascending ones, and how many keys there are up to its last; returns how many are
// different. 17 keys behind the last may be read and must not be below it.
size_t ck_find_runs(int32_t variant, const uint32_t *keys, size_t count, uint32_t *runs, uint32_t *ends);
