#include "json.h"
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Bytes that end a run of plain characters inside a JSON string: the quote, the backslash, and control characters.
static inline int is_special(uint8_t byte) { return byte == '"' || byte == '\\' || byte < 0x20; }

size_t ck_json_plain_run(const uint8_t *bytes, size_t count) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1F);
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i hit = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)),
            _mm_cmpeq_epi8(_mm_min_epu8(block, control), block));
        unsigned mask = (unsigned)_mm_movemask_epi8(hit);
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
#else
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (; i + 8 <= count; i += 8) {
        uint64_t block;
        memcpy(&block, bytes + i, 8);
        uint64_t quote = block ^ (ones * '"'), backslash = block ^ (ones * '\\');
        uint64_t hit = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((block - ones * 0x20) & ~block);
        if (hit & high) break;  // The byte loop finds which.
    }
#endif
    while (i < count && !is_special(bytes[i])) i++;
    return i;
}
