"""Writes word_table.c: for every Unicode scalar its part in a word, and its folded form.

    pip install unicodedata2==18.0.0
    python3 Sources/CKernels/generate_word_table.py > Sources/CKernels/word_table.c
"""
import unicodedata2 as u

SEPARATOR, LETTER, DIGIT, MARK, FORMAT, APOSTROPHE, INNER, NUMBER_POINT, IDEOGRAPH, UNSPACED, COMPOSING = range(11)
LIMIT = 0x40000  # Beyond plane 3 there is no letter.
BLOCK = 128
APOSTROPHES = {0x2018, 0x2019, 0xFF07}
INNERS = {0x00B7, 0x0387, 0x055F, 0x05F3, 0x05F4, 0x2027}
NUMBER_POINTS = {0x066B, 0x066C}
FORMATS = {0x20E3, *range(0xFE00, 0xFE10)}
IDEOGRAPHS = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "BOPOMOFO",
              "IDEOGRAPHIC ITERATION", "IDEOGRAPHIC CLOSING", "IDEOGRAPHIC NUMBER", "VERTICAL IDEOGRAPHIC", "HANGZHOU",
              "MASU MARK")
UNSPACED_SCRIPTS = ("THAI", "LAO", "KHMER", "MYANMAR", "TAI LE", "NEW TAI LUE", "TAI THAM", "TAI VIET", "JAVANESE",
                    "BALINESE")


def kind(c):
    s = chr(c)
    category = u.category(s)
    name = u.name(s, "")
    if c in APOSTROPHES: return APOSTROPHE
    if c in INNERS: return INNER
    if c in NUMBER_POINTS: return NUMBER_POINT
    if c in FORMATS: return FORMAT
    if category == "Cf": return FORMAT if not 0x600 <= c <= 0x605 else SEPARATOR
    if category == "Nd": return DIGIT
    if category[0] in "LN":
        if 0x3400 <= c <= 0x9FFF or 0x20000 <= c < 0x40000 or name.startswith(IDEOGRAPHS): return IDEOGRAPH
        if name.startswith(UNSPACED_SCRIPTS): return UNSPACED
        if 0x3040 <= c <= 0x30FF: return IDEOGRAPH
        return LETTER
    if c in COMPOSING_MARKS: return COMPOSING
    if category[0] == "M": return MARK
    return SEPARATOR


def folded(c):
    if 0xD800 <= c < 0xE000: return c
    special = {0x00B5: 0x3BC, 0x017F: ord("s"), 0x03C2: 0x3C3, 0x0130: ord("i"), 0x2018: 0x27, 0x2019: 0x27, 0xFF07: 0x27}
    if c in special: return special[c]
    lower = chr(c).lower()
    if lower != chr(c): return ord(lower) if len(lower) == 1 else c
    # Capitals that this Python does not know yet: the small letter has the same name.
    name = u.name(chr(c), "")
    if u.category(chr(c)) == "Lu" and " CAPITAL LETTER " in name and not name.startswith("MATHEMATICAL "):
        try:
            return ord(u.lookup(name.replace(" CAPITAL ", " SMALL ")))
        except KeyError:
            return c
    return c


def compositions():
    """(folded letter, mark, letter with the mark) for what Unicode composes."""
    out = []
    for c in range(LIMIT):
        parts = u.decomposition(chr(c)).split()
        if len(parts) != 2 or parts[0].startswith("<") or u.normalize("NFC", chr(c)) != chr(c): continue
        base, mark = (int(p, 16) for p in parts)
        if folded(base) == base and u.category(chr(mark))[0] == "M": out.append((mark, base, c))
    return sorted(out)


COMPOSITIONS = compositions()
COMPOSING_MARKS = {mark for mark, _, _ in COMPOSITIONS}


def main():
    kinds, entries = {(SEPARATOR, 0): 0}, []
    for c in range(LIMIT):
        key = (kind(c), folded(c) - c)
        entries.append(kinds.setdefault(key, len(kinds)))
    assert len(kinds) <= 256
    blocks, stage1 = {}, []
    for start in range(0, LIMIT, BLOCK):
        stage1.append(blocks.setdefault(tuple(entries[start:start + BLOCK]), len(blocks)))
    assert len(blocks) <= 65536
    print(f"// Written by generate_word_table.py from Unicode {u.unidata_version}; do not edit.")
    print('#include "word_table.h"\n')

    def rows(values, width):
        text = [str(v) for v in values]
        for i in range(0, len(text), width): print("    " + ", ".join(text[i:i + width]) + ",")

    print(f"const uint16_t ck_word_blocks[{len(stage1)}] = {{")
    rows(stage1, 24)
    print("};\n")
    print(f"const uint8_t ck_word_entries[{len(blocks) * BLOCK}] = {{")
    for b in blocks: rows(b, 32)
    print("};\n")
    print(f"const uint8_t ck_word_parts[{len(kinds)}] = {{")
    rows([k[0] for k in kinds], 32)
    print("};\n")
    print(f"const uint32_t ck_composition_count = {len(COMPOSITIONS)};\n")
    print(f"const uint32_t ck_compositions[{len(COMPOSITIONS)}][3] = {{")
    rows(["{%#x, %#x, %#x}" % triple for triple in COMPOSITIONS], 4)
    print("};\n")
    print(f"const int32_t ck_word_folds[{len(kinds)}] = {{")
    rows([k[1] for k in kinds], 16)
    print("};")


main()
