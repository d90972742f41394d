// Search for the best documents: what is done for every document.
#include "CKernels.h"
#include "dispatch.h"

// Sums are rounded after each step, never fused: results do not depend on the processor.
#pragma STDC FP_CONTRACT OFF

CK_DISPATCH(size_t, ck_find_above, (const float *scores, size_t size, float bar),
            (scores, size, bar)) {
    size_t i = 0;
    for (; i + 64 <= size; i += 64) {
        int any = 0;
        for (size_t j = 0; j < 64; j++) any |= scores[i + j] > bar;
        if (any) break;
    }
    while (i < size && !(scores[i] > bar)) i++;
    return i;
}

CK_INLINE float upper(float sum, const ck_score_bound *bound, size_t place) {
    sum += bound->slack;
    for (size_t part = 0; part < bound->parts; part++) sum += bound->factors[part] * bound->norms[part][place];
    return sum;
}

CK_DISPATCH(size_t, ck_bound_scan, (const float *sums, size_t size, const ck_score_bound *bound, float bar,
                                    uint32_t *places, size_t capacity),
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

CK_DISPATCH(void, ck_close_bounds, (const float *sums, const ck_score_bound *bound, const ck_dense_bound *dense,
                                    const uint32_t *places, size_t count, float *uppers),
            (sums, bound, dense, places, count, uppers)) {
    for (size_t i = 0; i < count; i++) {
        uint32_t place = places[i];
        if (i + 8 < count) __builtin_prefetch(dense->levels + (size_t)places[i + 8] * CK_DENSE_COLUMNS, 0, 3);
        const uint8_t *levels = dense->levels + (size_t)place * CK_DENSE_COLUMNS;
        float lanes[16] = {0};
        for (size_t c = 0; c < CK_DENSE_COLUMNS; c += 16)
            for (size_t lane = 0; lane < 16; lane++) lanes[lane] += dense->factors[c + lane] * (float)levels[c + lane];
        for (size_t width = 8; width > 0; width /= 2)
            for (size_t lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
        uppers[i] = upper(sums[place], bound, place) + dense->offset + lanes[0];
    }
}
