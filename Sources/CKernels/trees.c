// Boosted trees on sixteen rows at a time.
//
// A walk from the root down waits for every comparison before it knows the next, and its end cannot be predicted. Here
// all comparisons of a tree are made, for sixteen rows in one instruction each: a comparison that sends a row to the right
// strikes out the leaves on its left, and the first leaf that is left over is the one the walk would have come to. The
// idea is that of C. Lucchese and others, "QuickScorer" (SIGIR 2015); their order by columns is left out, since our trees
// are small.
#include "trees.h"

#include "dispatch.h"

void ck_trees_columns(const float *values, size_t width, size_t rows, const uint32_t *columns, size_t count,
                      float *out) {
    for (size_t row = 0; row < rows; row++) {
        const float *from = values + row * width;
        for (size_t c = 0; c < count; c++) out[c * CK_TREE_ROWS + row] = from[columns[c]];
    }
}

typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t bits __attribute__((vector_size(64), aligned(4)));

CK_DISPATCH(void, ck_trees_add, (const ck_tree_node *nodes, const ck_tree *trees, size_t count, const float *leaves,
                  const float *columns, float *sums),
            (nodes, trees, count, leaves, columns, sums)) {
    uint32_t n = 0;
    for (size_t t = 0; t < count; t++) {
        bits left = (bits){0} - 1;
        for (; n < trees[t].node_end; n++) {
            lanes values = *(const lanes *)(columns + (size_t)nodes[n].column * CK_TREE_ROWS);
            // All ones where the row goes left. What is no number goes right.
            bits goes_left = values <= nodes[n].threshold;
            left &= goes_left | (int32_t)nodes[n].kept;
        }
        const float *leaf = leaves + trees[t].leaf;
        for (int row = 0; row < CK_TREE_ROWS; row++) sums[row] += leaf[__builtin_ctz((uint32_t)left[row])];
    }
}
