// Character n-grams of a text and their weights for each language.
//
// A word is its letters, marks and inner apostrophes, folded, between two boundary marks. Its features are the runs of
// one to five of these scalars, and the word as a whole. A feature that the model knows has one of two slots, named by its
// hash and checked by a byte of it.
#include "CKernels.h"
#include "dispatch.h"
#include <string.h>

enum { LONGEST_WORD = 40, LONGEST_GRAM = 5 };

static inline uint64_t step(uint64_t h, uint32_t c) { return (h ^ c) * 0x9E3779B97F4A7C15u ^ h >> 29; }

static inline uint64_t finish(uint64_t h) {
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static inline uint32_t decode(const uint8_t *p, size_t left, size_t *length) {
    uint8_t a = p[0];
    *length = 1;
    if (a < 0x80) return a;
    if (a >= 0xC2 && a < 0xE0 && left > 1) return *length = 2, (uint32_t)(a & 0x1F) << 6 | (p[1] & 0x3F);
    if (a >= 0xE0 && a < 0xF0 && left > 2)
        return *length = 3, (uint32_t)(a & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (a >= 0xF0 && a < 0xF5 && left > 3)
        return *length = 4, (uint32_t)(a & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                                (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    return 0;
}

int32_t ck_script(uint32_t c) {
    if (c < 0x250) return CK_SCRIPT_LATIN;
    if (c >= 0x1E00 && c < 0x1F00) return CK_SCRIPT_LATIN;
    if (c >= 0x370 && c < 0x400) return CK_SCRIPT_GREEK;
    if (c >= 0x1F00 && c < 0x2000) return CK_SCRIPT_GREEK;
    if (c >= 0x400 && c < 0x530) return CK_SCRIPT_CYRILLIC;
    if (c >= 0x530 && c < 0x590) return CK_SCRIPT_ARMENIAN;
    if (c >= 0x590 && c < 0x600) return CK_SCRIPT_HEBREW;
    if (c >= 0x600 && c < 0x780) return CK_SCRIPT_ARABIC;
    if (c >= 0x900 && c < 0x980) return CK_SCRIPT_DEVANAGARI;
    if (c >= 0x980 && c < 0xA00) return CK_SCRIPT_BENGALI;
    if (c >= 0xA00 && c < 0xA80) return CK_SCRIPT_GURMUKHI;
    if (c >= 0xA80 && c < 0xB00) return CK_SCRIPT_GUJARATI;
    if (c >= 0xB80 && c < 0xC00) return CK_SCRIPT_TAMIL;
    if (c >= 0xC00 && c < 0xC80) return CK_SCRIPT_TELUGU;
    if (c >= 0xC80 && c < 0xD00) return CK_SCRIPT_KANNADA;
    if (c >= 0xD00 && c < 0xD80) return CK_SCRIPT_MALAYALAM;
    if (c >= 0xD80 && c < 0xE00) return CK_SCRIPT_SINHALA;
    if (c >= 0xE00 && c < 0xE80) return CK_SCRIPT_THAI;
    if (c >= 0xE80 && c < 0xF00) return CK_SCRIPT_LAO;
    if (c >= 0x1000 && c < 0x10A0) return CK_SCRIPT_MYANMAR;
    if ((c >= 0x10A0 && c < 0x1100) || (c >= 0x1C90 && c < 0x1CC0)) return CK_SCRIPT_GEORGIAN;
    if ((c >= 0x1100 && c < 0x1200) || (c >= 0x3130 && c < 0x3190) || (c >= 0xAC00 && c < 0xD7B0))
        return CK_SCRIPT_HANGUL;
    if (c >= 0x1780 && c < 0x1800) return CK_SCRIPT_KHMER;
    if (c >= 0x3040 && c < 0x3100) return CK_SCRIPT_KANA;
    if ((c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) return CK_SCRIPT_HAN;
    return CK_SCRIPT_OTHER;
}

// Letters that Persian and Urdu write and Arabic does not, and those that only Urdu writes.
static int is_persian(uint32_t c) {
    return c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6A9 || c == 0x6CC;
}

static int is_urdu(uint32_t c) { return c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6BA || c == 0x6BE || c == 0x6D2; }

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

// Whether the stretch up to the next blank (or a letter beyond U+07FF, whose scripts do without blanks) is an address, a path, an option or a number with letters: no words.
static int is_code(const uint8_t *text, size_t n, size_t at, size_t *end) {
    int code = 0;
    size_t i = at;
    while (i < n && text[i] > ' ' && text[i] < 0xE0) {
        uint8_t b = text[i++];
        code |= b == '@' || b == '/' || b == '_' || b == '\\' || b == '=' || b == '<' || b == '>' || (uint8_t)(b - '0') < 10;
    }
    *end = i;
    return code;
}

static inline int is_plain_letter(uint8_t b) { return (uint8_t)((b | 0x20) - 'a') < 26; }

// Reads the next word into `letters` with a blank on either side; 0 at the end. Counts letters by script.
static inline __attribute__((always_inline)) size_t next_word(const uint8_t *text, size_t n, size_t *at, size_t *checked, uint32_t *letters,
                        uint32_t *scripts) {
    size_t count = 1;
    letters[0] = ' ';
    while (*at < n) {
        size_t length;
        if (*at >= *checked && text[*at] > ' ' && text[*at] < 0xE0) {
            size_t start = *at, end;
            int code = is_code(text, n, start, &end);
            *checked = end;
            if (code) {
                *at = end;
                if (count > 1) break;
                continue;
            }
        }
        if (is_plain_letter(text[*at])) {
            scripts[CK_SCRIPT_LATIN]++;
            if (count < LONGEST_WORD) letters[count++] = text[*at] | 0x20;
            ++*at;
            continue;
        }
        uint32_t c = decode(text + *at, n - *at, &length);
        *at += length;
        int32_t part = ck_word_part(c);
        int inner = 0;
        if (c == '\'' || part == CK_APOSTROPHE) {
            // An apostrophe belongs to the word if a letter follows one.
            size_t next;
            inner = count > 1 && *at < n && ck_word_part(decode(text + *at, n - *at, &next)) == CK_LETTER;
        }
        if (part == CK_LETTER || part == CK_IDEOGRAPH || part == CK_UNSPACED) {
            int32_t script = ck_script(c);
            scripts[script]++;
            if (script == CK_SCRIPT_ARABIC) {
                if (is_persian(c)) scripts[CK_SCRIPT_PERSIAN]++;
                if (is_urdu(c)) scripts[CK_SCRIPT_URDU]++;
            }
            // N-grams serve the scripts that many languages share; the others are told by their letters.
            if (part == CK_LETTER && (script == CK_SCRIPT_LATIN || script == CK_SCRIPT_CYRILLIC)) {
                if (count < LONGEST_WORD) letters[count++] = ck_word_fold(c);
                continue;
            }
        } else if (inner || (part == CK_MARK && count > 1)) {
            if (count < LONGEST_WORD) letters[count++] = inner ? '\'' : c;
            continue;
        } else if (part == CK_FORMAT) {
            continue;
        }
        if (count > 1) break;
    }
    if (count == 1) return 0;
    letters[count++] = ' ';
    return count;
}

size_t ck_language_features(const uint8_t *text, size_t n, uint64_t *out, size_t capacity) {
    uint32_t letters[LONGEST_WORD + 2], scripts[CK_SCRIPT_COUNT] = {0};
    size_t at = 0, checked = 0, found = 0, count;
    while ((count = next_word(text, n, &at, &checked, letters, scripts)))
        CK_EACH_FEATURE(letters, count, {
            if (found == capacity) return found;
            out[found++] = feature;
        });
    return found;
}

uint32_t ck_language_slot(uint64_t feature, uint32_t slots, int second) {
    uint64_t h = second ? feature * 0x9FB21C651E98DF25u : feature;
    return (uint32_t)((h >> 32) * slots >> 32);
}

uint8_t ck_language_check(uint64_t feature) {
    uint8_t check = (uint8_t)feature;
    return check ? check : 1;
}

// One row of weights, and sums of rows that cannot overflow for `MOST_PENDING` of them.
typedef int8_t weight_row __attribute__((vector_size(CK_LANGUAGE_COLUMNS)));
typedef int16_t sum_row __attribute__((vector_size(2 * CK_LANGUAGE_COLUMNS)));
enum { MOST_PENDING = 256, MOST_FEATURES = (LONGEST_WORD + 2) * LONGEST_GRAM + 1 };

static inline __attribute__((always_inline)) uint32_t add_scores(const uint8_t *checks, const int8_t *weights, uint32_t slots, const uint8_t *text, size_t n,
                           size_t checked, int32_t *sums, uint32_t *scripts) {
    uint32_t letters[LONGEST_WORD + 2], found[MOST_FEATURES];
    size_t at = 0, count;
    uint32_t known = 0, pending = 0;
    sum_row sum = {0};
    while ((count = next_word(text, n, &at, &checked, letters, scripts))) {
        // Whether the model knows a feature is a coin toss to the processor: no branch hangs on it.
        uint32_t m = 0;
        CK_EACH_FEATURE(letters, count, {
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

CK_DISPATCH(uint32_t, ck_language_scores, (const uint8_t *checks, const int8_t *weights, uint32_t slots, const uint8_t *text, size_t n,
                            int32_t *sums, uint32_t *scripts),
            (checks, weights, slots, text, n, sums, scripts)) {
    for (int k = 0; k < CK_LANGUAGE_COLUMNS; k++) sums[k] = 0;
    for (int k = 0; k < CK_SCRIPT_COUNT; k++) scripts[k] = 0;
    uint32_t known = add_scores(checks, weights, slots, text, n, 0, sums, scripts);
    for (int k = 0; k < CK_SCRIPT_COUNT; k++)
        if (scripts[k]) return known;
    // Nothing but addresses and the like: they are read after all.
    return add_scores(checks, weights, slots, text, n, n, sums, scripts);
}
