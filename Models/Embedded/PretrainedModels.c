#include "PretrainedModels.h"

// Each model's bytes and accessor are in sections of their own, so that the linker keeps only the models a program asks
// for. ELF's linkers drop by section, Apple's by symbol.
#ifdef __APPLE__
#define SECTION(kind, name)
#else
#define SECTION(kind, name) __attribute__((section(kind ".epitome." #name)))
#endif

#define BYTES(name) SECTION(".rodata", name) static _Alignas(64) const unsigned char name[]

BYTES(article) = {
#embed "../article/model.safetensors"
};
BYTES(boilerplate) = {
#embed "../boilerplate/model.safetensors"
};
BYTES(encyclopedia) = {
#embed "../encyclopedia/model.safetensors"
};
BYTES(language) = {
#embed "../language/model.safetensors"
};
BYTES(news_topics) = {
#embed "../news-topics/model.safetensors"
};
BYTES(sentences) = {
#embed "../sentences/model.safetensors"
};
BYTES(summarization_background) = {
#embed "../summarization-background/model.safetensors"
};
BYTES(summarization_encyclopedia) = {
#embed "../summarization-encyclopedia/model.safetensors"
};
BYTES(summarization_extract) = {
#embed "../summarization-extract/model.safetensors"
};
BYTES(summarization_news) = {
#embed "../summarization-news/model.safetensors"
};
BYTES(summarization_news_french) = {
#embed "../summarization-news-french/model.safetensors"
};
BYTES(summarization_science) = {
#embed "../summarization-science/model.safetensors"
};
BYTES(vectors) = {
#embed "../vectors/model.safetensors"
};

#define DEFINE_ACCESSOR(name)                                                                                          \
    SECTION(".text", name) struct epitome_model epitome_model_##name(void) {                                           \
        return (struct epitome_model){name, sizeof name, #name};                                                       \
    }
EPITOME_MODELS(DEFINE_ACCESSOR)
