// Every kernel at every level of this processor against a plain loop: `make test-kernels`, and for ARM in an emulator
// `make test-aarch64`. Prints the levels that were run; a difference ends the program.
#include "CKernels.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A twin must round as the kernel does where the kernel promises its bits.
#pragma STDC FP_CONTRACT OFF

static void check_(int condition, const char *text, int line) {
    if (condition) return;
    fprintf(stderr, "kernels.c:%d: level %d: %s\n", line, (int)ck_level(), text);
    exit(1);
}
#define CHECK(condition) check_(condition, #condition, __LINE__)

// SplitMix64.
static uint64_t state;
static uint64_t next(void) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}
static size_t below(size_t limit) { return (size_t)(next() % limit); }
static float number(void) { return (float)(int64_t)(next() >> 40) / (1 << 22) - 2; }

static int is_bit(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }
static int is_letter(uint8_t b) { return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z'); }
static int is_digit(uint8_t b) { return b >= '0' && b <= '9'; }

enum { MOST = 700 };

// Bytes with many of what the kernels look for; `ascii` of 4 are plain.
static size_t fill(uint8_t *bytes, size_t ascii) {
    static const char common[] = "aZ09 .,'_\"\\\n:;!?()[]/|^%DPp3@";
    static const char *const longer[] = {"é", "É", "ß", "’", "漢", "か", "ж", "Ж", "١", "😀", "¡", "׃", "।"};
    size_t n = 0, length = below(MOST - 8);
    while (n < length) {
        if (below(4) < ascii) bytes[n++] = (uint8_t)common[below(sizeof common - 1)];
        else if (below(20) == 0) bytes[n++] = (uint8_t)next();
        else {
            const char *s = longer[below(sizeof longer / sizeof *longer)];
            memcpy(bytes + n, s, strlen(s));
            n += strlen(s);
        }
    }
    return n;
}

// MARK: Text

static void words(int32_t level) {
    uint8_t text[MOST], lowered[MOST + 64], first_lowered[MOST + 64];
    uint64_t found[MOST / 64 + 2], special[MOST / 64 + 2], first[MOST / 64 + 2], first_special[MOST / 64 + 2];
    uint32_t edges[MOST + 128 + CK_EDGES_MARGIN];
    for (int round = 0; round < 2000; round++) {
        size_t ascii = (size_t)round % 5, n = fill(text, ascii), blocks = (n + 63) / 64;
        unsigned options = (unsigned)below(16);
        uint64_t any = ck_words(level, text, n, n, options, NULL, lowered, found, special);
        uint64_t first_any = ck_words(0, text, n, n, options, NULL, first_lowered, first, first_special);
        CHECK(any == first_any && memcmp(lowered, first_lowered, n) == 0);
        CHECK(memcmp(found, first, blocks * 8) == 0 && memcmp(special, first_special, blocks * 8) == 0);
        for (size_t i = 0; i < n; i++) {
            uint8_t b = text[i];
            if (b < 0x80) CHECK(lowered[i] == (b >= 'A' && b <= 'Z' ? b + 32 : b));
            if (b < 0x80 && (is_letter(b) || is_digit(b))) CHECK(is_bit(found, i));
            if (b < 0x80 && !is_letter(b) && !is_digit(b) && !strchr("'._,", b)) CHECK(!is_bit(found, i));
        }
        size_t count = ck_word_edges(level, found, blocks, edges), met = 0;
        int inside = 0;
        for (size_t i = 0; i <= blocks * 64; i++) {
            int bit = i < blocks * 64 ? is_bit(found, i) : 0;
            if (bit != inside) CHECK(met < count && edges[met++] == i);
            inside = bit;
        }
        CHECK(met == count);
    }
}

static void folded_and_scanned(void) {
    uint8_t text[MOST], out[MOST];
    uint64_t stops[MOST / 64 + 2], first[MOST / 64 + 2];
    int32_t level = ck_level();
    for (int round = 0; round < 2000; round++) {
        size_t n = fill(text, (size_t)round % 5);
        memset(out, 0, sizeof out);
        ck_fold_latin(text, n, out);
        for (size_t i = 0; i < n; i++) {
            int capital = text[i] >= 'A' && text[i] <= 'Z';
            int latin = i > 0 && text[i - 1] == 0xC3 && text[i] >= 0x80 && text[i] < 0x9F && text[i] != 0x97;
            CHECK(out[i] == (capital || latin ? text[i] | 0x20 : text[i]));
        }
        size_t run = ck_json_plain_run(text, n), plain = 0;
        while (plain < n && text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\') plain++;
        CHECK(run == plain);
        // The search for sentence ends at this level and at the first, from the start and from a block in the middle.
        ck_blanks blanks = round % 2 ? CK_BLANKS_BEFORE_STARTS : CK_BLANKS_AFTER_FACES;
        size_t start = n / 2 / 64 * 64;
        for (int half = 0; half < 2 && n > 0; half++) {
            size_t from = half ? start : 0, blocks = (n - from + 63) / 64;
            ck_sentence_stops(text, n, from, n, blanks, stops);
            ck_use_level(0);
            ck_sentence_stops(text, n, from, n, blanks, first);
            ck_use_level(level);
            CHECK(memcmp(stops, first, blocks * 8) == 0);
            for (size_t i = from; i < n; i++)
                if (strchr(".!?:;\n\"()[]", text[i]) && text[i]) CHECK(is_bit(stops, i - from));
        }
    }
}

static void languages(void) {
    enum { SLOTS = 512, WORDS = 200, LONGEST = 41 };
    static uint8_t checks[SLOTS];
    static int8_t weights[SLOTS * CK_LANGUAGE_COLUMNS];
    static uint32_t letters[WORDS * LONGEST], ends[WORDS];
    uint64_t features[5 * LONGEST + 1];
    for (size_t i = 0; i < sizeof checks; i++) checks[i] = (uint8_t)next();
    for (size_t i = 0; i < sizeof weights; i++) weights[i] = (int8_t)next();
    for (int round = 0; round < 100; round++) {
        int32_t sums[CK_LANGUAGE_COLUMNS] = {0}, expected[CK_LANGUAGE_COLUMNS] = {0};
        uint32_t known = 0, used = 0;
        size_t words = below(WORDS);
        for (size_t w = 0; w < words; w++) {
            uint32_t start = used;
            letters[used++] = ' ';
            for (size_t i = below(LONGEST - 2) + 1; i > 0; i--) letters[used++] = 'a' + (uint32_t)below(26);
            letters[used++] = ' ';
            ends[w] = used;
            size_t count = ck_language_features(letters + start, used - start, features);
            CHECK(count > 0 && count <= 5 * (used - start) + 1);
            for (size_t f = 0; f < count; f++) {
                uint8_t check = ck_language_check(features[f]);
                uint32_t slot = ck_language_slot(features[f], SLOTS, 0);
                if (checks[slot] != check) slot = ck_language_slot(features[f], SLOTS, 1);
                if (checks[slot] != check) continue;
                known++;
                for (size_t k = 0; k < CK_LANGUAGE_COLUMNS; k++) expected[k] += weights[slot * CK_LANGUAGE_COLUMNS + k];
            }
        }
        CHECK(ck_language_scores(checks, weights, SLOTS, letters, ends, words, sums) == known);
        CHECK(memcmp(sums, expected, sizeof sums) == 0);
    }
}

// MARK: Numbers

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void sorting(int32_t level) {
    enum { SIZE = 4096 };
    static _Alignas(64) uint32_t keys[SIZE + 32];
    static uint32_t expected[SIZE], runs[SIZE], ends[SIZE + 16];
    for (int round = 0; round < 400; round++) {
        size_t count = 1 + below(round % 8 ? 200 : SIZE);
        uint32_t mask = UINT32_MAX >> below(32);
        for (size_t i = 0; i < count; i++) expected[i] = keys[i] = (uint32_t)next() & mask;
        for (size_t i = count; i < count + 17; i++) keys[i] = UINT32_MAX;
        qsort(expected, count, sizeof *expected, ascending);
        ck_sort_network(level, keys, (count + 15) / 16);
        CHECK(memcmp(keys, expected, count * sizeof *keys) == 0);
        size_t found = ck_find_runs(level, keys, count, runs, ends), met = 0;
        for (size_t i = 0; i < count; i++) {
            if (i + 1 < count && keys[i + 1] == keys[i]) continue;
            CHECK(met < found && runs[met] == keys[i] && ends[met] == i + 1);
            met++;
        }
        CHECK(met == found);
    }
}

static void vectors(void) {
    enum { SIZE = 300 };
    float a[SIZE], b[SIZE], c[SIZE];
    for (int round = 0; round < 300; round++) {
        size_t n = below(SIZE);
        double dot = 0, squares = 0;
        float alpha = number();
        for (size_t i = 0; i < n; i++) {
            a[i] = number();
            b[i] = number();
            dot += (double)a[i] * b[i];
            squares += (double)a[i] * a[i];
        }
        CHECK(fabs(ck_dot(a, b, n) - dot) < 1e-3);
        CHECK(fabs(ck_sum_of_squares(a, n) - squares) < 1e-9 * (squares + 1));
        memcpy(c, a, sizeof a);
        ck_scale(alpha, c, n);
        for (size_t i = 0; i < n; i++) CHECK(c[i] == alpha * a[i]);
    }
}

static void matrices(void) {
    enum { ROWS = 20, COLUMNS = 30, STRIDE = 176, DEPTH = 400 };
    static float x[COLUMNS * STRIDE], c[ROWS * STRIDE], a[ROWS * DEPTH], b[COLUMNS * DEPTH], product[ROWS * COLUMNS];
    float values[ROWS * 6];
    uint32_t columns[ROWS * 6];
    int64_t offsets[ROWS + 1] = {0};
    for (size_t i = 0; i < COLUMNS * STRIDE; i++) x[i] = number();
    for (size_t r = 0; r < ROWS; r++) {
        offsets[r + 1] = offsets[r] + (int64_t)below(6);
        for (int64_t p = offsets[r]; p < offsets[r + 1]; p++) {
            values[p] = number();
            columns[p] = (uint32_t)below(COLUMNS);
        }
    }
    ck_sparse_times_dense(offsets, columns, values, 1, ROWS, x, c, STRIDE, STRIDE);
    for (size_t r = 1; r < ROWS; r++)
        for (size_t j = 0; j < STRIDE; j++) {
            double sum = 0;
            for (int64_t p = offsets[r]; p < offsets[r + 1]; p++) sum += (double)values[p] * x[columns[p] * STRIDE + j];
            CHECK(fabs(c[r * STRIDE + j] - sum) < 1e-4);
        }
    for (size_t i = 0; i < ROWS * DEPTH; i++) a[i] = number();
    for (size_t i = 0; i < COLUMNS * DEPTH; i++) b[i] = number();
    for (size_t depth = 0; depth <= DEPTH; depth += 57) {
        memset(product, 0, sizeof product);
        ck_multiply_transposed(a, DEPTH, b, DEPTH, product, COLUMNS, ROWS, COLUMNS, depth, 1);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < COLUMNS; j++) {
                double sum = 0;
                for (size_t p = 0; p < depth; p++) sum += (double)a[i * DEPTH + p] * b[j * DEPTH + p];
                CHECK(fabs(product[i * COLUMNS + j] - sum) < 1e-2);
            }
    }
}

static void weights(void) {
    enum { CLASSES = 23, ROWS = 40 };
    int8_t table[ROWS * CLASSES];
    int32_t rows[17];
    float factors[17], sums[CLASSES] = {0}, expected[CLASSES] = {0};
    for (size_t i = 0; i < sizeof table; i++) table[i] = (int8_t)next();
    for (size_t j = 0; j < 17; j++) {
        rows[j] = (int32_t)below(ROWS);
        factors[j] = number();
        for (size_t k = 0; k < CLASSES; k++) expected[k] += factors[j] * (float)table[rows[j] * CLASSES + (int)k];
    }
    ck_add_rows_int8(sums, table, CLASSES, rows, factors, 17);
    CHECK(memcmp(sums, expected, sizeof sums) == 0);
}

static void search(void) {
    enum { SIZE = 500 };
    static uint8_t levels[SIZE * CK_DENSE_COLUMNS];
    float sums[SIZE], norms[2][SIZE], uppers[SIZE];
    uint32_t places[SIZE];
    for (int round = 0; round < 200; round++) {
        size_t n = below(SIZE);
        for (size_t i = 0; i < n; i++) {
            sums[i] = number();
            norms[0][i] = number();
            norms[1][i] = number();
        }
        float bar = 1.9f + number() / 20;
        size_t above = 0;
        while (above < n && !(sums[above] > bar)) above++;
        CHECK(ck_find_above(sums, n, bar) == above);
        ck_score_bound bound = {{norms[0], norms[1]}, {0.5f, 0.25f}, 2, 0.125f};
        size_t count = ck_bound_scan(sums, n, &bound, bar, places, SIZE), met = 0;
        for (size_t i = 0; i < n; i++) {
            float upper = sums[i] + 0.125f;
            upper += 0.5f * norms[0][i];
            upper += 0.25f * norms[1][i];
            if (upper >= bar) CHECK(met < count && places[met++] == i);
        }
        CHECK(met == count);
        if (count > 3) CHECK(ck_bound_scan(sums, n, &bound, bar, places, 3) == 4);
        ck_dense_bound dense = {levels, {0}, 0.75f};
        for (size_t i = 0; i < sizeof levels; i++) levels[i] = (uint8_t)next();
        for (size_t i = 0; i < CK_DENSE_COLUMNS; i++) dense.factors[i] = number() / 256;
        for (size_t i = 0; i < n; i++) places[i] = (uint32_t)below(n);
        ck_close_bounds(sums, &bound, &dense, places, n, uppers);
        for (size_t i = 0; i < n; i++) {
            size_t at = places[i];
            double sum = sums[at] + 0.125 + 0.5 * norms[0][at] + 0.25 * norms[1][at] + 0.75;
            for (size_t k = 0; k < CK_DENSE_COLUMNS; k++) sum += (double)dense.factors[k] * levels[at * CK_DENSE_COLUMNS + k];
            CHECK(fabs(uppers[i] - sum) < 1e-4);
        }
    }
}

static void trees(void) {
    // A tree of three leaves: column 0 <= 0 ? leaf 0 : column 1 <= 0.5 ? leaf 1 : leaf 2.
    ck_tree_node nodes[2] = {{0, 0, ~1u}, {0.5f, 1, ~2u}};
    ck_tree tree = {2, 0};
    float leaves[3] = {1, 10, 100}, rows[CK_TREE_ROWS * 3], columns[2 * CK_TREE_ROWS], sums[CK_TREE_ROWS];
    uint32_t read[2] = {2, 0};
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < CK_TREE_ROWS * 3; i++) rows[i] = below(9) ? number() : NAN;
        ck_trees_columns(rows, 3, CK_TREE_ROWS, read, 2, columns);
        for (size_t r = 0; r < CK_TREE_ROWS; r++) sums[r] = (float)r;
        ck_trees_add(nodes, &tree, 1, leaves, columns, sums);
        for (size_t r = 0; r < CK_TREE_ROWS; r++) {
            const float *row = rows + r * 3;
            float leaf = row[2] <= 0 ? 1 : row[0] <= 0.5f ? 10 : 100;
            CHECK(sums[r] == (float)r + leaf);
        }
    }
}

int main(void) {
    for (int32_t level = 0; level <= ck_best_level(); level++) {
        state = 20261129;
        ck_use_level(level);
        words(level);
        folded_and_scanned();
        languages();
        sorting(level);
        vectors();
        matrices();
        weights();
        search();
        trees();
        printf("kernels: level %d equals the plain loops\n", (int)level);
    }
    return 0;
}
