#pragma once

// A function in three variants, SSE2, AVX2 and AVX-512, of which the loader picks one. The thread sanitizer is not there
// yet when the loader asks which.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CK_ONE_VARIANT
#endif
#endif
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && !defined(CK_ONE_VARIANT)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif

#define CK_INLINE static inline __attribute__((always_inline))
