#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../summarization-extract/model.safetensors"
};

EPITOME_MODEL(summarization_extract) {
    return (struct epitome_model){bytes, sizeof bytes};
}
