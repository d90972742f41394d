#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Counting of terms (counting.c)

// What stands for "no term" wherever a term's number is expected.
#define CK_NONE UINT32_MAX

// A slot of the table of n-grams: the pair (number of the n-gram's beginning + 1, number of its last word), or 0.
typedef struct {
    uint64_t pair;
    uint32_t id;
    uint32_t document;  // The document that was counted last for this n-gram, + 1.
} ck_pair_slot;

// Numbers the n-grams (prefixes[i], words[i]) and writes the numbers to `ids`, which may be `prefixes` itself. A pair
// with CK_NONE in it is none. New pairs are numbered from `next` on and written to `pairs`; the new next number is
// returned. `documents[id]` grows by one when an n-gram is met for the first time in `document` (numbers from 1).
// The table has mask + 1 slots (a power of two), at least `count` of which are free and stay so.
uint32_t ck_pairs_number(ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                         size_t count, uint32_t *ids, uint64_t *pairs, uint32_t *documents, uint32_t next,
                         uint32_t document);

// Looks the n-grams up and writes their numbers, CK_NONE for those that are not in the table.
void ck_pairs_find(const ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                   size_t count, uint32_t *ids);

// Moves what is in a table into an empty one that is larger.
void ck_pairs_move(const ck_pair_slot *old, uint64_t old_mask, ck_pair_slot *slots, uint64_t mask);

// Sorts numbers, none of which is above `largest`. `scratch` holds as many.
void ck_sort_u32(uint32_t *keys, uint32_t *scratch, size_t count, uint32_t largest);

// Writes each different number of an ascending list and how often it occurs; returns how many there are.
// `columns` may be `keys` itself.
size_t ck_count_runs(const uint32_t *keys, size_t count, uint32_t *columns, float *counts);
