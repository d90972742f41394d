// Trains the language model (with 0 epochs: measures the one that is there): reads labelled snippets, chooses features, fits a softmax over them, writes int8 weights.
//
//   cc -O3 -I../../Sources/CKernels/include train.c ../../Sources/CKernels/{language,system}.c -lm -o train
//   ./train words.tsv languages slots epochs rate model.bin [development.tsv]
//
// words.tsv: "language TAB words" a line, the words as `evaluate-text language-words` cuts them, a blank between two;
// languages: codes joined by commas, in the order of the columns. Features are chosen by mutual information with the label.
// Everything is in file order and single-threaded, so that equal input gives equal bytes.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

enum { COLUMNS = CK_LANGUAGE_COLUMNS, CAPACITY = 1 << 16 };

typedef struct {
    char *text;
    int label;
} snippet;

typedef struct {
    uint64_t feature;
    uint32_t last;
    uint32_t total;
    uint32_t counts[COLUMNS];
} entry;

static entry *table;
static size_t mask, used;

static entry *find(uint64_t f) {
    size_t i = f & mask;
    while (table[i].total && table[i].feature != f) i = (i + 1) & mask;
    return &table[i];
}

static void grow(void) {
    entry *old = table;
    size_t size = mask + 1;
    mask = size * 2 - 1;
    table = calloc(mask + 1, sizeof(entry));
    for (size_t i = 0; i < size; i++)
        if (old[i].total) *find(old[i].feature) = old[i];
    free(old);
}

static char *read_all(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f) { perror(path); exit(2); }
    fseek(f, 0, SEEK_END);
    *n = (size_t)ftell(f);
    rewind(f);
    char *b = malloc(*n + 1);
    if (fread(b, 1, *n, f) != *n) exit(2);
    b[*n] = 0;
    fclose(f);
    return b;
}

// The words of a line in scalars, each between two blanks; returns how many words there are.
static size_t read_words(const char *text, const char *end, uint32_t *letters, uint32_t *ends) {
    size_t words = 0, used = 0;
    while (text < end && used + 64 < CAPACITY) {
        letters[used++] = ' ';
        while (text < end && *text != ' ') {
            uint8_t lead = (uint8_t)*text++;
            int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            uint32_t scalar = more ? lead & (0x3Fu >> more) : lead;
            while (more-- && text < end) scalar = scalar << 6 | ((uint8_t)*text++ & 0x3F);
            letters[used++] = scalar;
        }
        letters[used++] = ' ';
        ends[words++] = (uint32_t)used;
        text++;
    }
    return words;
}

static uint32_t letters[CAPACITY], ends[CAPACITY];

static size_t features_of(const char *text, uint64_t *features) {
    size_t words = read_words(text, text + strlen(text), letters, ends), found = 0;
    for (size_t w = 0; w < words; w++) {
        uint32_t start = w ? ends[w - 1] : 0;
        if (found + 5 * (ends[w] - start) + 1 > CAPACITY) break;
        found += ck_language_features(letters + start, ends[w] - start, features + found);
    }
    return found;
}

static char names[COLUMNS][8];
static int languages;

static int label_of(const char *s, size_t n) {
    for (int i = 0; i < languages; i++)
        if (strlen(names[i]) == n && !memcmp(names[i], s, n)) return i;
    return -1;
}

typedef struct { double score; uint64_t feature; uint32_t slot; } chosen;

static int by_score(const void *a, const void *b) {
    const chosen *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

static float *weights;
static int8_t *quantized;
static uint8_t *checks;
static uint64_t *owners;
static uint32_t slots;
static float bias[COLUMNS];

static int lookup(uint64_t f, uint32_t *slot, int exact) {
    for (int k = 0; k < 2; k++) {
        uint32_t s = ck_language_slot(f, slots, k);
        if (exact ? owners[s] == f && checks[s] : checks[s] == ck_language_check(f)) return *slot = s, 1;
    }
    return 0;
}

static void evaluate(const char *path, float scale) {
    size_t n;
    char *b = read_all(path, &n);
    char buckets[16][16];
    int nb = 0;
    static double ok[16][COLUMNS], all[16][COLUMNS];
    static int confusion[COLUMNS][COLUMNS];
    memset(ok, 0, sizeof ok); memset(all, 0, sizeof all); memset(confusion, 0, sizeof confusion);
    for (char *line = b; *line;) {
        char *end = strchr(line, '\n'), *t1 = strchr(line, '\t'), *t2 = strchr(t1 + 1, '\t');
        *t1 = 0;
        int k = 0;
        while (k < nb && strcmp(buckets[k], line)) k++;
        if (k == nb) strcpy(buckets[nb++], line);
        int label = label_of(t1 + 1, (size_t)(t2 - t1 - 1));
        int32_t sums[COLUMNS] = {0};
        size_t words = read_words(t2 + 1, end, letters, ends);
        uint32_t known = ck_language_scores(checks, quantized, slots, letters, ends, words, sums);
        int best = 0;
        float top = -1e30f;
        for (int l = 0; l < languages; l++) {
            float v = (float)sums[l] * scale / sqrtf((float)known + 1) + bias[l];
            if (v > top) top = v, best = l;
        }
        all[k][label]++;
        ok[k][label] += best == label;
        const char *show = getenv("SHOW");
        if (best != label && show && !strcmp(show, buckets[k]))
            printf("%s for %s: %.*s\n", names[best], names[label], (int)(end - t2 - 1), t2 + 1);
        if (best != label && k < 3) confusion[label][best]++;
        line = end + 1;
    }
    for (int k = 0; k < nb; k++) {
        double sum = 0; int m = 0;
        for (int l = 0; l < languages; l++) if (all[k][l]) sum += ok[k][l] / all[k][l], m++;
        printf("%s %.2f  ", buckets[k], 100 * sum / m);
    }
    printf("\n");
    for (int l = 0; l < 5; l++) {
        printf("  %s %.1f/%.1f:", names[l], 100 * ok[0][l] / all[0][l], 100 * ok[2][l] / all[2][l]);
        for (int o = 0; o < languages; o++) if (confusion[l][o] > 15) printf(" %s=%d", names[o], confusion[l][o]);
    }
    printf("\n");
    fflush(stdout);
    free(b);
}

static float quantize(void) {
    // One scale for all; clipping a few large weights costs less than coarser steps for the rest.
    size_t n = (size_t)slots * COLUMNS;
    double square = 0; size_t m = 0;
    for (size_t i = 0; i < n; i++) if (weights[i] != 0) square += (double)weights[i] * weights[i], m++;
    float limit = 6 * sqrtf((float)(square / (double)(m ? m : 1)));
    float scale = limit / 127;
    for (size_t i = 0; i < n; i++) {
        float q = roundf(weights[i] / scale);
        quantized[i] = (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
    }
    return scale;
}

int main(int argc, char **argv) {
    if (argc < 7) return fprintf(stderr, "usage: see the top of train.c\n"), 64;
    for (char *s = strtok(argv[2], ","); s; s = strtok(NULL, ",")) strcpy(names[languages++], s);
    slots = (uint32_t)atoi(argv[3]);
    int epochs = atoi(argv[4]);
    float rate = (float)atof(argv[5]);
    if (epochs == 0) {
        // Only measures the model that is there.
        FILE *m = fopen(argv[6], "rb");
        float kept;
        checks = malloc(slots);
        quantized = malloc((size_t)slots * COLUMNS);
        if (!m || fread(&kept, 4, 1, m) != 1 || fread(bias, 4, COLUMNS, m) != COLUMNS ||
            fread(checks, 1, slots, m) != slots || fread(quantized, 1, (size_t)slots * COLUMNS, m) != (size_t)slots * COLUMNS)
            return 2;
        evaluate(argv[7], kept);
        return 0;
    }
    size_t n;
    char *b = read_all(argv[1], &n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += b[i] == '\n';
    snippet *snippets = malloc(count * sizeof(snippet));
    count = 0;
    for (char *line = b; *line;) {
        char *end = strchr(line, '\n'), *tab = strchr(line, '\t');
        *end = 0;
        snippets[count] = (snippet){tab + 1, label_of(line, (size_t)(tab - line))};
        if (snippets[count].label >= 0) count++;
        line = end + 1;
    }

    // Counts of snippets with each feature. Entries seen once are dropped whenever the table is full.
    static uint64_t features[CAPACITY];
    mask = (1 << 21) - 1;
    table = calloc(mask + 1, sizeof(entry));
    double per_label[COLUMNS] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t m = features_of(snippets[i].text, features);
        per_label[snippets[i].label]++;
        for (size_t k = 0; k < m; k++) {
            entry *e = find(features[k]);
            if (!e->total) { e->feature = features[k]; used++; e->last = UINT32_MAX; }
            if (e->last != (uint32_t)i) { e->total++; e->counts[snippets[i].label]++; e->last = (uint32_t)i; }
            if (used * 10 > (mask + 1) * 7) grow();
        }
    }
    // Mutual information between a feature's presence and the label; languages count by the root of their snippets.
    double prior[COLUMNS], total = 0;
    for (int l = 0; l < languages; l++) total += prior[l] = sqrt(per_label[l]);
    chosen *list = malloc((used + 1) * sizeof(chosen));
    size_t candidates = 0;
    for (size_t i = 0; i <= mask; i++) {
        entry *e = &table[i];
        if (e->total < 4) continue;
        double p = 0, information = 0, joint[COLUMNS];
        for (int l = 0; l < languages; l++)
            p += joint[l] = per_label[l] ? prior[l] / total * e->counts[l] / per_label[l] : 0;
        for (int l = 0; l < languages; l++) {
            double pl = prior[l] / total;
            if (joint[l] > 0) information += joint[l] * log(joint[l] / (p * pl));
            double absent = pl - joint[l];
            if (absent > 0) information += absent * log(absent / ((1 - p) * pl));
        }
        list[candidates++] = (chosen){information, e->feature, 0};
    }
    qsort(list, candidates, sizeof(chosen), by_score);
    checks = calloc(slots, 1);
    owners = calloc(slots, sizeof(uint64_t));
    weights = calloc((size_t)slots * COLUMNS, sizeof(float));
    quantized = calloc((size_t)slots * COLUMNS, 1);
    size_t placed = 0, skipped = 0;
    for (size_t i = 0; i < candidates && placed < slots * 19 / 20; i++) {
        int done = 0;
        uint8_t check = ck_language_check(list[i].feature);
        // A feature whose other place holds the same check byte would be read there.
        uint32_t first = ck_language_slot(list[i].feature, slots, 0);
        if (checks[first] == check) { skipped++; continue; }
        for (int k = 0; k < 2 && !done; k++) {
            uint32_t s = ck_language_slot(list[i].feature, slots, k);
            if (checks[s]) continue;
            checks[s] = check;
            owners[s] = list[i].feature;
            done = 1;
        }
        placed += (size_t)done;
        skipped += !done;
    }
    printf("%zu snippets, %zu features, %zu candidates, %zu placed, %zu skipped, last score %g\n", count, used, candidates, placed, skipped, list[placed + skipped < candidates ? placed + skipped : candidates - 1].score);
    fflush(stdout);
    free(table);

    // Snippets as lists of slots, looked up as the reader will, false matches included.
    uint32_t *index = malloc((count + 1) * sizeof(uint32_t));
    size_t length = 0, room = 1 << 24;
    uint16_t *lists = malloc(room * sizeof(uint16_t));
    if (slots > 65535) return 2;
    for (size_t i = 0; i < count; i++) {
        index[i] = (uint32_t)length;
        size_t m = features_of(snippets[i].text, features);
        for (size_t k = 0; k < m; k++) {
            uint32_t s;
            if (!lookup(features[k], &s, 0)) continue;
            if (length == room) lists = realloc(lists, (room *= 2) * sizeof(uint16_t));
            lists[length++] = (uint16_t)s;
        }
    }
    index[count] = (uint32_t)length;

    // Softmax by AdaGrad, one snippet at a time; the sum of weights is divided by the root of their number.
    float *squares = malloc((size_t)slots * COLUMNS * sizeof(float));
    for (size_t i = 0; i < (size_t)slots * COLUMNS; i++) squares[i] = 1e-4f;
    for (int epoch = 0; epoch < epochs; epoch++) {
        double loss = 0;
        float step = rate * (1 - (float)epoch / (float)epochs) + rate * 0.05f;
        for (size_t i = 0; i < count; i++) {
            uint32_t from = index[i], to = index[i + 1];
            float norm = 1 / sqrtf((float)(to - from) + 1);
            float v[COLUMNS] = {0};
            for (uint32_t k = from; k < to; k++) {
                const float *w = weights + (size_t)lists[k] * COLUMNS;
                for (int l = 0; l < COLUMNS; l++) v[l] += w[l];
            }
            float top = -1e30f, sum = 0;
            for (int l = 0; l < COLUMNS; l++) {
                v[l] = l < languages ? v[l] * norm + bias[l] : -1e30f;
                if (v[l] > top) top = v[l];
            }
            for (int l = 0; l < COLUMNS; l++) sum += v[l] = expf(v[l] - top);
            float g[COLUMNS];
            for (int l = 0; l < COLUMNS; l++) g[l] = v[l] / sum;
            loss -= log((double)g[snippets[i].label] + 1e-12);
            g[snippets[i].label] -= 1;
            for (int l = 0; l < COLUMNS; l++) { bias[l] -= 0.002f * step * g[l]; g[l] *= norm; }
            for (uint32_t k = from; k < to; k++) {
                float *w = weights + (size_t)lists[k] * COLUMNS, *q = squares + (size_t)lists[k] * COLUMNS;
                for (int l = 0; l < COLUMNS; l++) {
                    float d = g[l];
                    q[l] += d * d;
                    w[l] -= step * d / sqrtf(q[l]);
                }
            }
        }
        float scale = quantize();
        printf("epoch %d loss %.4f scale %g\n", epoch, loss / (double)count, (double)scale);
        if (argc > 7) evaluate(argv[7], scale);
    }
    float scale = quantize();
    FILE *f = fopen(argv[6], "wb");
    fwrite(&scale, 4, 1, f);
    fwrite(bias, 4, COLUMNS, f);
    fwrite(checks, 1, slots, f);
    fwrite(quantized, 1, (size_t)slots * COLUMNS, f);
    fclose(f);
    return 0;
}
