#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Counting of terms (counting.c)

// What stands for "no term" wherever a term's number is expected.
#define CK_NONE UINT32_MAX

// The bytes of a word of at most 16 bytes, padded with zeros; longer words have a hash whose last byte is 0xFF.
typedef struct {
    uint64_t low, high;
} ck_word_key;

// A slot of the table of words; empty if both halves of the key are 0, which no word's bytes are.
typedef struct {
    ck_word_key key;
    uint32_t id;              // The word's number, CK_NONE if it is left out.
    uint32_t document;        // The document that was counted last for this word, + 1.
    uint32_t document_count;  // How many documents have the word.
    uint32_t unused;
} ck_word_slot;

// Adds to the documents of a slot and touches nothing else of it: other threads may read its key meanwhile.
static inline void ck_word_add_documents(ck_word_slot *slot, uint32_t count) { slot->document_count += count; }

// Which bytes of 16 belong to a word of 0 to 16 bytes.
static const uint64_t ck_short_masks[17][2] = {
    {0, 0},
    {0xFF, 0},
    {0xFFFF, 0},
    {0xFFFFFF, 0},
    {0xFFFFFFFF, 0},
    {0xFFFFFFFFFF, 0},
    {0xFFFFFFFFFFFF, 0},
    {0xFFFFFFFFFFFFFF, 0},
    {UINT64_MAX, 0},
    {UINT64_MAX, 0xFF},
    {UINT64_MAX, 0xFFFF},
    {UINT64_MAX, 0xFFFFFF},
    {UINT64_MAX, 0xFFFFFFFF},
    {UINT64_MAX, 0xFFFFFFFFFF},
    {UINT64_MAX, 0xFFFFFFFFFFFF},
    {UINT64_MAX, 0xFFFFFFFFFFFFFF},
    {UINT64_MAX, UINT64_MAX},
};

// The key of a word of at most 16 bytes; reads 16 bytes whatever the length, and branches on none of them: lengths of
// words cannot be predicted.
static inline ck_word_key ck_short_key(const uint8_t *word, size_t length) {
    uint64_t low, high;
    __builtin_memcpy(&low, word, 8);
    __builtin_memcpy(&high, word + 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    low = __builtin_bswap64(low);
    high = __builtin_bswap64(high);
#endif
    return (ck_word_key){low & ck_short_masks[length][0], high & ck_short_masks[length][1]};
}

// Makes the keys of words that lie in `folded` between edges[2 * i] and edges[2 * i + 1], and returns how many words
// were looked at: it stops in front of the first that is longer than 16 bytes or has a bit of `special` (may be null).
// Of those, words with fewer than `minimum` scalars are skipped; `*used` tells how many keys were made.
size_t ck_short_keys(const uint8_t *folded, const uint32_t *edges, size_t words, const uint64_t *special,
                     size_t minimum, ck_word_key *keys, size_t *used);

// Where the search for a word of the table begins.
static inline uint64_t ck_word_hash(ck_word_key key) {
    unsigned __int128 product =
        (unsigned __int128)(key.low ^ 0xA0761D6478BD642Fu) * (key.high ^ 0xE7037ED1A0B428DBu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// Numbers short words that the table knows, counts `document` for each, and appends the numbers of those that are not
// left out to `ids`, from `*used` on. Stops at the first word that is new and returns its index, or `count`.
size_t ck_words_number(ck_word_slot *slots, uint64_t mask, const ck_word_key *keys, size_t count, uint32_t document,
                       uint32_t *ids, size_t *used);

// Looks short words up and appends their numbers, CK_NONE for those that the table does not have; words that are left
// out are skipped. Returns how many were appended.
size_t ck_words_find(const ck_word_slot *slots, uint64_t mask, const ck_word_key *keys, size_t count, uint32_t *ids);

// Copies those of the slots `from` that are not empty, and whose search begins in slots `start` up to `stop` of another
// table, into that table, and writes to no other slot there: slots that find no empty one are written to `late`, and
// their number is returned. No word is in both. Without `late` the table is searched all round.
size_t ck_words_fill(ck_word_slot *slots, uint64_t mask, const ck_word_slot *from, size_t count, uint64_t start,
                     uint64_t stop, uint32_t *late);

// A slot of the table of n-grams: the pair (number of the n-gram's beginning + 1, number of its last word), or 0.
typedef struct {
    uint64_t pair;
    uint32_t id;
    uint32_t document;  // The document that was counted last for this n-gram, + 1.
} ck_pair_slot;

// Numbers the n-grams (prefixes[i], words[i]) and writes the numbers to `ids`, which may be `prefixes` itself. A pair
// with CK_NONE in it is none. New pairs are numbered from `next` on and written to `pairs`; the new next number is
// returned. `documents[id]` grows by one when an n-gram is met for the first time in `document` (numbers from 1).
// The table has mask + 1 slots (a power of two), at least `count` of which are free and stay so.
uint32_t ck_pairs_number(ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                         size_t count, uint32_t *ids, uint64_t *pairs, uint32_t *documents, uint32_t next,
                         uint32_t document);

// Looks the n-grams up and writes their numbers, CK_NONE for those that are not in the table.
void ck_pairs_find(const ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                   size_t count, uint32_t *ids);

// Moves what is in a table into an empty one that is larger.
void ck_pairs_move(const ck_pair_slot *old, uint64_t old_mask, ck_pair_slot *slots, uint64_t mask);

// Makes slots for the n-grams `first` up to `end`, which have none, where their search begins in slots `start` up to
// `stop`, and writes to no other slot: n-grams that find no empty one there are written to `late`, and their number is
// returned. Without `late` the table is searched all round.
size_t ck_pairs_fill(ck_pair_slot *slots, uint64_t mask, const uint64_t *pairs, size_t first, size_t end,
                     uint64_t start, uint64_t stop, uint32_t *late);

// MARK: Rows of counts (sorting.c)

// Writes each different key, ascending, and how often it occurs; returns how many there are. No key is above `largest`,
// and `scratch` holds 2 * count + CK_SCRATCH_MARGIN. `variant` is what ck_words_best gives, or a plainer one.
enum { CK_SCRATCH_MARGIN = 64 };
size_t ck_count_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                     uint32_t *columns, float *counts);

// The same for keys (column << 1 | negative): each column and its sum of 1 and -1.
size_t ck_sum_signed_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                          uint32_t *columns, float *sums);
