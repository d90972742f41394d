#pragma once
#include <stddef.h>
#include <stdint.h>

// Converts bytes from a named encoding to UTF-8 with the system's iconv. What the encoding does not have becomes U+FFFD, and
// `errors` counts it. Writes at most `capacity` bytes; 4 bytes for each byte of input are enough.
// Returns the length written, or SIZE_MAX where the system does not know the encoding.
size_t ck_decode(const char *name, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity, size_t *errors);
