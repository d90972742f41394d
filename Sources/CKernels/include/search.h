#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Search (search.c)
//
// A score is Σ query value · document value in the order of the columns, rounded after each step, never fused: the
// exhaustive way over postings and the rows of single documents give the same bits on every machine.

// A document that has a term, and with what weight.
typedef struct {
    uint32_t document;
    float weight;
} ck_posting;

// scores[document - base] += factor·weight for the postings in front of the first with a document >= end; returns how
// many those were. Postings ascend.
size_t ck_accumulate(const ck_posting *postings, size_t count, float factor, uint32_t base, uint32_t end,
                     float *scores);

// A result of a search.
typedef struct {
    float score;
    uint32_t document;
} ck_match;

// Takes scores greater than the worst of the best `limit` so far (and than `threshold`) into `best`, a heap of *count
// matches with the worst in front; of equal scores the lower document is better. scores[i] is document base + i, and
// documents come in ascending order over all calls. Scores are set to 0 if `clear`.
void ck_best_scan(float *scores, size_t size, uint32_t base, float threshold, int clear, ck_match *best, size_t *count,
                  size_t limit);
// Sorts the heap: best first.
void ck_best_sort(ck_match *best, size_t count);

// What stands for "no column".
#define CK_NONE UINT32_MAX

// A column of a query, or CK_NONE, and its value.
typedef struct {
    uint32_t column;
    float value;
} ck_query_slot;

// Puts the columns of a query into a table of 2 << bits slots (bits 1 to 24), each into one of two places, and returns
// whether every column found one. Finding a column is then two loads without a branch.
int ck_query_fill(ck_query_slot *slots, unsigned bits, const uint32_t *columns, const float *values, size_t count);

// The rows of the indexed documents, and the query as ck_query_fill puts it.
typedef struct {
    const ptrdiff_t *offsets;
    const uint32_t *columns;
    const float *values;
    const ck_query_slot *slots;
    unsigned bits;
} ck_row_scorer;

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

// Writes the places whose closer bound is not below `bar`, with that bound for their score and the highest first, and
// returns how many. `bound` is then without the part of the commonest columns.
size_t ck_bound_refine(const float *sums, const ck_score_bound *bound, const ck_dense_bound *dense, float bar,
                       const uint32_t *places, size_t count, ck_match *kept);

// Scores the documents base + candidates[i].document by their rows and takes those above `threshold` into the heap, until
// a candidate's own score, which is its bound, is below the heap's worst. Sums of scored documents become -infinity, so
// that no bound of theirs is high again.
void ck_score_rows(const ck_row_scorer *scorer, const ck_match *candidates, size_t count, uint32_t base, float *sums,
                   float threshold, ck_match *best, size_t *best_count, size_t limit);
