#pragma once
#include <stddef.h>
#include <stdint.h>
#include "encoding.h"
#include "fold.h"
#include "json.h"
#include "levels.h"
#include "linear.h"
#include "numeric.h"
#include "scan.h"
#include "search.h"
#include "sorting.h"
#include "system.h"
#include "trees.h"
#include "word_table.h"

// MARK: Words (classify.c)

// 16 bytes of ones and behind them 16 of zeros; a pointer to the first zero: from n bytes before it on there are n ones.
static inline const uint8_t *ck_key_mask(void) {
    static const uint64_t window[4] = {UINT64_MAX, UINT64_MAX, 0, 0};
    return (const uint8_t *)(window + 2);
}

// Which marks join two neighbours into one word.
enum {
    CK_JOIN_APOSTROPHES = 1,  // ' and its kin, the middle dot: between two letters.
    CK_JOIN_NUMBERS = 2,      // . and , between two digits.
    CK_JOIN_UNDERSCORES = 4,  // _ between two word bytes.
    CK_JOIN_INITIALS = 8,     // . between two letters a–z that stand alone.
};

// What words are made of, beside or in place of letters and digits, and whether capitals stay.
enum {
    CK_UNDERSCORE_LETTERS = 16,  // _ is a letter.
    CK_ALL_BUT_BLANKS = 32,      // Everything but white space (Python's `str.isspace`) is a letter.
    CK_KEEP_CASE = 64,           // The folded bytes are the text's.
};

// The masks of a block of 64 bytes, a bit for each, and its folded bytes.
typedef struct {
    uint64_t letters, digits, unspaced, joined, apostrophes, points, dots, underscores, ascii_letters;
    uint8_t *folded;
} ck_word_block;

// What belongs to the next block of a scalar that begins in one: its bits, and its `count` folded bytes there.
typedef struct {
    uint64_t letters, digits, unspaced, joined, special, covered;
    uint8_t bytes[4];
    uint32_t count;
} ck_word_carry;

// A text, the bytes of it that may be read, and the marks that join.
typedef struct {
    const uint8_t *bytes;
    size_t available;
    unsigned options;
} ck_word_text;

// Puts the scalars beyond ASCII that begin at the bits `pending` of the block at `base` into its masks; returns the bits of
// those whose word's folded form is not in `folded`.
typedef uint64_t (*ck_word_resolver)(const ck_word_text *text, size_t base, uint64_t pending,
                                     const ck_word_block *before, ck_word_block *block, ck_word_carry *carry);

// Writes the case-folded bytes of text[0..<length] to `lowered`, one bit a byte to `words` (the byte is part of a word) and to
// `special` (what `resolve` returns), and returns whether any special bit is set. Without `resolve`, what is beyond ASCII
// separates. `variant` is a level of the processor. `available` >= `length` bytes of `text` may be read; `lowered` holds
// `length` rounded up to 64, the masks one bit each.
uint64_t ck_words(int32_t variant, const uint8_t *text, size_t available, size_t length, unsigned options,
                  ck_word_resolver resolve, uint8_t *lowered, uint64_t *words, uint64_t *special);

// Writes where each word of `words` (one bit a byte, `blocks` times 64) begins and where it ends, by turns, and returns
// how many offsets those are. `edges` holds 64 for each block and CK_EDGES_MARGIN, into which is written beyond the last.
enum { CK_EDGES_MARGIN = 64 };
size_t ck_word_edges(int32_t variant, const uint64_t *words, size_t blocks, uint32_t *edges);

// MARK: Languages (language.c)

enum { CK_LANGUAGE_COLUMNS = 32 };

// The two places of a feature in a table of `slots`, and the byte that tells it from another there.
static inline uint32_t ck_language_slot(uint64_t feature, uint32_t slots, int second) {
    uint64_t h = second ? feature * 0x9FB21C651E98DF25u : feature;
    return (uint32_t)((h >> 32) * slots >> 32);
}
static inline uint8_t ck_language_check(uint64_t feature) { return (uint8_t)feature ? (uint8_t)feature : 1; }

// The hashes of the features of a word of `count` scalars, boundaries included: at most 5 * count + 1.
size_t ck_language_features(const uint32_t *letters, size_t count, uint64_t *out);

// Adds the weights of the features of words to `sums`; word i ends at letters[ends[i]] and has at most 41 scalars, boundaries
// included. Returns how many features the model knows.
uint32_t ck_language_scores(const uint8_t *checks, const int8_t *weights, uint32_t slots, const uint32_t *letters,
                            const uint32_t *ends, size_t words, int32_t *sums);
