// Looks functions of the system's libraries up at their first use; `build.py` writes the table and the stubs that jump.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const struct { const char *name, *library; } functions[] = {
/* FUNCTIONS */
    {0, 0},
};

// A place for each function; 0 until its first call. Threads that fill one at the same time write the same address.
__attribute__((visibility("hidden"))) void *epitome_lazy_places[sizeof functions / sizeof *functions];

__attribute__((visibility("hidden"))) void *epitome_lazy_find(uint32_t index) {
    void *library = dlopen(functions[index].library, RTLD_NOW);
    void *found = library ? dlsym(library, functions[index].name) : 0;
    if (!found) {
        fprintf(stderr, "epitome: %s of %s is needed and not there\n", functions[index].name, functions[index].library);
        abort();
    }
    __atomic_store_n(&epitome_lazy_places[index], found, __ATOMIC_RELEASE);
    return found;
}
