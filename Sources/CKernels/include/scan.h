#pragma once
#include <stddef.h>
#include <stdint.h>

// Which blanks ck_sentence_stops reports.
typedef enum {
    // Blanks after a byte that may end an emoticon or lies beyond ASCII.
    CK_BLANKS_AFTER_FACES = 0,
    // Also blanks before anything but a small letter, a blank or a mark that never begins a sentence.
    CK_BLANKS_BEFORE_STARTS = 1,
} ck_blanks;

// Sets bit i of `stops` (word i / 64) for each byte of text[start..<end] at which the search for sentence ends must look:
// end marks, pauses, brackets, straight quotation marks, line breaks, blanks as asked for, the lead bytes of scripts with
// marks of their own, and capitals (A–Z, À–Þ, А–Я) right after a small letter, a digit or a byte beyond ASCII. `start` is a multiple of 64 and bit 0 of `stops` is text[start]; reads text[0..<count] only.
void ck_sentence_stops(const uint8_t *text, size_t count, size_t start, size_t end, ck_blanks blanks, uint64_t *stops);
