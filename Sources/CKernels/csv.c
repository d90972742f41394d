#include "csv.h"
#include <string.h>

size_t ck_csv_record_end(const uint8_t *bytes, size_t count, uint8_t delimiter, int *is_open_quote) {
    size_t i = 0;
    *is_open_quote = 0;
    while (i < count) {
        // At the start of a field.
        if (bytes[i] == '"') {
            i++;
            while (1) {
                const uint8_t *quote = i < count ? memchr(bytes + i, '"', count - i) : NULL;
                if (!quote) { *is_open_quote = 1; return count; }
                i = (size_t)(quote - bytes) + 1;
                if (i < count && bytes[i] == '"') { i++; continue; }
                break;
            }
        }
        while (i < count && bytes[i] != delimiter && bytes[i] != '\n' && bytes[i] != '\r') i++;
        if (i >= count) return count;
        if (bytes[i] == delimiter) { i++; continue; }
        if (bytes[i] == '\n') return i + 1;
        // A carriage return ends the record, alone or with a line feed. As the last byte it may yet get one.
        if (i + 1 >= count) return count;
        return bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return count;
}

size_t ck_count_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += bytes[i] == byte;
    return found;
}
