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

// A word of the table.
typedef struct {
    ck_word_key key;
    uint32_t document;        // The document that was counted last for this word.
    uint32_t document_count;  // How many documents have the word.
} ck_word;

// The table of words: the words in the order of their numbers, behind those that are left out and have none, and an index
// of mask + 1 places (a power of two): where a word lies, + 1, or 0. The words that a text repeats most came first and
// lie together, and the index is small: both stay in the caches.
typedef struct {
    ck_word *words;
    uint32_t *index;
    uint64_t mask;
    uint32_t left_out, used;  // How many words are left out, and how many there are with these.
} ck_word_table;

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

// Where the search for a word in the index begins.
static inline uint64_t ck_word_hash(ck_word_key key) {
    unsigned __int128 product =
        (unsigned __int128)(key.low ^ 0xA0761D6478BD642Fu) * (key.high ^ 0xE7037ED1A0B428DBu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// How many words a table holds: half of the index's places.
static inline uint32_t ck_words_capacity(ck_word_table table) { return (uint32_t)((table.mask + 1) / 2); }

// Numbers short words, new ones too, counts `document` for each, and appends the numbers of those that are not left out to
// `ids`, from `*used` on. Adds to `*stored` how many of these are there for the first time in their document. Stops when
// there is no room for a new word, and returns how many words it came to.
size_t ck_words_number(ck_word_table *table, const ck_word_key *keys, size_t count, uint32_t document, uint32_t *ids,
                       size_t *used, size_t *stored);

// Looks short words up and appends their numbers, CK_NONE for those that the table does not have; words that are left
// out are skipped. Returns how many were appended.
size_t ck_words_find(ck_word_table table, const ck_word_key *keys, size_t count, uint32_t *ids);

// Looks up the words of another table by their keys: ids[i] is the number of word i, or CK_NONE.
void ck_words_match(ck_word_table table, const ck_word *others, size_t count, uint32_t *ids);

// Adds to the documents of a numbered word and touches nothing else of it: other threads may read its key meanwhile.
static inline void ck_word_add_documents(ck_word_table table, uint32_t id, uint32_t count) {
    table.words[table.left_out + id].document_count += count;
}

// Puts the words from `first` on into the index, which has none of them.
void ck_words_index(ck_word_table table, size_t first);

// MARK: Counting of n-grams (pairs.c)

// An n-gram is a pair: the number of its beginning (the n-gram that is one word shorter) and that of its last word. Both
// are less than 2^31 - 1. N-grams lie in one of 16 buckets by their hash; what happens in a bucket touches no other one,
// so that threads share the buckets among them and need no locks.
enum { CK_PAIR_BUCKETS = 16 };

// A slot of a bucket: (beginning + 1) << 32 | word, or 0.
typedef struct {
    uint64_t pair;
    uint32_t id;        // The n-gram's place in the bucket's lists.
    uint32_t document;  // The document that was counted last for this n-gram.
} ck_pair_slot;

typedef struct {
    ck_pair_slot *slots;
    uint64_t mask;
    uint32_t *documents;  // In how many documents each n-gram occurs.
    uint32_t *numbers;    // The number of each n-gram over all buckets.
    uint32_t count;       // How many n-grams there are.
    uint32_t document;    // How many documents have been met here.
} ck_pair_bucket;

void ck_pair_bucket_free(ck_pair_bucket *bucket);

// The n-grams of consecutive documents: n-gram i is (prefixes[i], words[i + shift]), and document d has those from
// ends[d - 1] on, `shift` fewer than there are up to ends[d].
typedef struct {
    const uint32_t *prefixes, *words;
    const size_t *ends;
    size_t document_count, shift;
    uint8_t *buckets;                       // For each n-gram, its bucket, and whether it is new.
    uint64_t *keys;                         // The n-grams bucket by bucket; later each one's place in the bucket's lists.
    uint32_t *places;                       // For each key, the n-gram i that it is.
    size_t starts[CK_PAIR_BUCKETS + 1];     // Where each bucket's keys begin.
    uint32_t before[CK_PAIR_BUCKETS];       // How many n-grams each bucket had when it came to this block.
    size_t stored[CK_PAIR_BUCKETS];         // How many different n-grams the documents have, summed.
} ck_pair_block;

// First step: sorts a block's n-grams by buckets, in the order of the text.
void ck_pairs_sort(ck_pair_block *block);

// Second step, for each bucket: finds or adds what a block has for it. Blocks must come in the order of the text.
void ck_pairs_add(ck_pair_bucket *bucket, ck_pair_block *block, size_t index);

// After that: how many n-grams the buckets had when they came to the block, and how many different ones the block's
// documents have, summed.
uint32_t ck_pairs_before(const ck_pair_block *block);
size_t ck_pairs_stored(const ck_pair_block *block);

// Third step: numbers the n-grams that are new in the block in the order of the text, from `next` on, and writes them to
// `pairs` under their numbers.
void ck_pairs_number(ck_pair_bucket *buckets, const ck_pair_block *block, uint64_t *pairs, uint32_t next);

// Last step, when all blocks' n-grams are numbered: writes the number of n-gram i to ids[i].
void ck_pairs_write(const ck_pair_bucket *buckets, const ck_pair_block *block, uint32_t *ids);

// Looks n-grams (prefixes[i], words[i]) up and writes their numbers, CK_NONE for those that are not there and for those
// with CK_NONE in the pair.
void ck_pairs_find(const ck_pair_bucket *buckets, const uint32_t *prefixes, const uint32_t *words, size_t count,
                   uint32_t *ids);

// MARK: Rows of counts (sorting.c)

// Writes each different key, ascending, and how often it occurs; returns how many there are. No key is above `largest`,
// and `scratch` holds 2 * count + CK_SCRATCH_MARGIN. `variant` is what ck_words_best gives, or a plainer one.
enum { CK_SCRATCH_MARGIN = 64 };
size_t ck_count_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                     uint32_t *columns, float *counts);

// The same for keys (column << 1 | negative): each column and its sum of 1 and -1.
size_t ck_sum_signed_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                          uint32_t *columns, float *sums);
