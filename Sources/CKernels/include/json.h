#pragma once
#include <stddef.h>
#include <stdint.h>

// JSON strings. Lengths are in bytes; nothing is read behind bytes + count.

/// The number of leading bytes that are neither a quote, a backslash nor a control character.
size_t ck_json_plain_run(const uint8_t *bytes, size_t count);
/// The offset of the quote that ends the string whose content starts at `bytes`; or of the first byte that may not
/// stand there (a control character, a bad escape); or `count` where the string does not end.
size_t ck_json_string_end(const uint8_t *bytes, size_t count, int *has_escapes);
/// Writes the content of a string (checked by `ck_json_string_end`) unescaped: at most `count` bytes. A surrogate
/// without its partner becomes U+FFFD.
size_t ck_json_unescape(const uint8_t *bytes, size_t count, uint8_t *out);
/// Writes text escaped for a JSON string: at most 6 x `count` bytes.
size_t ck_json_escape(const uint8_t *bytes, size_t count, uint8_t *out);
