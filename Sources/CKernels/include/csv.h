#pragma once
#include <stddef.h>
#include <stdint.h>

/// The offset behind the line break that ends the CSV record starting at `bytes`, or `count` if it does not end here.
/// `is_open_quote` says whether the bytes end inside a quoted field.
size_t ck_csv_record_end(const uint8_t *bytes, size_t count, uint8_t delimiter, int *is_open_quote);
/// How often a byte occurs.
size_t ck_count_byte(const uint8_t *bytes, size_t count, uint8_t byte);
