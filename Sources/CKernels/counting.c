// Counting of terms: the table that numbers word n-grams, and the sorting of a document's terms.
#include "CKernels.h"

#define CK_INLINE static inline __attribute__((always_inline))

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

// Least significant digit first, 8 bits at a time; only as many passes as the largest number needs.
void ck_sort_u32(uint32_t *keys, uint32_t *scratch, size_t count, uint32_t largest) {
    if (count < 32) {
        for (size_t i = 1; i < count; i++) {
            uint32_t key = keys[i];
            size_t j = i;
            for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
            keys[j] = key;
        }
        return;
    }
    int passes = largest < 1u << 8 ? 1 : largest < 1u << 16 ? 2 : largest < 1u << 24 ? 3 : 4;
    size_t places[4][256];
    __builtin_memset(places, 0, sizeof(places[0]) * (size_t)passes);
    for (size_t i = 0; i < count; i++) {
        for (int pass = 0; pass < passes; pass++) places[pass][keys[i] >> (8 * pass) & 255]++;
    }
    uint32_t *from = keys, *to = scratch;
    for (int pass = 0; pass < passes; pass++) {
        size_t *starts = places[pass], sum = 0;
        for (int digit = 0; digit < 256; digit++) {
            size_t here = starts[digit];
            starts[digit] = sum;
            sum += here;
        }
        for (size_t i = 0; i < count; i++) to[starts[from[i] >> (8 * pass) & 255]++] = from[i];
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != keys) __builtin_memcpy(keys, from, count * sizeof(uint32_t));
}

size_t ck_count_runs(const uint32_t *keys, size_t count, uint32_t *columns, float *counts) {
    if (count == 0) return 0;
    size_t runs = 0, start = 0;
    for (size_t i = 1; i <= count; i++) {
        if (i < count && keys[i] == keys[start]) continue;
        columns[runs] = keys[start];
        counts[runs] = (float)(i - start);
        runs++;
        start = i;
    }
    return runs;
}
