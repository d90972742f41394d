#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../article/model.safetensors"
};

EPITOME_MODEL(article) {
    return (struct epitome_model){bytes, sizeof bytes};
}
