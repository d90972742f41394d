// Word boundaries and case folding, 64 bytes at a time.
//
// A block of 64 bytes is turned into bit masks: letters, digits, the joining marks. Scalars beyond ASCII are then put into
// the same masks one by one, in Swift, so that from there on every script takes one path. Last, a joining mark becomes
// part of a word where both its neighbours allow it.
//
// The rules are stated in Documentation/Tokens.md; a plain twin, scalar by scalar, stands in the tests.
#include <string.h>

#include "CKernels.h"
#include "bytes64.h"

// Bit i of each mask speaks about byte i of the block.
typedef struct {
    uint64_t letters, digits, apostrophes, points, dots, underscores, beyond;
} block_masks;

// MARK: Blocks

CK_INLINE void classify(const uint8_t *in, uint8_t *out, unsigned options, block_masks *m) {
    bytes64 v;
    memcpy(&v, in, 64);
    bytes64 capitals = CK_IN(v, 'A', 'Z') & CK_ALL(0x20);
    bytes64 low = v + capitals;
    bytes64 stored = v + (capitals & CK_ALL(options & CK_KEEP_CASE ? 0 : 0xFF));
    memcpy(out, &stored, 64);
    bytes64 beyond = (bytes64)(v > CK_ALL(0x7F));
    bytes64 blanks = CK_IS(v, ' ') | CK_IN(v, 0x09, 0x0D) | CK_IN(v, 0x1C, 0x1F);
    bytes64 underscores = CK_IS(v, '_');
    // Which characters are letters is chosen by vectors of all ones or zeros: compilers take a branch apart, byte by byte.
    bytes64 letters = CK_IN(low, 'a', 'z') | (underscores & CK_ALL(options & CK_UNDERSCORE_LETTERS ? 0xFF : 0))
                      | (~(blanks | beyond) & CK_ALL(options & CK_ALL_BUT_BLANKS ? 0xFF : 0));
    bytes64 dots = CK_IS(v, '.');
    *m = (block_masks){
        .letters = CK_MASK(letters),
        .digits = CK_MASK(CK_IN(v, '0', '9')),
        .apostrophes = CK_MASK(CK_IS(v, '\'')),
        .points = CK_MASK(dots | CK_IS(v, ',')),
        .dots = CK_MASK(dots),
        .underscores = CK_MASK(underscores),
        .beyond = CK_MASK(beyond),
    };
}

// MARK: From blocks to words

// The word bits of block `b`, whose neighbours are `a` and `n`.
CK_INLINE uint64_t join(const ck_word_block *a, const ck_word_block *b, const ck_word_block *n, unsigned options) {
    uint64_t word = b->letters | b->digits | b->unspaced;
    uint64_t word_a = a->letters | a->digits | a->unspaced;
    uint64_t word_n = n->letters | n->digits | n->unspaced;
    uint64_t out = word | b->joined;
    if (options & CK_JOIN_APOSTROPHES)
        out |= b->apostrophes & (b->letters << 1 | a->letters >> 63) & (b->letters >> 1 | n->letters << 63);
    if (options & CK_JOIN_NUMBERS)
        out |= b->points & (b->digits << 1 | a->digits >> 63) & (b->digits >> 1 | n->digits << 63);
    if (options & CK_JOIN_UNDERSCORES)
        out |= b->underscores & (word << 1 | word_a >> 63) & (word >> 1 | word_n << 63);
    if ((options & CK_JOIN_INITIALS) && b->dots) {
        // A letter a–z with no letter or digit on either side of it.
        uint64_t alone = b->ascii_letters & ~(word << 1 | word_a >> 63) & ~(word >> 1 | word_n << 63);
        uint64_t alone_a = a->ascii_letters & ~(word_a << 1) & ~(word_a >> 1 | word << 63);
        uint64_t alone_n = n->ascii_letters & ~(word_n << 1 | word >> 63) & ~(word_n >> 1);
        out |= b->dots & (alone << 1 | alone_a >> 63) & (alone >> 1 | alone_n << 63);
    }
    return out;
}

// `length` bytes of text are classified; `available` (at least `length`) may be read.
CK_VARIANTS(uint64_t, words_of, (const uint8_t *text, size_t available, size_t length, unsigned options,
                                 ck_word_resolver resolve, uint8_t *lowered, uint64_t *words, uint64_t *special),
            (text, available, length, options, resolve, lowered, words, special)) {
    ck_word_block a = {0}, b = {0}, n;
    ck_word_carry c = {0};
    ck_word_text all = {text, available, options};
    uint64_t any = 0;
    size_t blocks = (length + 63) / 64;
    for (size_t i = 0; i <= blocks; i++) {
        n = (ck_word_block){0};
        size_t base = i * 64;
        if (base < available) {
            block_masks m;
            uint8_t tail[64], scratch[64];
            // The block after the last is looked at only for its first bytes, and not stored.
            uint8_t *out = i < blocks ? lowered + base : scratch;
            if (base + 64 <= available) {
                classify(text + base, out, options, &m);
            } else {
                memset(tail, 0, 64);
                memcpy(tail, text + base, available - base);
                classify(tail, out, options, &m);
            }
            n.folded = out;
            n.letters = m.letters | c.letters;
            n.digits = m.digits | c.digits;
            n.unspaced = c.unspaced;
            n.joined = c.joined;
            n.apostrophes = m.apostrophes;
            n.points = m.points;
            n.dots = m.dots;
            n.underscores = m.underscores;
            n.ascii_letters = m.letters;
            uint64_t s = c.special;
            uint64_t pending = m.beyond & ~c.covered;
            for (uint32_t k = 0; k < c.count; k++) out[k] = c.bytes[k];
            if (m.beyond) {
                c = (ck_word_carry){0};
                if (pending && resolve) s |= resolve(&all, base, pending, &b, &n, &c);
            }
            if (i < blocks) {
                special[i] = s;
                any |= s;
            }
        }
        if (i > 0) words[i - 1] = join(&a, &b, &n, options);
        a = b;
        b = n;
    }
    if (length % 64) words[blocks - 1] &= ((uint64_t)1 << (length % 64)) - 1;
    return any;
}

uint64_t ck_words(int32_t variant, const uint8_t *text, size_t available, size_t length, unsigned options,
                  ck_word_resolver resolve, uint8_t *lowered, uint64_t *words, uint64_t *special) {
    return CK_AT_LEVEL(variant, words_of, (text, available, length, options, resolve, lowered, words, special));
}

// MARK: From masks to offsets

// The bits that differ from the one before are where words begin and end. How many there are in a block cannot be
// predicted, so eight are always written, and eight more only where a block has more than that.
CK_VARIANTS(size_t, edges_of, (const uint64_t *words, size_t blocks, uint32_t *edges), (words, blocks, edges)) {
    uint64_t open = 0;
    size_t count = 0;
    for (size_t i = 0; i < blocks; i++) {
        uint64_t changes = words[i] ^ (words[i] << 1 | open);
        open = words[i] >> 63;
        uint32_t *out = edges + count;
        count += (size_t)__builtin_popcountll(changes);
        while (changes) {
            for (int k = 0; k < 8; k++) {
                // The highest bit stands in for none: what is written then is written over or not looked at.
                out[k] = (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(changes | (uint64_t)1 << 63);
                changes &= changes - 1;
            }
            out += 8;
        }
    }
    if (open) edges[count++] = (uint32_t)(blocks * 64);
    return count;
}

size_t ck_word_edges(int32_t variant, const uint64_t *words, size_t blocks, uint32_t *edges) {
    return CK_AT_LEVEL(variant, edges_of, (words, blocks, edges));
}
