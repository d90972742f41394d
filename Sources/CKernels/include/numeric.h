#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Vectors and matrices (numeric.c)
//
// Each function picks the widest instructions of the processor at run time. Sums are split over a fixed number of
// lanes, so that results do not depend on which were picked, but for the rounding of fused multiply-adds.

// Σ a[i]·b[i].
float ck_dot(const float *a, const float *b, size_t count);
// Σ x[i]², in double precision.
double ck_sum_of_squares(const float *x, size_t count);
// x[i] *= factor.
void ck_scale(float factor, float *x, size_t count);

// c[r][0..<width] = Σ values[p]·x[columns[p]][0..<width] over the stored values p of row r, for rows first..<last of a
// sparse matrix. Rows of x and c are `stride` floats apart; stride and width are multiples of 16.
void ck_sparse_times_dense(const int64_t *offsets, const uint32_t *columns, const float *values, size_t first,
                           size_t last, const float *x, float *c, size_t stride, size_t width);

// C = A·Bᵀ + (accumulate ? C : 0) for row-major A m×k, B n×k, C m×n: for machines without a fast BLAS.
void ck_multiply_transposed(const float *a, size_t a_stride, const float *b, size_t b_stride, float *c,
                            size_t c_stride, size_t m, size_t n, size_t k, int accumulate);
