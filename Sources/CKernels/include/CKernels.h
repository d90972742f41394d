#pragma once
#include <stddef.h>
#include <stdint.h>
#include "counting.h"
#include "csv.h"
#include "json.h"
#include "processors.h"

// MARK: Words (classify.c)

// Which marks join two neighbours into one word.
enum {
    CK_JOIN_APOSTROPHES = 1,  // ' and its kin, the middle dot: between two letters.
    CK_JOIN_NUMBERS = 2,      // . and , between two digits.
    CK_JOIN_UNDERSCORES = 4,  // _ between two word bytes.
    CK_JOIN_INITIALS = 8,     // . between two letters a–z that stand alone.
};

// How scripts written without blanks are cut.
typedef enum { CK_PIECES_BIGRAMS = 0, CK_PIECES_CHARACTERS = 1, CK_PIECES_RUNS = 2 } ck_pieces;

// A place in a word that ck_next_piece cuts up: set to zero at first, then offsets into the word.
typedef struct {
    size_t next, start, end;
    int32_t in_run, unspaced;
} ck_piece;

// The fastest variant of ck_words that this processor runs: 0 plain C, 1 AVX2, 2 AVX-512.
int32_t ck_words_best(void);

// Writes the case-folded bytes of text[0..<length] to `lowered`, one bit a byte to `words` (the byte is part of a word) and to
// `special` (the folded form of its word must be asked of ck_next_piece), and returns whether any special bit is set.
// `available` >= `length` bytes of `text` may be read; `lowered` holds `length` rounded up to 64, the masks one bit each.
uint64_t ck_words(int32_t variant, const uint8_t *text, size_t available, size_t length, unsigned options,
                  uint8_t *lowered, uint64_t *words, uint64_t *special);

// Folds the next piece of a word that ck_words found and returns the count of bytes written, 0 at the end.
// `out` holds twice the word's length and 4 bytes.
size_t ck_next_piece(const uint8_t *word, size_t length, ck_pieces mode, ck_piece *piece, uint8_t *out);

// The part that a scalar plays in a word (numbers as in word_table.h), and its folded form.
int32_t ck_word_part(uint32_t scalar);
uint32_t ck_word_fold(uint32_t scalar);
