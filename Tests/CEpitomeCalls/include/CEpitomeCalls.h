#pragma once
// Calls every function of epitome.h from C; returns how many answers were wrong, each named on the standard error.
int epitome_c_calls(void);
