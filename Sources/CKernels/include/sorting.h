#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Rows of counts (sorting.c)

// Writes each different key, ascending, and how often it occurs; returns how many there are. No key is above `largest`,
// and `scratch` holds 2 * count + CK_SCRATCH_MARGIN. `variant` is a level of the processor.
enum { CK_SCRATCH_MARGIN = 64 };
size_t ck_count_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                     uint32_t *columns, float *counts);

// The same for keys (column << 1 | negative): each column and its sum of 1 and -1.
size_t ck_sum_signed_keys(int32_t variant, const uint32_t *keys, size_t count, uint32_t largest, uint32_t *scratch,
                          uint32_t *columns, float *sums);
