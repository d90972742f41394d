#include "PretrainedModels.h"

static const unsigned char language_bytes[] __attribute__((aligned(64))) = {
#embed "../language/model.safetensors"
};

struct epitome_model epitome_model_language(void) { return (struct epitome_model){language_bytes, sizeof language_bytes}; }
