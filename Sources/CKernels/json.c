#include "json.h"
#include <string.h>
#include "dispatch.h"

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

// Sixteen bytes are what every processor has a register for, and as long as most runs: no levels.
size_t ck_json_plain_run(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        bytes16 v;
        memcpy(&v, bytes + i, 16);
        bytes16 hits = (bytes16)(v == '"') | (bytes16)(v == '\\') | (bytes16)(v < 0x20);
        bits16 bits = __builtin_convertvector(hits, bits16);
        uint16_t mask;
        memcpy(&mask, &bits, sizeof mask);
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
    while (i < count && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] >= 0x20) i++;
    return i;
}
