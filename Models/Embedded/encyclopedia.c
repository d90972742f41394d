#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../encyclopedia/model.safetensors"
};

EPITOME_MODEL(encyclopedia) {
    return (struct epitome_model){bytes, sizeof bytes};
}
