#pragma once
#include <stdint.h>

// The part a scalar plays in a word. The numbers are those of generate_word_table.py and of WordPart in Swift.
enum {
    CK_SEPARATOR = 0,
    CK_LETTER = 1,
    CK_DIGIT = 2,
    CK_MARK = 3,          // Belongs to the scalar before it and is kept.
    CK_FORMAT = 4,        // Belongs to the scalar before it and is dropped from the folded form.
    CK_APOSTROPHE = 5,    // Joins two letters; folded to U+0027.
    CK_INNER = 6,         // Joins two letters and is kept.
    CK_NUMBER_POINT = 7,  // Joins two digits and is kept.
    CK_IDEOGRAPH = 8,     // Han, kana: written without blanks, a cluster is a syllable or a word.
    CK_UNSPACED = 9,      // Thai, Khmer and their kin: written without blanks, a cluster is a part of a syllable.
};

// A mark that Unicode composes with some letter: like CK_MARK, which is what ck_word_part calls it.
enum { CK_COMPOSING = 10 };

// Two-stage table: ck_word_entries[ck_word_blocks[scalar >> 7] * 128 + (scalar & 127)] names a pair of part and fold.
extern const uint16_t ck_word_blocks[];
extern const uint8_t ck_word_entries[];
extern const uint8_t ck_word_parts[];
extern const int32_t ck_word_folds[];

// {mark, folded letter, letter with the mark}, in ascending order.
extern const uint32_t ck_composition_count;
extern const uint32_t ck_compositions[][3];
