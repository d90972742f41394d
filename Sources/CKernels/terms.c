#include "terms.h"
#include "dispatch.h"

#if CK_X86
#include <immintrin.h>
#endif

static const uint8_t word_bytes[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8',
    ['9'] = '9', ['_'] = '_',
#define LETTER(upper, lower) [upper] = lower, [lower] = lower
    LETTER('A', 'a'), LETTER('B', 'b'), LETTER('C', 'c'), LETTER('D', 'd'), LETTER('E', 'e'), LETTER('F', 'f'),
    LETTER('G', 'g'), LETTER('H', 'h'), LETTER('I', 'i'), LETTER('J', 'j'), LETTER('K', 'k'), LETTER('L', 'l'),
    LETTER('M', 'm'), LETTER('N', 'n'), LETTER('O', 'o'), LETTER('P', 'p'), LETTER('Q', 'q'), LETTER('R', 'r'),
    LETTER('S', 's'), LETTER('T', 't'), LETTER('U', 'u'), LETTER('V', 'v'), LETTER('W', 'w'), LETTER('X', 'x'),
    LETTER('Y', 'y'), LETTER('Z', 'z'),
#define FOUR(n) [n] = 1, [n + 1] = 1, [n + 2] = 1, [n + 3] = 1
#define SIXTEEN(n) FOUR(n), FOUR(n + 4), FOUR(n + 8), FOUR(n + 12)
    SIXTEEN(128), SIXTEEN(144), SIXTEEN(160), SIXTEEN(176), SIXTEEN(192), SIXTEEN(208), SIXTEEN(224), SIXTEEN(240),
};

const uint8_t *ck_word_bytes(void) { return word_bytes; }

static inline int32_t scan_bucket(const uint32_t *keys, uint32_t place, uint32_t end, uint32_t key) {
    for (; place < end; place++)
        if (keys[place] == key) return (int32_t)place;
    return -1;
}

// The first pass only loads, so that its cache misses overlap, and asks for the lines that the second will read.
static inline __attribute__((always_inline)) void find_buckets(
    const uint64_t *hashes, size_t count, unsigned shift, const uint32_t *buckets, const uint32_t *keys,
    uint64_t *starts) {
    for (size_t i = 0; i < count; i++) {
        const uint32_t *bucket = buckets + (hashes[i] >> shift);
        starts[i] = (uint64_t)bucket[0] | (uint64_t)bucket[1] << 32;
        __builtin_prefetch(keys + bucket[0]);
    }
}

static size_t find_plain(const uint64_t *hashes, size_t count, unsigned shift, const uint32_t *buckets,
                         const uint32_t *keys, uint64_t *starts, int32_t *places) {
    find_buckets(hashes, count, shift, buckets, keys, starts);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t place = scan_bucket(keys, (uint32_t)starts[i], (uint32_t)(starts[i] >> 32), (uint32_t)hashes[i]);
        places[found] = place;
        found += place >= 0;
    }
    return found;
}

#if CK_X86
// Compares eight keys at a time: whether a term is known is then no branch that the processor has to guess.
CK_V3 static size_t find_avx2(
    const uint64_t *hashes, size_t count, unsigned shift, const uint32_t *buckets, const uint32_t *keys,
    size_t keyCount, uint64_t *starts, int32_t *places) {
    find_buckets(hashes, count, shift, buckets, keys, starts);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t start = (uint32_t)starts[i], end = (uint32_t)(starts[i] >> 32);
        int32_t place;
        if (end - start <= 8 && (size_t)start + 8 <= keyCount) {
            __m256i row = _mm256_loadu_si256((const __m256i *)(keys + start));
            __m256i same = _mm256_cmpeq_epi32(row, _mm256_set1_epi32((int32_t)(uint32_t)hashes[i]));
            uint32_t mask = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(same)) & ((1u << (end - start)) - 1);
            place = mask ? (int32_t)(start + (uint32_t)__builtin_ctz(mask)) : -1;
        } else {
            place = scan_bucket(keys, start, end, (uint32_t)hashes[i]);
        }
        places[found] = place;
        found += place >= 0;
    }
    return found;
}
#endif

size_t ck_find_terms(const uint64_t *hashes, size_t count, unsigned shift, const uint32_t *buckets, const uint32_t *keys,
                     size_t keyCount, uint64_t *starts, int32_t *places) {
    // A table of one bucket would have to be shifted by the whole width, which is undefined: it has no terms.
    if (shift > 63) return 0;
#if CK_X86
    if (ck_level() > 0)
        return find_avx2(hashes, count, shift, buckets, keys, keyCount, starts, places);
#endif
    (void)keyCount;
    return find_plain(hashes, count, shift, buckets, keys, starts, places);
}
