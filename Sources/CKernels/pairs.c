// Counting of n-grams: the table that numbers pairs of a beginning and a word.
#include <stdlib.h>
#include "CKernels.h"

// How many n-grams ahead a table is asked for. A table of millions lies in memory, 80 ns away; look-ups do not depend on
// each other, so 16 are kept under way.
#define CK_AHEAD 16

// In a block's keys: this n-gram is the first one of a document in its bucket.
static const uint64_t new_document = (uint64_t)1 << 63;

// In a block's list of buckets: nobody has met this n-gram before.
static const uint8_t new_pair = 0x80;

static inline uint64_t pair_of(uint32_t prefix, uint32_t word) { return ((uint64_t)prefix + 1) << 32 | word; }

static inline uint64_t hash_of(uint64_t pair) {
    unsigned __int128 product = (unsigned __int128)(pair ^ 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// The high bits tell the bucket, the low ones the place in it.
static inline size_t bucket_of(uint64_t hash) { return hash >> 60; }

// Loops over the n-grams i of a block, document after document.
#define CK_EACH_DOCUMENT(block, first, end)                                                            \
    for (size_t document = 0, first = 0, end; document < (block)->document_count;                      \
         first = (block)->ends[document], document++)                                                  \
        if ((end = (block)->ends[document]) > first + (block)->shift && (end -= (block)->shift, 1))

void ck_pairs_sort(ck_pair_block *block) {
    size_t counts[CK_PAIR_BUCKETS] = {0};
    const uint32_t *prefixes = block->prefixes, *words = block->words + block->shift;
    CK_EACH_DOCUMENT(block, first, end) {
        for (size_t i = first; i < end; i++) {
            size_t bucket = bucket_of(hash_of(pair_of(prefixes[i], words[i])));
            block->buckets[i] = (uint8_t)bucket;
            counts[bucket]++;
        }
    }
    size_t places[CK_PAIR_BUCKETS], documents[CK_PAIR_BUCKETS];
    block->starts[0] = 0;
    for (size_t bucket = 0; bucket < CK_PAIR_BUCKETS; bucket++) {
        places[bucket] = block->starts[bucket];
        block->starts[bucket + 1] = block->starts[bucket] + counts[bucket];
        documents[bucket] = SIZE_MAX;
    }
    CK_EACH_DOCUMENT(block, first, end) {
        for (size_t i = first; i < end; i++) {
            size_t bucket = block->buckets[i];
            uint64_t mark = documents[bucket] == document ? 0 : new_document;
            documents[bucket] = document;
            block->places[places[bucket]] = (uint32_t)i;
            block->keys[places[bucket]++] = pair_of(prefixes[i], words[i]) | mark;
        }
    }
}

// How many n-grams so many slots hold: five eighths.
static inline uint64_t capacity_of(uint64_t slots) { return slots / 8 * 5; }

static size_t slot_bytes(const ck_pair_bucket *bucket) { return (bucket->mask + 1) * sizeof(ck_pair_slot); }

void ck_pair_bucket_free(ck_pair_bucket *bucket) {
    if (!bucket->slots) return;
    ck_free_zeros(bucket->slots, slot_bytes(bucket));
    free(bucket->documents);
    free(bucket->numbers);
}

static uint32_t *resized(uint32_t *list, uint64_t capacity) {
    list = realloc(list, capacity * sizeof(uint32_t));
    if (!list) abort();
    return list;
}

// Twice as many slots. What was in one half of a bucket's hashes comes in the order of these, so that both tables are
// walked from front to back.
static void grow(ck_pair_bucket *bucket) {
    ck_pair_bucket old = *bucket;
    uint64_t mask = old.slots ? old.mask * 2 + 1 : 127;
    bucket->mask = mask;
    bucket->slots = ck_allocate_zeros(slot_bytes(bucket));
    bucket->documents = resized(old.documents, capacity_of(mask + 1));
    bucket->numbers = resized(old.numbers, capacity_of(mask + 1));
    for (uint64_t i = bucket->count; i < capacity_of(mask + 1); i++) bucket->documents[i] = 0;
    if (!old.slots) return;
    for (uint64_t i = 0; i <= old.mask; i++) {
        if (old.slots[i].pair == 0) continue;
        uint64_t place = hash_of(old.slots[i].pair) & mask;
        while (bucket->slots[place].pair != 0) place = (place + 1) & mask;
        bucket->slots[place] = old.slots[i];
    }
    ck_free_zeros(old.slots, slot_bytes(&old));
}

// Finds or adds n-grams, for which there is room, and writes their places in the lists over them. Returns how many were
// met for the first time in their document.
static size_t add(ck_pair_bucket *bucket, uint64_t *keys, const uint32_t *places, size_t count, uint8_t *marks) {
    ck_pair_slot *slots = bucket->slots;
    uint64_t mask = bucket->mask, starts[CK_AHEAD];
    uint32_t *documents = bucket->documents, document = bucket->document, next = bucket->count;
    size_t stored = 0;
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            uint64_t key = keys[i - CK_AHEAD], pair = key & ~new_document, place = starts[ring];
            document += key != pair;
            while (slots[place].pair != pair && slots[place].pair != 0) place = (place + 1) & mask;
            // Without a branch: what is new cannot be foreseen.
            ck_pair_slot *slot = slots + place;
            uint32_t is_new = slot->pair == 0, id = is_new ? next : slot->id, is_first = slot->document != document;
            *slot = (ck_pair_slot){pair, id, document};
            documents[id] += is_first;
            stored += is_first;
            next += is_new;
            marks[places[i - CK_AHEAD]] |= is_new ? new_pair : 0;
            keys[i - CK_AHEAD] = id;
        }
        if (i < count) {
            starts[ring] = hash_of(keys[i] & ~new_document) & mask;
            __builtin_prefetch(slots + starts[ring], 1, 3);
        }
    }
    bucket->document = document;
    bucket->count = next;
    return stored;
}

void ck_pairs_add(ck_pair_bucket *bucket, ck_pair_block *block, size_t index) {
    block->before[index] = bucket->count;
    block->stored[index] = 0;
    // In pieces, so that the table does not grow for n-grams that are not new.
    enum { piece = 1024 };
    for (size_t i = block->starts[index]; i < block->starts[index + 1]; i += piece) {
        size_t count = block->starts[index + 1] - i < piece ? block->starts[index + 1] - i : piece;
        while (!bucket->slots || bucket->count + count > capacity_of(bucket->mask + 1)) grow(bucket);
        block->stored[index] += add(bucket, block->keys + i, block->places + i, count, block->buckets);
    }
}

uint32_t ck_pairs_before(const ck_pair_block *block) {
    uint32_t sum = 0;
    for (size_t bucket = 0; bucket < CK_PAIR_BUCKETS; bucket++) sum += block->before[bucket];
    return sum;
}

size_t ck_pairs_stored(const ck_pair_block *block) {
    size_t sum = 0;
    for (size_t bucket = 0; bucket < CK_PAIR_BUCKETS; bucket++) sum += block->stored[bucket];
    return sum;
}

void ck_pairs_number(ck_pair_bucket *buckets, const ck_pair_block *block, uint64_t *pairs, uint32_t next) {
    uint32_t *numbers[CK_PAIR_BUCKETS];
    for (size_t bucket = 0; bucket < CK_PAIR_BUCKETS; bucket++)
        numbers[bucket] = buckets[bucket].numbers + block->before[bucket];
    const uint32_t *prefixes = block->prefixes, *words = block->words + block->shift;
    CK_EACH_DOCUMENT(block, first, end) {
        for (size_t i = first; i < end; i++) {
            if (!(block->buckets[i] & new_pair)) continue;
            // Places in the lists were given in the order of the text, too.
            *numbers[block->buckets[i] & ~new_pair]++ = next;
            pairs[next++] = pair_of(prefixes[i], words[i]);
        }
    }
}

void ck_pairs_write(const ck_pair_bucket *buckets, const ck_pair_block *block, uint32_t *ids) {
    for (size_t bucket = 0; bucket < CK_PAIR_BUCKETS; bucket++) {
        const uint32_t *numbers = buckets[bucket].numbers;
        for (size_t i = block->starts[bucket]; i < block->starts[bucket + 1]; i++)
            ids[block->places[i]] = numbers[block->keys[i]];
    }
}

void ck_pairs_find(const ck_pair_bucket *buckets, const uint32_t *prefixes, const uint32_t *words, size_t count,
                   uint32_t *ids) {
    const ck_pair_slot *places[CK_AHEAD];
    uint64_t wanted[CK_AHEAD];
    for (size_t i = 0; i < count + CK_AHEAD; i++) {
        size_t ring = i % CK_AHEAD;
        if (i >= CK_AHEAD) {
            uint64_t pair = wanted[ring];
            uint32_t id = CK_NONE;
            if (pair != 0) {
                const ck_pair_bucket *bucket = buckets + bucket_of(hash_of(pair));
                uint64_t place = (uint64_t)(places[ring] - bucket->slots);
                while (bucket->slots[place].pair != pair && bucket->slots[place].pair != 0)
                    place = (place + 1) & bucket->mask;
                if (bucket->slots[place].pair != 0) id = bucket->numbers[bucket->slots[place].id];
            }
            ids[i - CK_AHEAD] = id;
        }
        if (i < count) {
            uint64_t pair = prefixes[i] == CK_NONE || words[i] == CK_NONE ? 0 : pair_of(prefixes[i], words[i]);
            uint64_t hash = hash_of(pair);
            const ck_pair_bucket *bucket = buckets + bucket_of(hash);
            // A bucket without slots has no n-grams.
            wanted[ring] = bucket->slots ? pair : 0;
            places[ring] = bucket->slots + (hash & bucket->mask);
            __builtin_prefetch(places[ring], 0, 3);
        }
    }
}
