#pragma once
#include <stddef.h>

/// The bytes of one model file (safetensors), read-only data of the program: mapped with the binary, never parsed at
/// load, found from any working directory. Valid for the life of the process.
struct epitome_model {
    const unsigned char *bytes;
    size_t count;
    /// What messages call it: its name below, which is its folder's with underscores.
    const char *name;
};

/// The models: one line here and one `#embed` in `PretrainedModels.c` for each.
///
/// - `article`: tells the blocks of an article from the rest of its page.
/// - `boilerplate`: tells sentences that beg, sell, warn or point elsewhere from those of an article.
/// - `encyclopedia`: what kind of thing an encyclopedia article is about, 14 classes from album to written work.
/// - `language`: n-gram weights that tell languages apart.
/// - `news_topics`: business, entertainment, politics, science and technology, sport, world.
/// - `sentences`: where English sentences end when the rules are in doubt.
/// - `summarization_background`: how rare stems are, by language, for the features of sentences.
/// - `vectors`: vectors of English words, for topics from their names and for texts that are alike in meaning.
/// - the others: the learned profiles of the styles of summaries.
#define EPITOME_MODELS(X)                                                                                              \
    X(article)                                                                                                         \
    X(boilerplate)                                                                                                     \
    X(encyclopedia)                                                                                                    \
    X(language)                                                                                                        \
    X(news_topics)                                                                                                     \
    X(sentences)                                                                                                       \
    X(summarization_background)                                                                                        \
    X(summarization_encyclopedia)                                                                                      \
    X(summarization_extract)                                                                                           \
    X(summarization_news)                                                                                              \
    X(summarization_news_french)                                                                                       \
    X(summarization_science)                                                                                           \
    X(vectors)

#define EPITOME_DECLARE_MODEL(name) struct epitome_model epitome_model_##name(void);
EPITOME_MODELS(EPITOME_DECLARE_MODEL)
#undef EPITOME_DECLARE_MODEL
