#include "fold.h"

#include "dispatch.h"

CK_INLINE uint8_t fold(uint8_t byte, uint8_t before) {
    uint8_t is_capital = (uint8_t)(byte - 'A') < 26;
    // The second byte of U+00C0 to U+00DE, but for the multiplication sign.
    uint8_t is_latin = (before == 0xC3) & ((uint8_t)(byte - 0x80) < 0x1F) & (byte != 0x97);
    return (uint8_t)(byte | (is_capital | is_latin) << 5);
}

CK_DISPATCH(void, ck_fold_latin, (const uint8_t *restrict text, size_t count, uint8_t *restrict folded),
            (text, count, folded)) {
    if (count == 0) return;
    folded[0] = fold(text[0], 0);
    for (size_t i = 1; i < count; i++) folded[i] = fold(text[i], text[i - 1]);
}
