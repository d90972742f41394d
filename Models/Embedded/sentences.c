#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../sentences/model.safetensors"
};

EPITOME_MODEL(sentences) {
    return (struct epitome_model){bytes, sizeof bytes};
}
