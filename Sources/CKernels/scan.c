// Where the search for sentence ends must look, 64 bytes at a time.
//
// Plain comparisons on vectors of 64 bytes: the compiler turns them into what the processor has, and two clones of the
// function for wider registers are chosen at load time.
#include "scan.h"
#include "clones.h"

#include <string.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#define ALL(byte) ((bytes64){} + (uint8_t)(byte))
#define IS(v, byte) ((bytes64)((v) == ALL(byte)))
#define IN(v, low, high) ((bytes64)((v) - ALL(low) <= ALL((high) - (low))))

static inline __attribute__((always_inline)) uint64_t block(const uint8_t *p, ck_blanks blanks) {
    bytes64 c, after, before;
    memcpy(&c, p, 64);
    memcpy(&after, p + 1, 64);
    memcpy(&before, p - 1, 64);
    bytes64 stops = IS(c, '.') | IS(c, '!') | IS(c, '?') | IS(c, ':') | IS(c, ';') | IN(c, 0x0A, 0x0D) | IS(c, '"') |
                    IS(c, '(') | IS(c, ')') | IS(c, '[') | IS(c, ']');
    // Lead bytes: C2, CD, D6, D8, DB, DC, E0–E3, EA, EF.
    stops |= IS(c, 0xC2) | IS(c, 0xCD) | IS(c, 0xD6) | IS(c, 0xD8) | IN(c, 0xDB, 0xDC) | IN(c, 0xE0, 0xE3) |
             IS(c, 0xEA) | IS(c, 0xEF);
    bytes64 ends = IS(before, ')') | IS(before, '(') | IS(before, 'D') | IS(before, 'P') | IS(before, 'p') |
                   IS(before, '3') | IS(before, '/') | IS(before, '|') | IS(before, ']') | IS(before, '^') |
                   IN(before, 0x80, 0xBF);
    if (blanks == CK_BLANKS_BEFORE_STARTS) {
        ends |= ~(IN(after, 0, 0x20) | IN(after, 'a', 'z') | IS(after, ',') | IS(after, '.') | IS(after, ')') |
                  IS(after, ';') | IS(after, '!') | IS(after, '?') | IS(after, '%') | IS(after, ']'));
    }
    stops |= IS(c, ' ') & ends;
    bits64 bits = __builtin_convertvector(stops, bits64);
    uint64_t mask;
    memcpy(&mask, &bits, sizeof mask);
    return mask;
}

CK_CLONES
void ck_sentence_stops(const uint8_t *text, size_t count, size_t start, size_t end, ck_blanks blanks, uint64_t *stops) {
    for (size_t at = start; at < end; at += 64) {
        if (at > 0 && at + 65 <= count) {
            stops[(at - start) / 64] = block(text + at, blanks);
            continue;
        }
        // The first block has no byte before it, the last none after it.
        uint8_t padded[66] = {0};
        size_t length = count - at < 65 ? count - at : 65;
        memcpy(padded + 1, text + at, length);
        if (at > 0) padded[0] = text[at - 1];
        uint64_t mask = block(padded + 1, blanks);
        if (count - at < 64) mask &= ((uint64_t)1 << (count - at)) - 1;
        stops[(at - start) / 64] = mask;
    }
}
