#pragma once
#include <stdint.h>
#include <string.h>
#include "dispatch.h"

// 64 bytes at a time: comparisons give bytes of all ones, CK_MASK makes a bit of each.
typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#define CK_ALL(byte) ((bytes64){} + (uint8_t)(byte))
#define CK_IS(v, byte) ((bytes64)((v) == CK_ALL(byte)))
#define CK_IN(v, low, high) ((bytes64)((v) - CK_ALL(low) <= CK_ALL((high) - (low))))

#define CK_MASK(v)                                         \
    ({                                                     \
        bits64 bits = __builtin_convertvector((v), bits64); \
        uint64_t mask;                                     \
        memcpy(&mask, &bits, sizeof mask);                 \
        mask;                                              \
    })
