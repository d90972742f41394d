#pragma once
#include <stddef.h>

/// The bytes of one model file (safetensors), read-only data of the program: mapped with the binary, never parsed at
/// load, found from any working directory. Valid for the life of the process.
struct epitome_model {
    const unsigned char *bytes;
    size_t count;
};

/// Declares the accessor of one embedded model. Each accessor is defined in its own file beside this folder, so that
/// the linker keeps only the models a program asks for.
#define EPITOME_MODEL(name) struct epitome_model epitome_model_##name(void)

/// The topics of news: business, entertainment, politics, science and technology, sport, world.
EPITOME_MODEL(news_topics);

/// What kind of thing an encyclopedia article is about: 14 classes from album to written work.
EPITOME_MODEL(encyclopedia);

/// Where English sentences end when the rules are in doubt.
EPITOME_MODEL(sentences);

/// How rare stems are, by language, for the features of sentences.
EPITOME_MODEL(summarization_background);

/// The learned profiles of the styles of summaries.
EPITOME_MODEL(summarization_news);
EPITOME_MODEL(summarization_news_french);
EPITOME_MODEL(summarization_extract);
EPITOME_MODEL(summarization_science);
EPITOME_MODEL(summarization_encyclopedia);

/// N-gram weights that tell languages apart.
EPITOME_MODEL(language);

/// Tells the blocks of an article from the rest of its page.
EPITOME_MODEL(article);

/// Tells sentences that beg, sell, warn or point elsewhere from those of an article.
EPITOME_MODEL(boilerplate);
