#include "linear.h"

// A fused multiply-add rounds once where a product and a sum round twice: without this line, results would depend on
// the processor.
#pragma STDC FP_CONTRACT OFF

static inline __attribute__((always_inline)) void add_rows(
    float *restrict sums, const int8_t *restrict weights, size_t classes, const int32_t *rows, const float *factors,
    size_t count) {
    for (size_t j = 0; j < count; j++) {
        const int8_t *row = weights + (size_t)rows[j] * classes;
        float factor = factors[j];
        for (size_t k = 0; k < classes; k++) sums[k] += factor * (float)row[k];
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_rows_avx2(
    float *sums, const int8_t *weights, size_t classes, const int32_t *rows, const float *factors, size_t count) {
    add_rows(sums, weights, classes, rows, factors, count);
}
#endif

void ck_add_rows_int8(float *sums, const int8_t *weights, size_t classes, const int32_t *rows, const float *factors,
                      size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        add_rows_avx2(sums, weights, classes, rows, factors, count);
        return;
    }
#endif
    add_rows(sums, weights, classes, rows, factors, count);
}
