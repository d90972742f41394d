#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../summarization-encyclopedia/model.safetensors"
};

EPITOME_MODEL(summarization_encyclopedia) {
    return (struct epitome_model){bytes, sizeof bytes};
}
