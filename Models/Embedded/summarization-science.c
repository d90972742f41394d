#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../summarization-science/model.safetensors"
};

EPITOME_MODEL(summarization_science) {
    return (struct epitome_model){bytes, sizeof bytes};
}
