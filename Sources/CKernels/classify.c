// Word boundaries and case folding, 64 bytes at a time.
//
// A block of 64 bytes is turned into bit masks: letters, digits, the joining marks. Scalars beyond ASCII are then looked
// up one by one and put into the same masks, so that from there on every script takes one path. Last, a joining mark
// becomes part of a word where both its neighbours allow it.
//
// The rules are stated in Documentation/Tokens.md; a plain twin, scalar by scalar, stands in the tests.
#include <string.h>

#include "CKernels.h"
#include "bytes64.h"

// Bit i of each mask speaks about byte i of the block.
typedef struct {
    uint64_t letters, digits, apostrophes, points, dots, underscores, beyond;
} block_masks;

// One decoded scalar; an ill-formed sequence is a separator of one byte.
typedef struct {
    uint32_t scalar;
    uint32_t length;
} decoded;

CK_INLINE decoded decode(const uint8_t *p, size_t left) {
    uint8_t a = p[0];
    if (a < 0x80) return (decoded){a, 1};
    if (a >= 0xC2 && a < 0xE0 && left > 1 && (p[1] & 0xC0) == 0x80)
        return (decoded){(uint32_t)(a & 0x1F) << 6 | (p[1] & 0x3F), 2};
    if (a >= 0xE0 && a < 0xF0 && left > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        uint32_t c = (uint32_t)(a & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return (decoded){c, 3};
    }
    if (a >= 0xF0 && a < 0xF5 && left > 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80) {
        uint32_t c = (uint32_t)(a & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
                     (p[3] & 0x3F);
        if (c >= 0x10000 && c < 0x110000) return (decoded){c, 4};
    }
    return (decoded){0, 1};
}

CK_INLINE uint32_t encoded_length(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

CK_INLINE uint32_t encode(uint32_t c, uint8_t *out) {
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xC0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (uint8_t)(0xE0 | c >> 12);
        out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | c >> 18);
    out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (c & 0x3F));
    return 4;
}

CK_INLINE int is_extender(int part) { return part == CK_MARK || part == CK_FORMAT || part == CK_COMPOSING; }

// MARK: Blocks

CK_INLINE void classify(const uint8_t *in, uint8_t *out, block_masks *m) {
    bytes64 v;
    memcpy(&v, in, 64);
    bytes64 low = v + (CK_IN(v, 'A', 'Z') & CK_ALL(0x20));
    memcpy(out, &low, 64);
    bytes64 dots = CK_IS(v, '.');
    *m = (block_masks){
        .letters = CK_MASK(CK_IN(low, 'a', 'z')),
        .digits = CK_MASK(CK_IN(v, '0', '9')),
        .apostrophes = CK_MASK(CK_IS(v, '\'')),
        .points = CK_MASK(dots | CK_IS(v, ',')),
        .dots = CK_MASK(dots),
        .underscores = CK_MASK(CK_IS(v, '_')),
        .beyond = CK_MASK((bytes64)(v > CK_ALL(0x7F))),
    };
}

// MARK: From blocks to words

// What a block needs to know of its neighbours. `spill*` are the bits of a scalar that began in the block before.
typedef struct {
    uint64_t spill_letters, spill_digits, spill_unspaced, spill_joined, spill_special, spill_covered;
    uint8_t spill_bytes[4];
    uint32_t spill_count;
} carry;

// The masks of a block once its scalars beyond ASCII are in.
typedef struct {
    uint64_t letters, digits, unspaced, joined;
    uint64_t apostrophes, points, dots, underscores, ascii_letters;
} resolved;

CK_INLINE uint64_t span_mask(uint32_t bit, uint32_t length, uint64_t *spill) {
    uint64_t ones = ((uint64_t)1 << length) - 1;
    *spill = bit + length > 64 ? ones >> (64 - bit) : 0;
    return ones << bit;
}

// Looks up the scalars beyond ASCII of one block. Not inlined: English prose seldom comes here.
__attribute__((noinline)) static uint64_t resolve_beyond(const uint8_t *text, size_t available, size_t base,
                                                         uint64_t pending, unsigned options, uint8_t *out,
                                                         const resolved *before, resolved *r, carry *c) {
    uint64_t special = 0;
    while (pending) {
        uint32_t bit = (uint32_t)__builtin_ctzll(pending);
        size_t at = base + bit;
        if (at >= available) break;
        // Most scalars beyond ASCII are letters of two bytes, within one block, whose folded form has two bytes too.
        uint8_t lead = text[at];
        if (lead >= 0xC2 && lead < 0xE0 && bit < 63 && at + 1 < available && (text[at + 1] & 0xC0) == 0x80) {
            uint32_t scalar = (uint32_t)(lead & 0x1F) << 6 | (text[at + 1] & 0x3F);
            uint32_t e = ck_word_entry(scalar);
            uint32_t to = (uint32_t)((int32_t)scalar + ck_word_folds[e]);
            if (ck_word_parts[e] == CK_LETTER && to >= 0x80 && to < 0x800) {
                uint64_t pair = (uint64_t)3 << bit;
                pending &= ~pair;
                r->letters |= pair;
                out[bit] = (uint8_t)(0xC0 | to >> 6);
                out[bit + 1] = (uint8_t)(0x80 | (to & 0x3F));
                continue;
            }
        }
        decoded d = decode(text + at, available - at);
        uint32_t e = d.length == 1 ? 0 : ck_word_entry(d.scalar);
        uint64_t spill;
        uint64_t mask = span_mask(bit, d.length, &spill);
        pending &= ~mask;
        c->spill_covered |= spill;
        int part = ck_word_parts[e];
        if (part == CK_SEPARATOR) continue;
        uint64_t previous_letter = bit ? r->letters >> (bit - 1) & 1 : before->letters >> 63;
        uint64_t previous_digit = bit ? r->digits >> (bit - 1) & 1 : before->digits >> 63;
        if (is_extender(part)) {
            uint64_t previous_unspaced = bit ? r->unspaced >> (bit - 1) & 1 : before->unspaced >> 63;
            if (!(previous_letter | previous_digit | previous_unspaced)) continue;
            if (part != CK_MARK) {
                special |= mask;
                c->spill_special |= spill;
            }
            part = previous_letter ? CK_LETTER : previous_digit ? CK_DIGIT : CK_UNSPACED;
        } else if (part == CK_APOSTROPHE || part == CK_INNER || part == CK_NUMBER_POINT) {
            int numeric = part == CK_NUMBER_POINT;
            if (!(options & (numeric ? CK_JOIN_NUMBERS : CK_JOIN_APOSTROPHES))) continue;
            if (!(numeric ? previous_digit : previous_letter) || at + d.length >= available) continue;
            decoded n = decode(text + at + d.length, available - at - d.length);
            if (n.length == 1 && text[at + d.length] >= 0x80) continue;
            if (ck_word_parts[ck_word_entry(n.scalar)] != (numeric ? CK_DIGIT : CK_LETTER)) continue;
            r->joined |= mask;
            c->spill_joined |= spill;
            if (part == CK_APOSTROPHE) {
                special |= mask;
                c->spill_special |= spill;
            }
            continue;
        }
        if (part == CK_LETTER) {
            r->letters |= mask;
            c->spill_letters |= spill;
        } else if (part == CK_DIGIT) {
            r->digits |= mask;
            c->spill_digits |= spill;
        } else {
            r->unspaced |= mask;
            c->spill_unspaced |= spill;
            special |= mask;
            c->spill_special |= spill;
        }
        int32_t fold = ck_word_folds[e];
        if (fold) {
            uint32_t to = (uint32_t)((int32_t)d.scalar + fold);
            if (encoded_length(to) != d.length) {
                special |= mask;
                c->spill_special |= spill;
            } else {
                // Bytes that fall into the next block would be overwritten when it is stored: they are kept aside.
                uint8_t bytes[4];
                encode(to, bytes);
                uint32_t here = bit + d.length > 64 ? 64 - bit : d.length;
                memcpy(out + bit, bytes, here);
                c->spill_count = d.length - here;
                memcpy(c->spill_bytes, bytes + here, d.length - here);
            }
        }
    }
    return special;
}

// The word bits of block `b`, whose neighbours are `a` and `n`.
CK_INLINE uint64_t join(const resolved *a, const resolved *b, const resolved *n, unsigned options) {
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
                                 uint8_t *lowered, uint64_t *words, uint64_t *special),
            (text, available, length, options, lowered, words, special)) {
    resolved a = {0}, b = {0}, n;
    carry c = {0};
    uint64_t any = 0;
    size_t blocks = (length + 63) / 64;
    for (size_t i = 0; i <= blocks; i++) {
        n = (resolved){0};
        size_t base = i * 64;
        if (base < available) {
            block_masks m;
            uint8_t tail[64], scratch[64];
            // The block after the last is looked at only for its first bytes, and not stored.
            uint8_t *out = i < blocks ? lowered + base : scratch;
            if (base + 64 <= available) {
                classify(text + base, out, &m);
            } else {
                memset(tail, 0, 64);
                memcpy(tail, text + base, available - base);
                classify(tail, out, &m);
            }
            n.letters = m.letters | c.spill_letters;
            n.digits = m.digits | c.spill_digits;
            n.unspaced = c.spill_unspaced;
            n.joined = c.spill_joined;
            n.apostrophes = m.apostrophes;
            n.points = m.points;
            n.dots = m.dots;
            n.underscores = m.underscores;
            n.ascii_letters = m.letters;
            uint64_t s = c.spill_special;
            uint64_t pending = m.beyond & ~c.spill_covered;
            for (uint32_t k = 0; k < c.spill_count; k++) out[k] = c.spill_bytes[k];
            if (m.beyond) {
                c = (carry){0};
                if (pending)
                    s |= resolve_beyond(text, available, base, pending, options, out, &b, &n, &c);
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
                  uint8_t *lowered, uint64_t *words, uint64_t *special) {
    return CK_AT_LEVEL(variant, words_of, (text, available, length, options, lowered, words, special));
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
