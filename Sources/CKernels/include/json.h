#pragma once
#include <stddef.h>
#include <stdint.h>

/// The number of leading bytes that stand for themselves in a JSON string: neither a quote, a backslash nor a control
/// character. Nothing is read behind bytes + count.
size_t ck_json_plain_run(const uint8_t *bytes, size_t count);
