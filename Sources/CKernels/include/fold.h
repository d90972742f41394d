#pragma once
#include <stddef.h>
#include <stdint.h>

// MARK: Case (fold.c)

// Folds the case of ASCII and of the Latin letters U+00C0 to U+00DE in UTF-8; other bytes stay. `folded` has
// room for `count` bytes.
void ck_fold_latin(const uint8_t *text, size_t count, uint8_t *folded);
