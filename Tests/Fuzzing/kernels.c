// libFuzzer target for the C kernels that read untrusted bytes: JSON strings and CSV records.
// Each result is checked against what the header promises; the address sanitizer watches the rest.
#include "csv.h"
#include "json.h"
#include <stdlib.h>
#include <string.h>

static void check(int condition) {
    if (!condition) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // A copy of exactly the right size, so that a read behind the end is noticed.
    uint8_t *bytes = malloc(size ? size : 1);
    memcpy(bytes, data, size);

    size_t run = ck_json_plain_run(bytes, size);
    check(run <= size);
    for (size_t i = 0; i < run; i++) check(bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\');
    if (run < size) check(bytes[run] < 0x20 || bytes[run] == '"' || bytes[run] == '\\');

    int has_escapes = 0;
    size_t end = ck_json_string_end(bytes, size, &has_escapes);
    check(end <= size);

    uint8_t *out = malloc(size ? size : 1);
    size_t unescaped = ck_json_unescape(bytes, size, out);
    check(unescaped <= size);

    // What is escaped is one string, and comes back as it was.
    uint8_t *escaped = malloc(6 * size + 1);
    size_t length = ck_json_escape(bytes, size, escaped);
    check(length <= 6 * size);
    check(ck_json_string_end(escaped, length, &has_escapes) == length);
    uint8_t *again = malloc(length ? length : 1);
    size_t count = ck_json_unescape(escaped, length, again);
    check(count == size && memcmp(again, bytes, size) == 0);

    size_t position = 0;
    while (position < size) {
        int is_open = 0;
        size_t record = ck_csv_record_end(bytes + position, size - position, ',', &is_open);
        check(record > 0 && record <= size - position);
        position += record;
    }
    check(ck_count_byte(bytes, size, '\n') <= size);

    free(bytes);
    free(out);
    free(escaped);
    free(again);
    return 0;
}
