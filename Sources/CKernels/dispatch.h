#pragma once
#include "levels.h"

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#error "Keys of words, masks and model files are read in little-endian order"
#endif

#define CK_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define CK_X86 1
#define CK_V3 __attribute__((target("arch=x86-64-v3")))
#define CK_V4 __attribute__((target("arch=x86-64-v4")))
#else
#define CK_X86 0
#endif

// CK_VARIANTS(type, name, (parameters), (arguments)) { body } defines the function once for each level of ck_level, as
// name_v1, name_v3 and name_v4, of which CK_AT_LEVEL calls one; CK_DISPATCH also defines `name`, which takes the level in
// use. The body is written once: the compiler makes SSE2, AVX2 and AVX-512 code of it, or NEON code where the one variant
// is for ARM.
#if CK_X86
#define CK_VARIANTS(TYPE, NAME, PARAMETERS, ARGUMENTS)                                 \
    CK_INLINE TYPE NAME##_any PARAMETERS;                                              \
    CK_V4 static TYPE NAME##_v4 PARAMETERS { return NAME##_any ARGUMENTS; }            \
    CK_V3 static TYPE NAME##_v3 PARAMETERS { return NAME##_any ARGUMENTS; }            \
    __attribute__((noinline)) static TYPE NAME##_v1 PARAMETERS { return NAME##_any ARGUMENTS; } \
    CK_INLINE TYPE NAME##_any PARAMETERS
#define CK_AT_LEVEL(LEVEL, NAME, ARGUMENTS) \
    ((LEVEL) >= 2 ? NAME##_v4 ARGUMENTS : (LEVEL) == 1 ? NAME##_v3 ARGUMENTS : NAME##_v1 ARGUMENTS)
#define CK_DISPATCH(TYPE, NAME, PARAMETERS, ARGUMENTS)                                              \
    static TYPE NAME##_v4 PARAMETERS;                                                               \
    static TYPE NAME##_v3 PARAMETERS;                                                               \
    static TYPE NAME##_v1 PARAMETERS;                                                               \
    TYPE NAME PARAMETERS {                                                                          \
        int32_t level = ck_level();                                                                 \
        return CK_AT_LEVEL(level, NAME, ARGUMENTS);                                                 \
    }                                                                                               \
    CK_VARIANTS(TYPE, NAME, PARAMETERS, ARGUMENTS)
#else
#define CK_VARIANTS(TYPE, NAME, PARAMETERS, ARGUMENTS) static TYPE NAME##_v1 PARAMETERS
#define CK_AT_LEVEL(LEVEL, NAME, ARGUMENTS) ((void)(LEVEL), NAME##_v1 ARGUMENTS)
#define CK_DISPATCH(TYPE, NAME, PARAMETERS, ARGUMENTS) TYPE NAME PARAMETERS
#endif
