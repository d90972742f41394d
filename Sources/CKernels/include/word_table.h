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

static inline uint32_t ck_word_entry(uint32_t scalar) {
    return scalar >= 0x40000 ? 0 : ck_word_entries[(uint32_t)ck_word_blocks[scalar >> 7] * 128 + (scalar & 127)];
}

// Of an entry: the part, and what is added to the scalar for its folded form.
static inline int32_t ck_entry_part(uint32_t entry) { return ck_word_parts[entry]; }
static inline int32_t ck_entry_fold(uint32_t entry) { return ck_word_folds[entry]; }

// The part that a scalar plays in a word, and its folded form.
static inline int32_t ck_word_part(uint32_t scalar) {
    int32_t part = ck_entry_part(ck_word_entry(scalar));
    return part == CK_COMPOSING ? CK_MARK : part;
}
static inline uint32_t ck_word_fold(uint32_t scalar) {
    return scalar + (uint32_t)ck_entry_fold(ck_word_entry(scalar));
}

// {mark, folded letter, letter with the mark}, in ascending order.
extern const uint32_t ck_composition_count;
extern const uint32_t ck_compositions[][3];

static inline const uint32_t *ck_composition(uint32_t index) { return ck_compositions[index]; }
