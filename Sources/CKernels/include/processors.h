#pragma once
#include <stdint.h>

/// The number of processors this process may run on: fewer than the machine has where it is confined to some.
int32_t ck_available_processors(void);
