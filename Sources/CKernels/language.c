// Character n-grams of words and their weights for each language.
//
// A word is its letters between two blanks. Its features are the runs of one to five of these scalars, and the word as a
// whole. A feature that the model knows has one of two slots, named by its hash and checked by a byte of it.
#include <string.h>
#include "CKernels.h"
#include "dispatch.h"

enum { LONGEST_WORD = 41, LONGEST_GRAM = 5 };

CK_INLINE uint64_t step(uint64_t h, uint32_t c) { return (h ^ c) * 0x9E3779B97F4A7C15u ^ h >> 29; }

CK_INLINE uint64_t finish(uint64_t h) {
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

// Calls BODY with the hash of each feature of the word in `letters[0..<count]`, boundaries included.
#define CK_EACH_FEATURE(letters, count, BODY)                                                                          \
    do {                                                                                                              \
        for (size_t i = 0; i < (count); i++) {                                                                        \
            uint64_t h = 0x243F6A8885A308D3u;                                                                          \
            size_t end = i + LONGEST_GRAM < (count) ? i + LONGEST_GRAM : (count);                                      \
            for (size_t j = i; j < end; j++) {                                                                        \
                h = step(h, (letters)[j]);                                                                            \
                if (j == i && (letters)[i] == ' ') continue;                                                          \
                uint64_t feature = finish(h + (j - i));                                                               \
                BODY                                                                                                  \
            }                                                                                                         \
        }                                                                                                             \
        if ((count) > LONGEST_GRAM) {                                                                                 \
            uint64_t h = 0x13198A2E03707344u;                                                                          \
            for (size_t i = 0; i < (count); i++) h = step(h, (letters)[i]);                                           \
            uint64_t feature = finish(h);                                                                             \
            BODY                                                                                                      \
        }                                                                                                             \
    } while (0)

size_t ck_language_features(const uint32_t *letters, size_t count, uint64_t *out) {
    size_t found = 0;
    CK_EACH_FEATURE(letters, count, { out[found++] = feature; });
    return found;
}

// One row of weights, and sums of rows that cannot overflow for `MOST_PENDING` of them.
typedef int8_t weight_row __attribute__((vector_size(CK_LANGUAGE_COLUMNS)));
typedef int16_t sum_row __attribute__((vector_size(2 * CK_LANGUAGE_COLUMNS)));
enum { MOST_PENDING = 256, MOST_FEATURES = LONGEST_WORD * LONGEST_GRAM + 1 };

CK_DISPATCH(uint32_t, ck_language_scores, (const uint8_t *checks, const int8_t *weights, uint32_t slots,
                                           const uint32_t *letters, const uint32_t *ends, size_t words, int32_t *sums),
            (checks, weights, slots, letters, ends, words, sums)) {
    uint32_t found[MOST_FEATURES], known = 0, pending = 0;
    sum_row sum = {0};
    for (size_t word = 0; word < words; word++) {
        const uint32_t *first = letters + (word ? ends[word - 1] : 0);
        size_t count = (size_t)(letters + ends[word] - first);
        // Whether the model knows a feature is unpredictable, so no branch depends on it.
        uint32_t m = 0;
        CK_EACH_FEATURE(first, count, {
            uint8_t check = ck_language_check(feature);
            uint32_t slot = ck_language_slot(feature, slots, 0);
            uint32_t second = ck_language_slot(feature, slots, 1);
            slot = checks[slot] == check ? slot : second;
            found[m] = slot;
            m += checks[slot] == check;
        });
        for (uint32_t i = 0; i < m; i++) {
            weight_row row;
            memcpy(&row, weights + (size_t)found[i] * CK_LANGUAGE_COLUMNS, sizeof row);
            sum += __builtin_convertvector(row, sum_row);
        }
        known += m;
        pending += m;
        if (pending > MOST_PENDING - MOST_FEATURES) {
            for (int k = 0; k < CK_LANGUAGE_COLUMNS; k++) sums[k] += sum[k];
            sum = (sum_row){0};
            pending = 0;
        }
    }
    for (int k = 0; k < CK_LANGUAGE_COLUMNS; k++) sums[k] += sum[k];
    return known;
}
