// Sorting of a document's terms.
#include "CKernels.h"
#include "dispatch.h"

typedef uint32_t keys16 __attribute__((vector_size(64)));

// The vector with its lanes exchanged, lane i with lane i ^ x.
#define CK_SWAPPED(v, x)                                                                                          \
    __builtin_shufflevector(v, v, 0 ^ x, 1 ^ x, 2 ^ x, 3 ^ x, 4 ^ x, 5 ^ x, 6 ^ x, 7 ^ x, 8 ^ x, 9 ^ x, 10 ^ x,    \
                            11 ^ x, 12 ^ x, 13 ^ x, 14 ^ x, 15 ^ x)
// Lane i of b where bit h of i is set, else of a.
#define CK_LANE(i, h) ((i) & (h) ? (i) + 16 : (i))
#define CK_BLENDED(a, b, h)                                                                                       \
    __builtin_shufflevector(a, b, CK_LANE(0, h), CK_LANE(1, h), CK_LANE(2, h), CK_LANE(3, h), CK_LANE(4, h),       \
                            CK_LANE(5, h), CK_LANE(6, h), CK_LANE(7, h), CK_LANE(8, h), CK_LANE(9, h),            \
                            CK_LANE(10, h), CK_LANE(11, h), CK_LANE(12, h), CK_LANE(13, h), CK_LANE(14, h),       \
                            CK_LANE(15, h))
// Lanes i and i ^ x exchange keys, so that the one with bit h of its number set has the larger.
#define CK_ORDER_LANES(v, x, h)                                                                        \
    do {                                                                                               \
        keys16 other = CK_SWAPPED(v, x);                                                               \
        v = CK_BLENDED(__builtin_elementwise_min(v, other), __builtin_elementwise_max(v, other), h);   \
    } while (0)
#define CK_ORDER(a, b)                                    \
    do {                                                  \
        keys16 least = __builtin_elementwise_min(a, b);   \
        b = __builtin_elementwise_max(a, b);              \
        a = least;                                        \
    } while (0)

// Batcher's bitonic sorter: no branch and no address depends on a key. Every exchange brings the smaller key to the
// lower place, so that a list that is no power of two long is one with infinite keys at its end, which stay there.
CK_VARIANTS(void, sort_by_network, (keys16 *v, size_t vectors),
            (v, vectors)) {
    for (size_t i = 0; i < vectors; i++) {
        keys16 x = v[i];
        CK_ORDER_LANES(x, 1, 1);
        CK_ORDER_LANES(x, 3, 2);
        CK_ORDER_LANES(x, 1, 1);
        CK_ORDER_LANES(x, 7, 4);
        CK_ORDER_LANES(x, 2, 2);
        CK_ORDER_LANES(x, 1, 1);
        CK_ORDER_LANES(x, 15, 8);
        CK_ORDER_LANES(x, 4, 4);
        CK_ORDER_LANES(x, 2, 2);
        CK_ORDER_LANES(x, 1, 1);
        v[i] = x;
    }
    for (size_t block = 2; block / 2 < vectors; block *= 2) {
        // Two sorted halves, the second one backwards, become two halves of which one has the smaller keys.
        for (size_t start = 0; start + block / 2 < vectors; start += block) {
            for (size_t low = start, high = start + block - 1; low < high; low++, high--) {
                if (high >= vectors) continue;
                keys16 a = v[low], b = CK_SWAPPED(v[high], 15);
                CK_ORDER(a, b);
                v[low] = a;
                v[high] = CK_SWAPPED(b, 15);
            }
        }
        for (size_t stride = block / 4; stride > 0; stride /= 2)
            for (size_t start = 0; start + stride < vectors; start += 2 * stride)
                for (size_t i = start; i < start + stride && i + stride < vectors; i++) CK_ORDER(v[i], v[i + stride]);
        for (size_t i = 0; i < vectors; i++) {
            keys16 x = v[i];
            CK_ORDER_LANES(x, 8, 8);
            CK_ORDER_LANES(x, 4, 4);
            CK_ORDER_LANES(x, 2, 2);
            CK_ORDER_LANES(x, 1, 1);
            v[i] = x;
        }
    }
}

void ck_sort_network(int32_t variant, uint32_t *keys, size_t vectors) {
    CK_AT_LEVEL(variant, sort_by_network, ((keys16 *)keys, vectors));
}

// Without branches: each key is written to the place of its run, and with it where the run ends so far.
static size_t find_runs(const uint32_t *keys, size_t count, uint32_t *runs, uint32_t *ends) {
    size_t run = 0;
    uint32_t last = keys[0];
    for (size_t i = 0; i < count; i++) {
        uint32_t key = keys[i];
        run += key != last;
        last = key;
        runs[run] = key;
        ends[run] = (uint32_t)(i + 1);
    }
    return run + 1;
}

#if CK_X86
#include <immintrin.h>

// The last keys of their runs, 16 at a time: those that differ from their neighbour.
CK_V4 static size_t find_runs_wide(const uint32_t *keys, size_t count, uint32_t *runs, uint32_t *ends) {
    size_t run = 0;
    __m512i place = _mm512_add_epi32(_mm512_set1_epi32(1),
                                     _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    for (size_t i = 0; i < count; i += 16) {
        __m512i here = _mm512_loadu_si512(keys + i), next = _mm512_loadu_si512(keys + i + 1);
        __mmask16 lasts = _mm512_cmpneq_epi32_mask(here, next);
        // The last key of all may equal what lies behind it.
        if (count - i <= 16) lasts = (__mmask16)((lasts & ((1u << (count - i)) - 1)) | 1u << (count - i - 1));
        unsigned found = (unsigned)__builtin_popcount(lasts);
        __mmask16 lanes = (__mmask16)((1u << found) - 1);
        _mm512_mask_storeu_epi32(runs + run, lanes, _mm512_maskz_compress_epi32(lasts, here));
        _mm512_mask_storeu_epi32(ends + run, lanes, _mm512_maskz_compress_epi32(lasts, place));
        run += found;
        place = _mm512_add_epi32(place, _mm512_set1_epi32(16));
    }
    return run;
}
#endif

size_t ck_find_runs(int32_t variant, const uint32_t *keys, size_t count, uint32_t *runs, uint32_t *ends) {
#if CK_X86
    if (variant >= 2) return find_runs_wide(keys, count, runs, ends);
#endif
    (void)variant;
    return find_runs(keys, count, runs, ends);
}
