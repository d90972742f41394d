// Counting of terms: the tables that number words and n-grams.
#include "CKernels.h"
#include "clones.h"

// How many pairs ahead the table is asked for. A table of a million n-grams lies in memory, 80 ns away; the loads of
// neighbouring pairs do not depend on each other, so 16 of them are kept under way.
#define CK_AHEAD 16

CK_INLINE uint64_t pair_of(uint32_t prefix, uint32_t word) {
    return ((uint64_t)prefix + 1) << 32 | word;
}

CK_INLINE uint64_t place_of(uint64_t pair, uint64_t mask) {
    unsigned __int128 product = (unsigned __int128)(pair ^ 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return ((uint64_t)product ^ (uint64_t)(product >> 64)) & mask;
}

// How many scalars a short word has: its bytes without those that continue one (10xxxxxx).
CK_INLINE size_t scalar_count(ck_word_key key, size_t length) {
    uint64_t high_bits = 0x8080808080808080u;
    uint64_t low = key.low & ~(key.low << 1) & high_bits, high = key.high & ~(key.high << 1) & high_bits;
    return length - (size_t)(((low >> 7) + (high >> 7)) * 0x0101010101010101u >> 56);
}

size_t ck_short_keys(const uint8_t *folded, const uint32_t *edges, size_t words, const uint64_t *special,
                     size_t minimum, ck_word_key *keys, size_t *used) {
    size_t next = 0, i = 0;
    for (; i < words; i++) {
        size_t start = edges[2 * i], length = edges[2 * i + 1] - start;
        if (length > 16) break;
        if (special) {
            // The bits from the word's first on, out of two neighbours.
            uint64_t bits = special[start / 64] >> start % 64;
            if (start % 64) bits |= special[start / 64 + 1] << (64 - start % 64);
            if (bits & (((uint64_t)1 << length) - 1)) break;
        }
        ck_word_key key = ck_short_key(folded + start, length);
        // A word that is too short is written over by the next one.
        keys[next] = key;
        next += scalar_count(key, length) >= minimum;
    }
    *used = next;
    return i;
}

// The table of a hundred thousand words does not fit into the caches of a core either.
size_t ck_words_number(ck_word_slot *slots, uint64_t mask, const ck_word_key *keys, size_t count, uint32_t document,
                       uint32_t *ids, size_t *used) {
    size_t next = *used;
    uint64_t places[CK_AHEAD];
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            ck_word_key key = keys[i - CK_AHEAD];
            uint64_t place = places[ring];
            ck_word_slot *slot = slots + place;
            while (slot->key.low != key.low || slot->key.high != key.high) {
                if ((slot->key.low | slot->key.high) == 0) {
                    *used = next;
                    return i - CK_AHEAD;
                }
                place = (place + 1) & mask;
                slot = slots + place;
            }
            // Without a branch: whether a document has a word already is what a document has to say.
            slot->document_count += slot->document != document;
            slot->document = document;
            ids[next] = slot->id;
            next += slot->id != CK_NONE;
        }
        if (i < count) {
            places[ring] = ck_word_hash(keys[i]) & mask;
            __builtin_prefetch(slots + places[ring], 1, 3);
        }
    }
    *used = next;
    return count;
}

size_t ck_words_find(const ck_word_slot *slots, uint64_t mask, const ck_word_key *keys, size_t count, uint32_t *ids) {
    size_t next = 0;
    uint64_t places[CK_AHEAD];
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            ck_word_key key = keys[i - CK_AHEAD];
            uint64_t place = places[ring];
            const ck_word_slot *slot = slots + place;
            int known = 1;
            while (slot->key.low != key.low || slot->key.high != key.high) {
                if ((slot->key.low | slot->key.high) == 0) {
                    known = 0;
                    break;
                }
                place = (place + 1) & mask;
                slot = slots + place;
            }
            ids[next] = known ? slot->id : CK_NONE;
            next += !known || slot->id != CK_NONE;
        }
        if (i < count) {
            places[ring] = ck_word_hash(keys[i]) & mask;
            __builtin_prefetch(slots + places[ring], 0, 3);
        }
    }
    return next;
}

size_t ck_words_fill(ck_word_slot *slots, uint64_t mask, const ck_word_slot *from, size_t count, uint64_t start,
                     uint64_t stop, uint32_t *late) {
    // As in ck_pairs_fill: those of this stretch are collected, so that their slots are asked for ahead.
    enum { batch = 64 };
    uint64_t places[batch];
    uint32_t words[batch];
    size_t waiting = 0, collected = 0;
    for (size_t i = 0; i < count || collected > 0;) {
        for (; i < count && collected < batch; i++) {
            uint64_t place = ck_word_hash(from[i].key) & mask;
            places[collected] = place;
            words[collected] = (uint32_t)i;
            int mine = place >= start && place < stop && (from[i].key.low | from[i].key.high) != 0;
            collected += mine;
            if (mine) __builtin_prefetch(slots + place, 1, 3);
        }
        for (size_t j = 0; j < collected; j++) {
            uint64_t place = places[j];
            while (place < stop && (slots[place].key.low | slots[place].key.high) != 0)
                place = late ? place + 1 : (place + 1) & mask;
            if (place < stop)
                slots[place] = from[words[j]];
            else
                late[waiting++] = words[j];
        }
        collected = 0;
    }
    return waiting;
}

uint32_t ck_pairs_number(ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                         size_t count, uint32_t *ids, uint64_t *pairs, uint32_t *documents, uint32_t next,
                         uint32_t document) {
    uint64_t places[CK_AHEAD], wanted[CK_AHEAD];
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            uint64_t pair = wanted[ring];
            uint32_t id = CK_NONE;
            if (pair != 0) {
                uint64_t place = places[ring];
                while (slots[place].pair != pair && slots[place].pair != 0) place = (place + 1) & mask;
                ck_pair_slot *slot = slots + place;
                if (slot->pair == 0) {
                    *slot = (ck_pair_slot){pair, next, document};
                    pairs[next] = pair;
                    documents[next] = 1;
                    id = next++;
                } else {
                    id = slot->id;
                    if (slot->document != document) {
                        slot->document = document;
                        documents[id]++;
                    }
                }
            }
            ids[i - CK_AHEAD] = id;
        }
        if (i < count) {
            uint64_t pair = prefixes[i] == CK_NONE || words[i] == CK_NONE ? 0 : pair_of(prefixes[i], words[i]);
            uint64_t place = place_of(pair, mask);
            wanted[ring] = pair;
            places[ring] = place;
            __builtin_prefetch(slots + place, 1, 3);
        }
    }
    return next;
}

void ck_pairs_find(const ck_pair_slot *slots, uint64_t mask, const uint32_t *prefixes, const uint32_t *words,
                   size_t count, uint32_t *ids) {
    uint64_t places[CK_AHEAD], wanted[CK_AHEAD];
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            uint64_t pair = wanted[ring];
            uint32_t id = CK_NONE;
            if (pair != 0) {
                uint64_t place = places[ring];
                while (slots[place].pair != pair && slots[place].pair != 0) place = (place + 1) & mask;
                if (slots[place].pair != 0) id = slots[place].id;
            }
            ids[i - CK_AHEAD] = id;
        }
        if (i < count) {
            uint64_t pair = prefixes[i] == CK_NONE || words[i] == CK_NONE ? 0 : pair_of(prefixes[i], words[i]);
            uint64_t place = place_of(pair, mask);
            wanted[ring] = pair;
            places[ring] = place;
            __builtin_prefetch(slots + place, 0, 3);
        }
    }
}

// The old slots come in the order of their hashes, so both tables are walked from front to back.
void ck_pairs_move(const ck_pair_slot *old, uint64_t old_mask, ck_pair_slot *slots, uint64_t mask) {
    for (uint64_t i = 0; i <= old_mask; i++) {
        if (old[i].pair == 0) continue;
        uint64_t place = place_of(old[i].pair, mask);
        while (slots[place].pair != 0) place = (place + 1) & mask;
        slots[place] = old[i];
    }
}

size_t ck_pairs_fill(ck_pair_slot *slots, uint64_t mask, const uint64_t *pairs, size_t first, size_t end,
                     uint64_t start, uint64_t stop, uint32_t *late) {
    // Half of the n-grams belong to others: those of this stretch are collected, so that their slots are asked for
    // ahead.
    enum { batch = 64 };
    uint64_t places[batch];
    uint32_t ids[batch];
    size_t waiting = 0, collected = 0;
    for (size_t id = first; id < end || collected > 0;) {
        for (; id < end && collected < batch; id++) {
            uint64_t place = place_of(pairs[id], mask);
            places[collected] = place;
            ids[collected] = (uint32_t)id;
            int mine = place >= start && place < stop;
            collected += mine;
            if (mine) __builtin_prefetch(slots + place, 1, 3);
        }
        for (size_t i = 0; i < collected; i++) {
            uint64_t place = places[i];
            while (place < stop && slots[place].pair != 0) place = late ? place + 1 : (place + 1) & mask;
            if (place < stop)
                slots[place] = (ck_pair_slot){pairs[ids[i]], ids[i], 0};
            else
                late[waiting++] = ids[i];
        }
        collected = 0;
    }
    return waiting;
}
