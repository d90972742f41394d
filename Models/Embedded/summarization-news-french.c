#include "PretrainedModels.h"

static _Alignas(64) const unsigned char bytes[] = {
#embed "../summarization-news-french/model.safetensors"
};

EPITOME_MODEL(summarization_news_french) {
    return (struct epitome_model){bytes, sizeof bytes};
}
