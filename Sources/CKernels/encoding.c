// Encodings other than UTF-8, by the system's iconv.
#include "encoding.h"

#include <errno.h>
#include <iconv.h>

size_t ck_decode(const char *name, const uint8_t *bytes, size_t count, uint8_t *out, size_t capacity, size_t *errors) {
    *errors = 0;
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) return SIZE_MAX;
    char *source = (char *)bytes;
    char *target = (char *)out;
    size_t left = count;
    size_t room = capacity;
    while (left > 0) {
        if (iconv(converter, &source, &left, &target, &room) != (size_t)-1) break;
        if (errno == E2BIG || room < 3) break;
        // A byte that the encoding does not have, or half a character at the end. Encodings that compose (Windows-1255 and
        // 1258) keep the last character until it is asked for.
        iconv(converter, NULL, NULL, &target, &room);
        if (room < 3) break;
        *target++ = (char)0xEF;
        *target++ = (char)0xBF;
        *target++ = (char)0xBD;
        room -= 3;
        source++;
        left--;
        *errors += 1;
    }
    iconv(converter, NULL, NULL, &target, &room);
    iconv_close(converter);
    return (size_t)(target - (char *)out);
}
