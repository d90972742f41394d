// Sorting of a document's terms.
#include "CKernels.h"
#include "dispatch.h"

// Least significant digit first; the digits of all passes are counted in one walk. A pass costs a step for each key and,
// for the sums, one for each digit value; the number of passes is the cheapest by that count, which small documents
// need: a pass over 300 keys takes as long as summing 600 digits.
static void sort_by_digits(uint32_t *keys, uint32_t *scratch, size_t count, uint32_t largest) {
    if (count < 24) {
        for (size_t i = 1; i < count; i++) {
            uint32_t key = keys[i];
            size_t j = i;
            for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
            keys[j] = key;
        }
        return;
    }
    enum { most_passes = 4, most_digits = 2048 };
    int bits = 32 - __builtin_clz(largest | 1), passes = 1;
    size_t least = SIZE_MAX;
    for (int tried = (bits + 10) / 11; tried <= most_passes; tried++) {
        size_t cost = (size_t)tried * (2 * count + ((size_t)1 << ((bits + tried - 1) / tried)));
        if (cost < least) {
            least = cost;
            passes = tried;
        }
    }
    int width = (bits + passes - 1) / passes;
    size_t digits = (size_t)1 << width;
    uint32_t low = (uint32_t)digits - 1;
    uint32_t places[most_passes * most_digits];
    __builtin_memset(places, 0, (size_t)passes * digits * sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        uint32_t key = keys[i];
        for (int pass = 0; pass < passes; pass++) places[(size_t)pass * digits + (key >> pass * width & low)]++;
    }
    uint32_t *from = keys, *to = scratch;
    for (int pass = 0; pass < passes; pass++) {
        uint32_t *place = places + (size_t)pass * digits;
        uint32_t sum = 0;
        for (size_t digit = 0; digit < digits; digit++) {
            uint32_t here = place[digit];
            place[digit] = sum;
            sum += here;
        }
        for (size_t i = 0; i < count; i++) {
            uint32_t key = from[i];
            to[place[key >> pass * width & low]++] = key;
        }
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != keys) __builtin_memcpy(keys, from, count * sizeof(uint32_t));
}

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

// Sorts a copy of the keys in the scratch memory and returns it; behind it are keys of UINT32_MAX.
static const uint32_t *sorted(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest,
                              uint32_t *scratch) {
    // Exchanges grow with the square of the list's logarithm, digits do not; and without wide registers digits win.
    enum { most = 4096 };
    uint32_t *copy = (uint32_t *)(((uintptr_t)scratch + 63) & ~(uintptr_t)63);
    __builtin_memcpy(copy, keys, count * sizeof(uint32_t));
    if (count > most || variant == 0) sort_by_digits(copy, copy + count, count, largest);
    for (size_t i = 0; i < 17; i++) copy[count + i] = UINT32_MAX;
    if (count <= most && variant > 0) CK_AT_LEVEL(variant, sort_by_network, ((keys16 *)copy, (count + 15) / 16));
    return copy;
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

// Sorts, and writes each different key and where its run ends.
static size_t sorted_runs(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                          uint32_t *runs, uint32_t *ends) {
    if (count == 0) return 0;
    const uint32_t *ascending = sorted(variant, keys, count, largest, scratch);
#if CK_X86
    if (variant >= 2) return find_runs_wide(ascending, count, runs, ends);
#endif
    return find_runs(ascending, count, runs, ends);
}

size_t ck_count_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                     uint32_t *columns, float *counts) {
    uint32_t *ends = scratch + count + 48;
    size_t runs = sorted_runs(variant, keys, count, largest, scratch, columns, ends);
    for (size_t i = 0; i < runs; i++) counts[i] = (float)(int32_t)(ends[i] - (i > 0 ? ends[i - 1] : 0));
    return runs;
}

size_t ck_sum_signed_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                          uint32_t *columns, float *sums) {
    uint32_t *ends = scratch + count + 48;
    size_t runs = sorted_runs(variant, keys, count, largest, scratch, columns, ends);
    int met = 0;
    for (size_t i = 0; i < runs; i++) {
        int32_t length = (int32_t)(ends[i] - (i > 0 ? ends[i - 1] : 0));
        sums[i] = (float)(columns[i] & 1 ? -length : length);
    }
    for (size_t i = 0; i < runs; i++) columns[i] >>= 1;
    for (size_t i = 1; i < runs; i++) met |= columns[i] == columns[i - 1];
    if (!met) return runs;
    // Terms of both signs met in a column.
    size_t last = 0;
    for (size_t i = 1; i < runs; i++) {
        if (columns[i] == columns[last]) {
            sums[last] += sums[i];
        } else {
            columns[++last] = columns[i];
            sums[last] = sums[i];
        }
    }
    return last + 1;
}
