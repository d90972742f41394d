// libFuzzer target for the C kernels that read untrusted bytes. Every level must give what the plain one gives, within
// what the headers promise; the address sanitizer watches the rest.
#include "CKernels.h"
#include <stdlib.h>
#include <string.h>

static void check(int condition) {
    if (!condition) abort();
}

static void *exactly(size_t size) { return calloc(size ? size : 1, 1); }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // A copy of exactly the right size, so that a read behind the end is noticed.
    uint8_t *bytes = exactly(size);
    if (size) memcpy(bytes, data, size);
    size_t blocks = (size + 63) / 64;
    unsigned options = size ? bytes[0] & 15 : 15;

    size_t run = ck_json_plain_run(bytes, size);
    check(run <= size);
    for (size_t i = 0; i < run; i++) check(bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\');
    if (run < size) check(bytes[run] < 0x20 || bytes[run] == '"' || bytes[run] == '\\');

    uint8_t *lowered[3], *folded[3];
    uint64_t *words[3], *special[3], *stops[3];
    uint32_t *edges[3];
    int32_t best = ck_best_level();
    for (int32_t level = 0; level <= best; level++) {
        ck_use_level(level);
        lowered[level] = exactly(blocks * 64);
        folded[level] = exactly(size);
        words[level] = exactly(blocks * 8);
        special[level] = exactly(blocks * 8);
        stops[level] = exactly(blocks * 8);
        edges[level] = exactly((blocks * 64 + CK_EDGES_MARGIN) * 4);
        ck_words(level, bytes, size, size, options, NULL, lowered[level], words[level], special[level]);
        size_t count = ck_word_edges(level, words[level], blocks, edges[level]);
        check(count % 2 == 0);
        for (size_t i = 0; i < count; i++) {
            check(edges[level][i] <= size);
            if (i > 0) check(edges[level][i] > edges[level][i - 1]);
        }
        ck_fold_latin(bytes, size, folded[level]);
        if (size) ck_sentence_stops(bytes, size, 0, size, CK_BLANKS_BEFORE_STARTS, stops[level]);
        check(memcmp(lowered[level], lowered[0], size) == 0 && memcmp(folded[level], folded[0], size) == 0);
        check(memcmp(words[level], words[0], blocks * 8) == 0 && memcmp(special[level], special[0], blocks * 8) == 0);
        check(memcmp(stops[level], stops[0], blocks * 8) == 0);
    }
    for (int32_t level = 0; level <= best; level++) {
        free(lowered[level]);
        free(folded[level]);
        free(words[level]);
        free(special[level]);
        free(stops[level]);
        free(edges[level]);
    }
    free(bytes);
    return 0;
}
