// Counting of terms: the table that numbers words.
#include "CKernels.h"
#include "clones.h"

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

// So many words are looked up at a time, each step for all of them: the loads of a step do not wait for each other.
enum { batch = 32 };

// Finds where in the index the searches for words begin, and asks for the words that stand there.
CK_INLINE void ask(const ck_word_table *table, const ck_word_key *keys, size_t stride, size_t count, uint64_t *starts) {
    for (size_t i = 0; i < count; i++) {
        const ck_word_key *key = (const ck_word_key *)((const uint8_t *)keys + i * stride);
        starts[i] = ck_word_hash(*key) & table->mask;
        __builtin_prefetch(table->index + starts[i], 1, 3);
    }
    for (size_t i = 0; i < count; i++) __builtin_prefetch(table->words + table->index[starts[i]], 1, 3);
}

// Where the index has a word, or where it belongs.
CK_INLINE uint64_t search(const ck_word_table *table, uint64_t start, ck_word_key key) {
    while (1) {
        uint32_t place = table->index[start];
        if (place == 0) return start;
        const ck_word *word = table->words + place - 1;
        if (word->key.low == key.low && word->key.high == key.high) return start;
        start = (start + 1) & table->mask;
    }
}

size_t ck_words_number(ck_word_table *table, const ck_word_key *keys, size_t count, uint32_t document, uint32_t *ids,
                       size_t *used, size_t *stored) {
    size_t next = *used, counted = *stored, done = 0;
    uint64_t starts[batch];
    ck_word_table known = *table;
    uint32_t capacity = ck_words_capacity(known);
    while (done < count) {
        size_t size = count - done < batch ? count - done : batch, i = 0;
        ask(&known, keys + done, sizeof(ck_word_key), size, starts);
        for (; i < size; i++) {
            uint64_t start = search(&known, starts[i], keys[done + i]);
            uint32_t place = known.index[start];
            if (place == 0) {
                if (known.used == capacity) break;
                known.words[known.used] = (ck_word){keys[done + i], 0, 0};
                known.index[start] = place = ++known.used;
            }
            // Without a branch: whether a document has a word already is what a document has to say.
            ck_word *word = known.words + place - 1;
            uint32_t is_first = word->document != document, is_kept = place > known.left_out;
            word->document_count += is_first;
            word->document = document;
            ids[next] = place - 1 - known.left_out;
            next += is_kept;
            counted += is_first & is_kept;
        }
        done += i;
        if (i < size) break;
    }
    table->used = known.used;
    *used = next;
    *stored = counted;
    return done;
}

size_t ck_words_find(ck_word_table table, const ck_word_key *keys, size_t count, uint32_t *ids) {
    size_t next = 0;
    uint64_t starts[batch];
    for (size_t done = 0; done < count; done += batch) {
        size_t size = count - done < batch ? count - done : batch;
        ask(&table, keys + done, sizeof(ck_word_key), size, starts);
        for (size_t i = 0; i < size; i++) {
            uint32_t place = table.index[search(&table, starts[i], keys[done + i])];
            ids[next] = place == 0 ? CK_NONE : place - 1 - table.left_out;
            next += place == 0 || place > table.left_out;
        }
    }
    return next;
}

void ck_words_match(ck_word_table table, const ck_word *others, size_t count, uint32_t *ids) {
    uint64_t starts[batch];
    for (size_t done = 0; done < count; done += batch) {
        size_t size = count - done < batch ? count - done : batch;
        ask(&table, &others[done].key, sizeof(ck_word), size, starts);
        for (size_t i = 0; i < size; i++) {
            uint32_t place = table.index[search(&table, starts[i], others[done + i].key)];
            ids[done + i] = place > table.left_out ? place - 1 - table.left_out : CK_NONE;
        }
    }
}

void ck_words_index(ck_word_table table, size_t first) {
    enum { ahead = 16 };
    for (size_t i = first; i < table.used; i++) {
        if (i + ahead < table.used)
            __builtin_prefetch(table.index + (ck_word_hash(table.words[i + ahead].key) & table.mask), 1, 3);
        uint64_t place = ck_word_hash(table.words[i].key) & table.mask;
        while (table.index[place] != 0) place = (place + 1) & table.mask;
        table.index[place] = (uint32_t)i + 1;
    }
}
