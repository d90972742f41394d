// Where the search for sentence ends must look, 64 bytes at a time.
//
// Plain comparisons on vectors of 64 bytes: the compiler turns them into what the processor has, and two clones of the
// function for wider registers are chosen at load time.
#include "scan.h"
#include "bytes64.h"

CK_INLINE uint64_t block(const uint8_t *p, ck_blanks blanks) {
    bytes64 c, after, before;
    memcpy(&c, p, 64);
    memcpy(&after, p + 1, 64);
    memcpy(&before, p - 1, 64);
    bytes64 stops = CK_IS(c, '.') | CK_IS(c, '!') | CK_IS(c, '?') | CK_IS(c, ':') | CK_IS(c, ';') | CK_IN(c, 0x0A, 0x0D) | CK_IS(c, '"') |
                    CK_IS(c, '(') | CK_IS(c, ')') | CK_IS(c, '[') | CK_IS(c, ']');
    // Lead bytes: C2, CD, D6, D8, DB, DC, E0–E3, EA, EF.
    stops |= CK_IS(c, 0xC2) | CK_IS(c, 0xCD) | CK_IS(c, 0xD6) | CK_IS(c, 0xD8) | CK_IN(c, 0xDB, 0xDC) | CK_IN(c, 0xE0, 0xE3) |
             CK_IS(c, 0xEA) | CK_IS(c, 0xEF);
    bytes64 ends = CK_IS(before, ')') | CK_IS(before, '(') | CK_IS(before, 'D') | CK_IS(before, 'P') | CK_IS(before, 'p') |
                   CK_IS(before, '3') | CK_IS(before, '/') | CK_IS(before, '|') | CK_IS(before, ']') | CK_IS(before, '^') |
                   CK_IN(before, 0x80, 0xBF);
    if (blanks == CK_BLANKS_BEFORE_STARTS) {
        ends |= ~(CK_IN(after, 0, 0x20) | CK_IN(after, 'a', 'z') | CK_IS(after, ',') | CK_IS(after, '.') | CK_IS(after, ')') |
                  CK_IS(after, ';') | CK_IS(after, '!') | CK_IS(after, '?') | CK_IS(after, '%') | CK_IS(after, ']'));
    }
    stops |= CK_IS(c, ' ') & ends;
    // A capital that touches a small letter or a digit: A–Z, À–Þ (C3 80–9E), А–Я (D0 90–AF).
    bytes64 capitals = CK_IN(c, 'A', 'Z') | (CK_IS(c, 0xC3) & CK_IN(after, 0x80, 0x9E)) | (CK_IS(c, 0xD0) & CK_IN(after, 0x90, 0xAF));
    stops |= capitals & (CK_IN(before, 'a', 'z') | CK_IN(before, '0', '9') | CK_IN(before, 0x80, 0xBF));
    return CK_MASK(stops);
}

CK_DISPATCH(void, ck_sentence_stops, (const uint8_t *text, size_t count, size_t start, size_t end, ck_blanks blanks, uint64_t *stops),
            (text, count, start, end, blanks, stops)) {
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
