#include "CEpitomeCalls.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../../Sources/CEpitome/epitome.h"

static int wrong;

#define EXPECT(condition)                                                                   \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            wrong++;                                                                        \
            fprintf(stderr, "calls.c:%d: %s (%s)\n", __LINE__, #condition, error.message);  \
        }                                                                                   \
    } while (0)

static epi_error error;

static epi_call with(const char *options) {
    return (epi_call){.size = sizeof(epi_call), .options = options, .threads = 2};
}

static epi_column column(const epi_object *table, const char *name) {
    epi_column found = {0};
    for (int64_t i = 0; i < epi_table_count(table); i++)
        if (epi_table_column(table, i, &found) == EPI_OK && !strcmp(found.name, name)) return found;
    wrong++;
    fprintf(stderr, "there is no column %s\n", name);
    return (epi_column){0};
}

static bool is(epi_column texts, int64_t row, const char *expected) {
    size_t start = (size_t)texts.offsets[row], end = (size_t)texts.offsets[row + 1];
    return end - start == strlen(expected) && !memcmp((const char *)texts.values + start, expected, end - start);
}

static int32_t stop_at_once(void *context, int64_t done, int64_t total) {
    (void)done, (void)total;
    ++*(int *)context;
    return 1;
}

static void words(void) {
    epi_text texts[] = {{"one fish", 8}, {"two fish, red fish", 18}, {NULL, 0}};
    epi_call call = with("{\"ngrams\": [1, 2]}"), plain = with(NULL);
    epi_object *collection = epi_collection_create(NULL, NULL, 0, &call, &error);
    EXPECT(collection && epi_table_count(collection) == -1);
    epi_object *same = epi_collection_add(collection, texts, 2, &plain, &error);
    EXPECT(same == collection);
    epi_release(same);
    epi_object *statistics = epi_collection_statistics(collection, NULL, 0, &plain, &error);
    EXPECT(column(statistics, "totals").count == 8);
    EXPECT(((const int64_t *)column(statistics, "totals").values)[0] == 3);
    epi_release(statistics);
    epi_object *matrix = epi_collection_take(collection, NULL, 0, &plain, &error);
    EXPECT(((const int64_t *)column(matrix, "shape").values)[1] == 8);
    EXPECT(((const int32_t *)column(matrix, "indptr").values)[2] == 9);
    epi_object *vectorizer = epi_collection_vectorizer(collection, NULL, 0, &plain, &error);
    epi_release(collection);
    epi_object *terms = epi_vectorizer_terms(vectorizer, NULL, 0, &plain, &error);
    EXPECT(is(column(terms, "terms"), 0, "fish") && is(column(terms, "terms"), 1, "fish red"));
    epi_release(terms);
    epi_object *again = epi_vectorizer_transform(vectorizer, texts, 3, &plain, &error);
    EXPECT(column(again, "data").count == 9 && column(again, "indptr").count == 4);
    EXPECT(!memcmp(column(again, "indices").values, column(matrix, "indices").values, 9 * sizeof(int32_t)));
    epi_release(again), epi_release(vectorizer), epi_release(matrix);
    epi_text given[] = {{"red", 3}, {"fish", 4}, {"red", 3}};
    vectorizer = epi_vectorizer_create(NULL, given, 2, &call, &error);
    EXPECT(vectorizer);
    epi_release(vectorizer);
    EXPECT(!epi_vectorizer_create(NULL, given, 3, &call, &error) && error.code == EPI_INVALID);
    call = with("{\"columns\": 16}");
    epi_object *hashed = epi_hash(NULL, texts, 2, &call, &error);
    EXPECT(((const int64_t *)column(hashed, "shape").values)[1] == 16);
    epi_release(hashed);
    int32_t indptr[] = {0, 2}, indices[] = {0, 1};
    double values[] = {3, 4};
    epi_matrix weights = {1, 2, indptr, indices, values, EPI_INT32, EPI_INT32, EPI_FLOAT64};
    EXPECT(epi_weigh(&weights, NULL, 0, 2, &plain, &error) == EPI_OK && values[0] == 0.6 && values[1] == 0.8);
    indices[1] = 2;
    EXPECT(epi_weigh(&weights, NULL, 0, 2, &plain, &error) == EPI_INVALID);
}

static void tasks(void) {
    epi_text texts[] = {{"The river rose. The town closed its bridge. Nobody was hurt.", 60}, {NULL, 0}};
    epi_call plain = with(NULL), call = with("{\"task\": \"summarize\", \"sentences\": 1}");
    epi_object *task = epi_task_create(NULL, NULL, 0, &call, &error);
    epi_object *table = epi_task_run(task, texts, 2, &plain, &error);
    epi_column summary = column(table, "summary");
    EXPECT(summary.count == 2 && summary.type == EPI_TEXT && summary.validity && summary.validity[0] == 1);
    EXPECT(summary.offsets[1] > 10 && summary.offsets[2] == summary.offsets[1]);
    epi_release(table);
    int asked = 0;
    plain.progress = stop_at_once, plain.context = &asked;
    EXPECT(!epi_task_run(task, texts, 2, &plain, &error) && error.code == EPI_CANCELLED && asked == 1);
    epi_release(task);
    plain = with(NULL);
    const char *others[] = {"{\"task\": \"sentences\"}", "{\"task\": \"keywords\"}", "{\"task\": \"language\"}", "{\"task\": \"extract\"}"};
    for (int i = 0; i < 4; i++) {
        call = with(others[i]);
        task = epi_task_create(NULL, NULL, 0, &call, &error);
        table = epi_task_run(task, texts, 2, &plain, &error);
        EXPECT(epi_table_count(table) > 1);
        epi_release(table), epi_release(task);
    }
    table = epi_rouge(NULL, (epi_text[]){texts[0], texts[0]}, 2, &plain, &error);
    EXPECT(*(const double *)column(table, "rouge1_f1").values == 1);
    epi_release(table);
    table = epi_index_create(NULL, texts, 1, &plain, &error);
    epi_object *matches = epi_index_matches(table, texts, 1, &plain, &error);
    EXPECT(*(const int64_t *)column(matches, "document").values == 0);
    epi_release(matches), epi_release(table);
}

static void topics(void) {
    epi_call plain = with(NULL), call = with("{\"model\": \"news-topics\"}");
    epi_text text = {"The striker scored twice in the league match.", 45};
    epi_object *model = epi_classifier_create(NULL, NULL, 0, &call, &error);
    epi_object *table = epi_classifier_run(model, &text, 1, &plain, &error);
    EXPECT(is(column(table, "label"), 0, "sport"));
    epi_object *bytes = epi_classifier_bytes(model, NULL, 0, &plain, &error);
    epi_column file = column(bytes, "model");
    epi_text saved = {file.values, file.count};
    epi_object *again = epi_classifier_create(NULL, &saved, 1, &plain, &error);
    epi_object *labels = epi_classifier_labels(again, NULL, 0, &plain, &error);
    EXPECT(column(labels, "labels").count == column(table, "probabilities").count);
    saved.count -= 5;
    EXPECT(!epi_classifier_create(NULL, &saved, 1, &plain, &error) && error.code != EPI_OK);
    epi_release(labels), epi_release(again), epi_release(bytes), epi_release(table), epi_release(model);
    epi_text examples[] = {{"river flood bank", 16}, {"goal match league", 17}, {"river tide flood", 16}, {"match goal coach", 16},
                           {"[\"water\"]", 9}, {"[\"sport\"]", 9}, {"[\"water\"]", 9}, {"[\"sport\"]", 9}};
    call = with("{\"folds\": 0, \"tuned\": false}");
    model = epi_classifier_train(NULL, examples, 8, &call, &error);
    table = epi_classifier_run(model, examples, 2, &plain, &error);
    EXPECT(is(column(table, "label"), 0, "water") && is(column(table, "label"), 1, "sport"));
    epi_release(table), epi_release(model);
    EXPECT(!epi_classifier_train(NULL, examples, 0, &call, &error) && error.code == EPI_NOTHING);
}

static void failures(void) {
    epi_call plain = with(NULL), call = with("{\"task\": \"dance\"}");
    EXPECT(!epi_task_create(NULL, NULL, 0, &call, &error) && error.code == EPI_INVALID && strstr(error.message, "summarize"));
    call = with("{\"task\": \"summarize\", \"speed\": 1}");
    EXPECT(!epi_task_create(NULL, NULL, 0, &call, &error) && strstr(error.message, "speed"));
    call = with("not JSON");
    EXPECT(!epi_task_create(NULL, NULL, 0, &call, &error));
    call = with("{\"task\": \"summarize\"}");
    epi_object *task = epi_task_create(NULL, NULL, 0, &call, &error);
    epi_text bad[] = {{"good", 4}, {"bad", -3}};
    EXPECT(!epi_task_run(task, bad, 2, &plain, &error) && error.row == 1);
    EXPECT(!epi_task_run(task, bad, -1, &plain, &error) && !epi_task_run(task, NULL, 1, &plain, &error));
    EXPECT(!epi_task_run(NULL, bad, 1, &plain, &error) && !epi_index_matches(task, bad, 1, &plain, &error));
    plain.threads = -1;
    EXPECT(!epi_task_run(task, bad, 1, &plain, &error) && strstr(error.message, "threads"));
    plain = with(NULL), plain.size = 3;
    EXPECT(!epi_task_run(task, bad, 1, &plain, &error));
    EXPECT(!epi_task_run(task, bad, 2, NULL, NULL));
    EXPECT(epi_table_column(task, 0, NULL) == EPI_INVALID && epi_table_count(NULL) == -1);
    epi_release(task), epi_release(NULL);
}

int epitome_c_calls(void) {
    wrong = epi_abi_version() != EPITOME_ABI;
    words();
    tasks();
    topics();
    failures();
    return wrong;
}
