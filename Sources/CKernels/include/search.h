#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Search (search.c)

// The place of the first score above `bar`, or `size`.
size_t ck_find_above(const float *scores, size_t size, float bar);

enum { CK_BOUND_PARTS = 6, CK_DENSE_COLUMNS = 64 };

// What a document's score is at most: sums[i] + Σ factors[p] · norms[p][i] + slack, over the parts of the columns that
// have not been added; sums[i] and norms[p][i] are of document base + i.
typedef struct {
    const float *norms[CK_BOUND_PARTS];
    float factors[CK_BOUND_PARTS];
    size_t parts;
    float slack;
} ck_score_bound;

// Writes the places i at which sums[i]'s bound is not below `bar`, and returns how many; after `capacity` it stops and
// returns capacity + 1.
size_t ck_bound_scan(const float *sums, size_t size, const ck_score_bound *bound, float bar, uint32_t *places,
                     size_t capacity);

// A closer bound for few documents, in which the commonest columns have weights in place of a norm: each document has
// CK_DENSE_COLUMNS levels, and the columns' share of its score is at most Σ factors[c] · levels[c] + offset.
typedef struct {
    const uint8_t *levels;
    float factors[CK_DENSE_COLUMNS];
    float offset;
} ck_dense_bound;

// Writes the closer bounds of some places. `bound` is without the part of the commonest columns.
void ck_close_bounds(const float *sums, const ck_score_bound *bound, const ck_dense_bound *dense, const uint32_t *places,
                     size_t count, float *uppers);
