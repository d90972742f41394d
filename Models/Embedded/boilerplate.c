#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../boilerplate/model.safetensors"
};

EPITOME_MODEL(boilerplate) {
    return (struct epitome_model){bytes, sizeof bytes};
}
