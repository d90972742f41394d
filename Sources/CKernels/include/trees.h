#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Regression trees (trees.c)

enum { CK_TREE_ROWS = 16, CK_TREE_LEAVES = 32 };

// A comparison in a tree of at most CK_TREE_LEAVES leaves, which are numbered from left to right: a row with
// column <= threshold goes left, any other right, and then `kept` has no bit of a leaf on the left.
typedef struct {
    float threshold;
    uint32_t column;
    uint32_t kept;
} ck_tree_node;

// The comparisons of a tree, in any order, end at `node_end`, where those of the next begin; its leaves begin at `leaf`.
typedef struct {
    uint32_t node_end;
    uint32_t leaf;
} ck_tree;

// Copies the columns that trees read out of `rows` <= CK_TREE_ROWS rows of `width` numbers, to `out` as ck_trees_add takes
// them; what stands there for rows beyond is left as it is.
void ck_trees_columns(const float *values, size_t width, size_t rows, const uint32_t *columns, size_t count,
                      float *out);

// Adds to the sum of each of CK_TREE_ROWS rows the leaf that it comes to in each tree, tree by tree. Column c of the
// rows lies at columns[c * CK_TREE_ROWS].
void ck_trees_add(const ck_tree_node *nodes, const ck_tree *trees, size_t count, const float *leaves,
                  const float *columns, float *sums);
