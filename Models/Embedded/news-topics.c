#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../news-topics/model.safetensors"
};

EPITOME_MODEL(news_topics) {
    return (struct epitome_model){bytes, sizeof bytes};
}
