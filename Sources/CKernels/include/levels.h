#pragma once
#include <stdint.h>

// MARK: Levels of the processor (system.c)
//
// Kernels come in up to three variants: 0 what every processor of the architecture has (SSE2, NEON), 1 x86-64-v3 (AVX2,
// BMI, FMA), 2 x86-64-v4 (AVX-512). A level names a whole set, so that no variant uses what was not asked for.

// The highest level that this processor has.
int32_t ck_best_level(void);

extern int32_t ck_level_in_use;
int32_t ck_first_level(void);

// The level in use: the best one, or what the environment variable EPITOME_KERNELS says (plain, avx2, avx512), which is for
// tests, if the processor has it.
static inline int32_t ck_level(void) {
    int32_t level = __atomic_load_n(&ck_level_in_use, __ATOMIC_RELAXED);
    return level >= 0 ? level : ck_first_level();
}

// Uses a level, of those that the processor has, from now on: for tests that compare them.
void ck_use_level(int32_t level);
