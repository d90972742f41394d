// Kernels of the numeric core.
#include "CKernels.h"
#include "dispatch.h"

typedef float lanes16 __attribute__((vector_size(64), aligned(4)));
typedef double lanes8 __attribute__((vector_size(64), aligned(4)));
typedef float lanes8f __attribute__((vector_size(32), aligned(4)));

CK_DISPATCH(float, ck_dot, (const float *a, const float *b, size_t count),
            (a, b, count)) {
    lanes16 s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    size_t i = 0;
    for (; i + 64 <= count; i += 64) {
        s0 += *(const lanes16 *)(a + i) * *(const lanes16 *)(b + i);
        s1 += *(const lanes16 *)(a + i + 16) * *(const lanes16 *)(b + i + 16);
        s2 += *(const lanes16 *)(a + i + 32) * *(const lanes16 *)(b + i + 32);
        s3 += *(const lanes16 *)(a + i + 48) * *(const lanes16 *)(b + i + 48);
    }
    for (; i + 16 <= count; i += 16) s0 += *(const lanes16 *)(a + i) * *(const lanes16 *)(b + i);
    s0 = (s0 + s1) + (s2 + s3);
    float sum = 0;
    for (int lane = 0; lane < 16; lane++) sum += s0[lane];
    for (; i < count; i++) sum += a[i] * b[i];
    return sum;
}

CK_DISPATCH(double, ck_sum_of_squares, (const float *x, size_t count),
            (x, count)) {
    lanes8 s0 = {0}, s1 = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        lanes8 a = __builtin_convertvector(*(const lanes8f *)(x + i), lanes8);
        lanes8 b = __builtin_convertvector(*(const lanes8f *)(x + i + 8), lanes8);
        s0 += a * a;
        s1 += b * b;
    }
    s0 += s1;
    double sum = 0;
    for (int lane = 0; lane < 8; lane++) sum += s0[lane];
    for (; i < count; i++) sum += (double)x[i] * (double)x[i];
    return sum;
}

CK_DISPATCH(void, ck_scale, (float factor, float *x, size_t count),
            (factor, x, count)) {
    for (size_t i = 0; i < count; i++) x[i] *= factor;
}

// Matrices.

// One strip of 16·N columns of the product: the sums stay in registers while a row's values are walked.
#define CK_STRIP(N)                                                                          \
    do {                                                                                     \
        lanes16 sums[N];                                                                     \
        for (int s = 0; s < N; s++) sums[s] = (lanes16){0};                                  \
        for (size_t p = begin; p < end; p++) {                                               \
            const float *row = x + (size_t)columns[p] * stride + at;                         \
            if (p + 4 < end) {                                                               \
                const float *later = x + (size_t)columns[p + 4] * stride + at;               \
                for (int s = 0; s < N; s++) __builtin_prefetch(later + 16 * s, 0, 3);        \
            }                                                                                \
            float value = values[p];                                                         \
            for (int s = 0; s < N; s++) sums[s] += value * *(const lanes16 *)(row + 16 * s); \
        }                                                                                    \
        for (int s = 0; s < N; s++) *(lanes16 *)(c + row_start + at + 16 * s) = sums[s];     \
        at += 16 * N;                                                                        \
    } while (0)

CK_DISPATCH(void, ck_sparse_times_dense, (const int64_t *offsets, const uint32_t *columns, const float *values, size_t first,
                           size_t last, const float *x, float *c, size_t stride, size_t width),
            (offsets, columns, values, first, last, x, c, stride, width)) {
    for (size_t r = first; r < last; r++) {
        size_t begin = (size_t)offsets[r], end = (size_t)offsets[r + 1], row_start = r * stride, at = 0;
        while (at + 128 <= width) CK_STRIP(8);
        while (at + 32 <= width) CK_STRIP(2);
        while (at + 16 <= width) CK_STRIP(1);
    }
}

// A panel of 16 rows of B is turned so that its k columns are 16 neighbours each; 8 rows of A then share each load.
CK_DISPATCH(void, ck_multiply_transposed, (const float *a, size_t a_stride, const float *b, size_t b_stride, float *c,
                            size_t c_stride, size_t m, size_t n, size_t k, int accumulate),
            (a, a_stride, b, b_stride, c, c_stride, m, n, k, accumulate)) {
    enum { panel_depth = 384 };
    float panel[panel_depth * 16];
    for (size_t depth = 0; depth < k || depth == 0; depth += panel_depth) {
        size_t steps = k - depth < panel_depth ? k - depth : panel_depth;
        int keep = accumulate || depth > 0;
        for (size_t j = 0; j < n; j += 16) {
            size_t width = n - j < 16 ? n - j : 16;
            for (size_t p = 0; p < steps; p++) {
                for (size_t q = 0; q < width; q++) panel[p * 16 + q] = b[(j + q) * b_stride + depth + p];
                for (size_t q = width; q < 16; q++) panel[p * 16 + q] = 0;
            }
            for (size_t i = 0; i < m; i += 8) {
                size_t height = m - i < 8 ? m - i : 8;
                lanes16 sums[8];
                for (int r = 0; r < 8; r++) sums[r] = (lanes16){0};
                const float *rows[8];
                // Rows past the end repeat the last one; their sums are not stored.
                for (size_t r = 0; r < 8; r++) rows[r] = a + (i + (r < height ? r : height - 1)) * a_stride + depth;
                for (size_t p = 0; p < steps; p++) {
                    lanes16 column = *(const lanes16 *)(panel + p * 16);
                    for (int r = 0; r < 8; r++) sums[r] += rows[r][p] * column;
                }
                for (size_t r = 0; r < height; r++) {
                    float *out = c + (i + r) * c_stride + j;
                    for (size_t q = 0; q < width; q++) out[q] = (keep ? out[q] : 0) + sums[r][q];
                }
            }
        }
    }
}
