#include "json.h"
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Bytes that end a run of plain characters inside a JSON string: the quote, the backslash, and control characters.
static inline int is_special(uint8_t byte) { return byte == '"' || byte == '\\' || byte < 0x20; }

size_t ck_json_plain_run(const uint8_t *bytes, size_t count) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1F);
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i hit = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)),
            _mm_cmpeq_epi8(_mm_min_epu8(block, control), block));
        unsigned mask = (unsigned)_mm_movemask_epi8(hit);
        if (mask) return i + (size_t)__builtin_ctz(mask);
    }
#else
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (; i + 8 <= count; i += 8) {
        uint64_t block;
        memcpy(&block, bytes + i, 8);
        uint64_t quote = block ^ (ones * '"'), backslash = block ^ (ones * '\\');
        uint64_t hit = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((block - ones * 0x20) & ~block);
        if (hit & high) break;  // The byte loop finds which.
    }
#endif
    while (i < count && !is_special(bytes[i])) i++;
    return i;
}

static int hex_digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

// The 16 bits of \uXXXX at `bytes` (which points behind the u), or -1.
static int32_t code_unit(const uint8_t *bytes, size_t count) {
    if (count < 4) return -1;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(bytes[i]);
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

static size_t put_scalar(uint32_t scalar, uint8_t *out) {
    if (scalar < 0x80) { out[0] = (uint8_t)scalar; return 1; }
    if (scalar < 0x800) {
        out[0] = (uint8_t)(0xC0 | scalar >> 6);
        out[1] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 2;
    }
    if (scalar < 0x10000) {
        out[0] = (uint8_t)(0xE0 | scalar >> 12);
        out[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | scalar >> 18);
    out[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (scalar & 0x3F));
    return 4;
}

size_t ck_json_string_end(const uint8_t *bytes, size_t count, int *has_escapes) {
    size_t i = 0;
    *has_escapes = 0;
    while (1) {
        i += ck_json_plain_run(bytes + i, count - i);
        if (i >= count || bytes[i] != '\\') return i;
        *has_escapes = 1;
        if (i + 1 >= count) return count;
        switch (bytes[i + 1]) {
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': i += 2; break;
        case 'u':
            if (code_unit(bytes + i + 2, count - i - 2) < 0) return i;
            i += 6;
            break;
        default: return i;
        }
    }
}

size_t ck_json_unescape(const uint8_t *bytes, size_t count, uint8_t *out) {
    size_t i = 0, o = 0;
    while (i < count) {
        size_t run = ck_json_plain_run(bytes + i, count - i);
        memcpy(out + o, bytes + i, run);
        i += run;
        o += run;
        if (i >= count) break;
        if (bytes[i] != '\\' || i + 1 >= count) { out[o++] = bytes[i++]; continue; }
        uint8_t escape = bytes[i + 1];
        i += 2;
        switch (escape) {
        case 'b': out[o++] = '\b'; break;
        case 'f': out[o++] = '\f'; break;
        case 'n': out[o++] = '\n'; break;
        case 'r': out[o++] = '\r'; break;
        case 't': out[o++] = '\t'; break;
        case 'u': {
            int32_t unit = code_unit(bytes + i, count - i);
            if (unit < 0) break;
            i += 4;
            uint32_t scalar = (uint32_t)unit;
            if (unit >= 0xD800 && unit <= 0xDFFF) {
                scalar = 0xFFFD;
                if (unit <= 0xDBFF && i + 1 < count && bytes[i] == '\\' && bytes[i + 1] == 'u') {
                    int32_t low = code_unit(bytes + i + 2, count - i - 2);
                    if (low >= 0xDC00 && low <= 0xDFFF) {
                        scalar = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
                        i += 6;
                    }
                }
            }
            o += put_scalar(scalar, out + o);
            break;
        }
        default: out[o++] = escape;
        }
    }
    return o;
}

size_t ck_json_escape(const uint8_t *bytes, size_t count, uint8_t *out) {
    static const char digits[] = "0123456789abcdef";
    size_t i = 0, o = 0;
    while (i < count) {
        size_t run = ck_json_plain_run(bytes + i, count - i);
        memcpy(out + o, bytes + i, run);
        i += run;
        o += run;
        if (i >= count) break;
        uint8_t byte = bytes[i++];
        out[o++] = '\\';
        switch (byte) {
        case '"': out[o++] = '"'; break;
        case '\\': out[o++] = '\\'; break;
        case '\b': out[o++] = 'b'; break;
        case '\f': out[o++] = 'f'; break;
        case '\n': out[o++] = 'n'; break;
        case '\r': out[o++] = 'r'; break;
        case '\t': out[o++] = 't'; break;
        default:
            out[o++] = 'u';
            out[o++] = '0';
            out[o++] = '0';
            out[o++] = (uint8_t)digits[byte >> 4];
            out[o++] = (uint8_t)digits[byte & 15];
        }
    }
    return o;
}
