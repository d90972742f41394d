// Search for the best documents, by postings and by rows.
#include "CKernels.h"
#include "dispatch.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

size_t ck_accumulate(const ck_posting *postings, size_t count, float factor, uint32_t base, uint32_t end,
                     float *scores) {
    if (count == 0) return 0;
    size_t i = 0;
    // Documents ascend: when the last of four is inside, all are.
    for (; i + 4 <= count && postings[i + 3].document < end; i += 4) {
        scores[postings[i].document - base] += factor * postings[i].weight;
        scores[postings[i + 1].document - base] += factor * postings[i + 1].weight;
        scores[postings[i + 2].document - base] += factor * postings[i + 2].weight;
        scores[postings[i + 3].document - base] += factor * postings[i + 3].weight;
    }
    for (; i < count && postings[i].document < end; i++) {
        scores[postings[i].document - base] += factor * postings[i].weight;
    }
    return i;
}

// Whether a is worse than b.
CK_INLINE int worse(ck_match a, ck_match b) {
    return a.score < b.score || (a.score == b.score && a.document > b.document);
}

static void sift_down(ck_match *heap, size_t count, size_t at) {
    ck_match item = heap[at];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count) break;
        if (child + 1 < count && worse(heap[child + 1], heap[child])) child++;
        if (!worse(heap[child], item)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

static void take(ck_match match, ck_match *heap, size_t *count, size_t limit) {
    if (*count < limit) {
        size_t at = (*count)++;
        while (at > 0 && worse(match, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = match;
    } else {
        heap[0] = match;
        sift_down(heap, limit, 0);
    }
}

CK_DISPATCH(void, ck_best_scan, (float *scores, size_t size, uint32_t base, float threshold, int clear, ck_match *best, size_t *count,
                  size_t limit),
            (scores, size, base, threshold, clear, best, count, limit)) {
    if (limit == 0) return;
    float bar = *count == limit && best[0].score > threshold ? best[0].score : threshold;
    for (size_t i = 0; i < size; i += 64) {
        size_t width = size - i < 64 ? size - i : 64;
        int any = 0;
        if (width == 64) {
            for (size_t j = 0; j < 64; j++) any |= scores[i + j] > bar;
        } else {
            for (size_t j = 0; j < width; j++) any |= scores[i + j] > bar;
        }
        if (any) {
            for (size_t j = 0; j < width; j++) {
                if (!(scores[i + j] > bar)) continue;
                take((ck_match){scores[i + j], base + (uint32_t)(i + j)}, best, count, limit);
                if (*count == limit && best[0].score > threshold) bar = best[0].score;
            }
        }
        if (clear) {
            if (width == 64) memset(scores + i, 0, 64 * sizeof(float));
            else memset(scores + i, 0, width * sizeof(float));
        }
    }
}

void ck_best_sort(ck_match *best, size_t count) {
    // The worst goes to the end, again and again.
    for (size_t rest = count; rest > 1; rest--) {
        ck_match last = best[rest - 1];
        best[rest - 1] = best[0];
        best[0] = last;
        sift_down(best, rest - 1, 0);
    }
}

// Search by bounds.

CK_INLINE size_t first_place(uint32_t column, unsigned bits) { return (column * 0x9E3779B1u) >> (32 - bits); }

CK_INLINE size_t second_place(uint32_t column, unsigned bits) {
    return ((size_t)1 << bits) + ((column * 0x85EBCA77u) >> (32 - bits));
}

int ck_query_fill(ck_query_slot *slots, unsigned bits, const uint32_t *columns, const float *values, size_t count) {
    for (size_t i = 0; i < (size_t)2 << bits; i++) slots[i] = (ck_query_slot){CK_NONE, 0};
    for (size_t i = 0; i < count; i++) {
        ck_query_slot *slot = slots + first_place(columns[i], bits);
        if (slot->column != CK_NONE) slot = slots + second_place(columns[i], bits);
        if (slot->column != CK_NONE) return 0;
        *slot = (ck_query_slot){columns[i], values[i]};
    }
    return 1;
}

// A column that the query does not have adds a zero, which changes no sum.
CK_INLINE float row_score(const ck_row_scorer *scorer, uint32_t document) {
    size_t end = (size_t)scorer->offsets[document + 1];
    unsigned bits = scorer->bits;
    float sum = 0;
    for (size_t i = (size_t)scorer->offsets[document]; i < end; i++) {
        uint32_t column = scorer->columns[i];
        ck_query_slot first = scorer->slots[first_place(column, bits)];
        ck_query_slot second = scorer->slots[second_place(column, bits)];
        float value = first.column == column ? first.value : 0;
        value = second.column == column ? second.value : value;
        sum += value * scorer->values[i];
    }
    return sum;
}

CK_INLINE float upper(float sum, const ck_score_bound *bound, size_t place) {
    sum += bound->slack;
    for (size_t part = 0; part < bound->parts; part++) sum += bound->factors[part] * bound->norms[part][place];
    return sum;
}

CK_DISPATCH(size_t, ck_bound_scan, (const float *sums, size_t size, const ck_score_bound *bound, float bar, uint32_t *places,
                     size_t capacity),
            (sums, size, bound, bar, places, capacity)) {
    size_t found = 0;
    for (size_t start = 0; start < size; start += 64) {
        size_t width = size - start < 64 ? size - start : 64;
        float uppers[64];
        int any = 0;
        if (width == 64) {
            for (size_t i = 0; i < 64; i++) uppers[i] = sums[start + i] + bound->slack;
            for (size_t part = 0; part < bound->parts; part++) {
                const float *norms = bound->norms[part] + start;
                for (size_t i = 0; i < 64; i++) uppers[i] += bound->factors[part] * norms[i];
            }
            for (size_t i = 0; i < 64; i++) any |= uppers[i] >= bar;
        } else {
            for (size_t i = 0; i < width; i++) {
                uppers[i] = upper(sums[start + i], bound, start + i);
                any |= uppers[i] >= bar;
            }
        }
        if (!any) continue;
        for (size_t i = 0; i < width; i++) {
            if (!(uppers[i] >= bar)) continue;
            if (found == capacity) return capacity + 1;
            places[found++] = (uint32_t)(start + i);
        }
    }
    return found;
}

CK_DISPATCH(size_t, ck_bound_refine, (const float *sums, const ck_score_bound *bound, const ck_dense_bound *dense, float bar,
                       const uint32_t *places, size_t count, ck_match *kept),
            (sums, bound, dense, bar, places, count, kept)) {
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t place = places[i];
        if (i + 8 < count) __builtin_prefetch(dense->levels + (size_t)places[i + 8] * CK_DENSE_COLUMNS, 0, 3);
        const uint8_t *levels = dense->levels + (size_t)place * CK_DENSE_COLUMNS;
        float lanes[16] = {0};
        for (size_t c = 0; c < CK_DENSE_COLUMNS; c += 16)
            for (size_t lane = 0; lane < 16; lane++) lanes[lane] += dense->factors[c + lane] * (float)levels[c + lane];
        float sum = upper(sums[place], bound, place) + dense->offset;
        for (size_t width = 8; width > 0; width /= 2)
            for (size_t lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
        if (sum + lanes[0] >= bar) take((ck_match){sum + lanes[0], place}, kept, &used, count);
    }
    ck_best_sort(kept, used);
    return used;
}

void ck_score_rows(const ck_row_scorer *scorer, const ck_match *candidates, size_t count, uint32_t base, float *sums,
                   float threshold, ck_match *best, size_t *best_count, size_t limit) {
    for (size_t i = 0; i < count; i++) {
        if (*best_count == limit && candidates[i].score < best[0].score) return;
        if (i + 2 < count) {
            ptrdiff_t later = scorer->offsets[base + candidates[i + 2].document];
            for (int piece = 0; piece < 128; piece += 16) {
                __builtin_prefetch(scorer->columns + later + piece, 0, 3);
                __builtin_prefetch(scorer->values + later + piece, 0, 3);
            }
        }
        uint32_t place = candidates[i].document;
        ck_match match = {row_score(scorer, base + place), base + place};
        sums[place] = -INFINITY;
        if (match.score > threshold && (*best_count < limit || worse(best[0], match)))
            take(match, best, best_count, limit);
    }
}
