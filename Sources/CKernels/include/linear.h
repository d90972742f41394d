#pragma once
#include <stddef.h>
#include <stdint.h>

// Adds to each of `classes` sums the 8-bit weights of `count` rows, each row times a factor:
// sums[k] += factors[j] * weights[rows[j] * classes + k]. The result is the same on every processor, bit for bit.
void ck_add_rows_int8(float *sums, const int8_t *weights, size_t classes, const int32_t *rows, const float *factors,
                      size_t count);
