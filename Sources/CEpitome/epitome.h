// Epitome for C, and for every language that can call C.
//
// Rules of the whole interface:
// - Texts are UTF-8 in the caller's memory, which must stand until the call returns; nothing is copied that need not be. A
//   text without bytes (NULL) is a missing value: its results are missing, too.
// - What a function makes is an `epi_object` that the caller releases once with `epi_release`; NULL is a failure, and then
//   `error` says why, and at which text.
// - Results are tables: columns of numbers or texts in the layout of Apache Arrow, which stand until their table is
//   released. Lists are two columns: `NAME_offsets`, with a number more than there are texts, and the values.
// - Options are one JSON object; an option that is not known is an error. What is left out has the default that is named.
// - Functions may be called on any thread, several at once, on the same objects. They start `threads` - 1 threads and end
//   them before they return: nothing is left running, so that a process may fork between calls.
// - Equal texts and options give equal results at any number of threads.
//
//     epi_error error;
//     epi_call call = {.size = sizeof call, .options = "{\"task\": \"summarize\", \"sentences\": 2}", .threads = 1};
//     epi_object *task = epi_task_create(NULL, NULL, 0, &call, &error);
//     epi_text text = {"First sentence. Second sentence. Third sentence.", 48};
//     epi_object *table = epi_task_run(task, &text, 1, &call, &error);
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The version of this interface. It grows when something is taken away or changes its meaning; what is added does not count.
#define EPITOME_ABI 1
int32_t epi_abi_version(void);

// UTF-8 bytes that the caller owns; missing where `bytes` is NULL.
typedef struct {
    const char *bytes;
    int64_t count;
} epi_text;

enum {
    EPI_OK = 0,
    EPI_INVALID = 1,    // An option, a number or a text that cannot be.
    EPI_CANCELLED = 2,  // `progress` said so.
    EPI_LIBRARY = 3,    // A library of the system is missing; the message says what to install.
    EPI_DAMAGED = 4,    // Model bytes that are none.
    EPI_NOTHING = 5,    // Nothing to learn from.
};

typedef struct {
    int32_t code;
    int32_t reserved;
    int64_t row;         // The text that is at fault, from 0 on, or -1.
    char message[1008];  // UTF-8, ended by a zero.
} epi_error;

// Everything that is made: tasks, vectorizers, models, tables.
typedef struct epi_object epi_object;
void epi_release(epi_object *object);

// Called now and then on the calling thread; a value other than 0 ends the call with EPI_CANCELLED.
typedef int32_t (*epi_progress)(void *context, int64_t done, int64_t total);

typedef struct {
    int64_t size;          // sizeof(epi_call)
    const char *options;   // A JSON object, or NULL for none.
    int32_t threads;       // 0 for as many as there are processors.
    int32_t reserved;
    epi_progress progress; // Or NULL.
    void *context;
} epi_call;

// MARK: Tables

enum { EPI_INT32 = 1, EPI_INT64 = 2, EPI_FLOAT32 = 3, EPI_FLOAT64 = 4, EPI_UINT8 = 5, EPI_TEXT = 6 };

typedef struct {
    const char *name;
    int32_t type;
    int32_t reserved;
    int64_t count;
    const void *values;       // Numbers, or the bytes of all texts.
    const int64_t *offsets;   // Of texts: where each begins in the bytes, and after the last where they end.
    const uint8_t *validity;  // A bit for each value, lowest first, 0 for a missing one; NULL if none is missing.
} epi_column;

// The number of columns; -1 if the object is no table.
int64_t epi_table_count(const epi_object *table);
// 0, or EPI_INVALID if there is no such column.
int32_t epi_table_column(const epi_object *table, int64_t index, epi_column *column);

// MARK: Words
//
// Terms are told by the options of `epi_collection_create`, `epi_vectorizer_create` and `epi_hash`:
//   "alphabet"   "standard" (the toolkit's words), "python" (runs of \w, the default), "visible" (runs of all but white space)
//   "lowercase"  true
//   "shortest"   1: words of fewer code points are left out
//   "stop_words" []: words that are left out
//   "ngrams"     [1, 1]: how many words a term has
//   "characters" null, or [1, 5]: terms are so many characters of a word with a blank on both sides
//
// Matrices are tables of "indptr" (int32 where that suffices, else int64), "indices" (int32) and "data" (float32, counts), rows sorted by column, and
// "shape" (int64: rows, columns).

// A collection of texts whose terms are counted.
epi_object *epi_collection_create(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call,
                                  epi_error *error);
// Adds texts; gives the collection, which need not be released for it.
epi_object *epi_collection_add(const epi_object *collection, const epi_text *texts, int64_t count, const epi_call *call,
                               epi_error *error);
// "document_counts" and "totals" (int64) of each term, terms by name, and "documents" (one int64).
epi_object *epi_collection_statistics(const epi_object *collection, const epi_text *texts, int64_t count,
                                      const epi_call *call, epi_error *error);
// The matrix of counts. `texts` is NULL, or one of a byte for each term, 0 to leave it out. What the collection held is
// gone afterwards, but for the vectorizer.
epi_object *epi_collection_take(const epi_object *collection, const epi_text *texts, int64_t count, const epi_call *call,
                                epi_error *error);
// The vectorizer of a collection whose matrix was taken.
epi_object *epi_collection_vectorizer(const epi_object *collection, const epi_text *texts, int64_t count,
                                      const epi_call *call, epi_error *error);
// A vectorizer with given terms, in the order of their columns; a repeated one is an error.
epi_object *epi_vectorizer_create(const epi_object *none, const epi_text *terms, int64_t count, const epi_call *call,
                                  epi_error *error);
// The counts of a vectorizer's terms in texts.
epi_object *epi_vectorizer_transform(const epi_object *vectorizer, const epi_text *texts, int64_t count,
                                     const epi_call *call, epi_error *error);
// "terms" (text) in the order of the columns.
epi_object *epi_vectorizer_terms(const epi_object *vectorizer, const epi_text *texts, int64_t count, const epi_call *call,
                                 epi_error *error);
// Counts by hash (MurmurHash3 of a term's bytes, seed 0, as scikit-learn has it). Further options: "columns" (1048576),
// "signed" (true).
epi_object *epi_hash(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call, epi_error *error);

// A sparse matrix in the caller's memory.
typedef struct {
    int64_t rows, columns;
    const void *indptr;       // int32 or int64
    const void *indices;      // int32 or int64
    void *values;             // float32 or float64
    int32_t indptr_type, indices_type, values_type;
} epi_matrix;
// Weighs counts in place: 1 + ln(count) if `sublinear`, times `idf[column]` (of the values' type) unless that is NULL, rows
// brought to a length of 1 by `norm` (0 none, 1 l1, 2 l2). Returns 0 or an error's code.
int32_t epi_weigh(const epi_matrix *matrix, const void *idf, int32_t sublinear, int32_t norm, const epi_call *call,
                  epi_error *error);

// MARK: Tasks
//
// Options of `epi_task_create`: "task" and what is named below; for all "language" (a code; else it is identified) and
// "format" ("text", "html", "markdown").
//   "summarize"  one of "sentences" (3), "words", "characters", "ratio", "free": true; "method", "style", "order"
//                ("document", "rank"), "query", "diversity", "boilerplate" (true: sentences that are none of the article's
//                are left out). Gives "summary", "method", "language", "reason" (missing where there is nothing to say) and
//                the lists "sentences" with "text", "start", "end" (code points), "index", "score".
//   "sentences"  the list "sentences" with "text", "start", "end".
//   "keywords"   "limit" (10). The list "keywords" with "text", "score", "count".
//   "language"   "among" (codes). "language", "probability".
//   "extract"    "title", "text", "author", "date", "site", "language", "reason".
epi_object *epi_task_create(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call,
                            epi_error *error);
epi_object *epi_task_run(const epi_object *task, const epi_text *texts, int64_t count, const epi_call *call,
                         epi_error *error);

// ROUGE of candidates: `texts` are the references and then as many candidates. "stemming" (true), "unicode" (false).
// Gives "rouge1", "rouge2", "rougeL", "rougeLsum", each with "_precision", "_recall", "_f1".
epi_object *epi_rouge(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call, epi_error *error);

// MARK: Topics

// A classifier from the bytes of a model file (one text), or the shipped one of an option: "model": "news-topics" or
// "encyclopedia".
epi_object *epi_classifier_create(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call,
                                  epi_error *error);
// Trains: `texts` are the documents and then for each a JSON array of its labels. "method" ("svm"), "cost" (1), "balance" (0.5),
// "tuned" (true), "goal" ("balanced"), "folds" (3), "seed" (1), "multilabel" (by the labels), "characters" (false),
// "size_limit" (9500000).
epi_object *epi_classifier_train(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call,
                                 epi_error *error);
// "threshold" (0). "label" (missing for none), "unknown" (uint8), "probabilities" (float64, texts × labels, by row), the list
// "assigned" of labels' numbers.
epi_object *epi_classifier_run(const epi_object *classifier, const epi_text *texts, int64_t count, const epi_call *call,
                               epi_error *error);
// "labels" (text), "multilabel" (one uint8).
epi_object *epi_classifier_labels(const epi_object *classifier, const epi_text *texts, int64_t count, const epi_call *call,
                                  epi_error *error);
// "model" (uint8): the bytes of a model file.
epi_object *epi_classifier_bytes(const epi_object *classifier, const epi_text *texts, int64_t count, const epi_call *call,
                                 epi_error *error);

// MARK: Similar texts

// An index of texts. "measure": "cosine", "bm25", "latent".
epi_object *epi_index_create(const epi_object *none, const epi_text *texts, int64_t count, const epi_call *call,
                             epi_error *error);
// "limit" (10), "threshold" (0). The list "matches" with "document" (int64) and "score" (float32), best first.
epi_object *epi_index_matches(const epi_object *index, const epi_text *texts, int64_t count, const epi_call *call,
                              epi_error *error);

#ifdef __cplusplus
}
#endif
