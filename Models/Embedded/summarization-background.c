#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../summarization-background/model.safetensors"
};

EPITOME_MODEL(summarization_background) {
    return (struct epitome_model){bytes, sizeof bytes};
}
