#include "linear.h"
#include "dispatch.h"

// A fused multiply-add rounds once where a product and a sum round twice: without this line, results would depend on
// the processor.
#pragma STDC FP_CONTRACT OFF

CK_DISPATCH(void, ck_add_rows_int8, (float *restrict sums, const int8_t *restrict weights, size_t classes,
                                     const int32_t *rows, const float *factors, size_t count),
            (sums, weights, classes, rows, factors, count)) {
    for (size_t j = 0; j < count; j++) {
        const int8_t *row = weights + (size_t)rows[j] * classes;
        float factor = factors[j];
        for (size_t k = 0; k < classes; k++) sums[k] += factor * (float)row[k];
    }
}
