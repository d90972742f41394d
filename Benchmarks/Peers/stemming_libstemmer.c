// CPU nanoseconds a word of libstemmer over the first column of a vocabulary, best of five rounds.
//
//   cc -O2 stemming_libstemmer.c -lstemmer -o stemming && ./stemming english words.tsv
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double cpu(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    struct sb_stemmer *stemmer = sb_stemmer_new(argv[1], NULL);
    FILE *f = fopen(argv[2], "rb");
    if (!stemmer || !f) return 2;
    fseek(f, 0, SEEK_END);
    size_t n = (size_t)ftell(f), words = 0;
    rewind(f);
    char *text = malloc(n + 1);
    if (fread(text, 1, n, f) != n) return 2;
    text[n] = 0;
    char **start = malloc(n * sizeof(char *));
    int *length = malloc(n * sizeof(int));
    for (char *line = text; *line;) {
        char *end = strchr(line, '\n');
        start[words] = line;
        length[words++] = (int)strcspn(line, "\t\n");
        if (!end) break;
        line = end + 1;
    }
    double best = 1e9;
    long sum = 0;
    for (int round = 0; round < 5; round++) {
        double t = cpu();
        for (size_t i = 0; i < words; i++) {
            sb_stemmer_stem(stemmer, (const sb_symbol *)start[i], length[i]);
            sum += sb_stemmer_length(stemmer);
        }
        t = cpu() - t;
        if (t < best) best = t;
    }
    printf("libstemmer %s %zu words %.1f ns/word (%ld bytes of stems)\n", argv[1], words, best / (double)words * 1e9, sum);
}
