"""Texts of 200 bytes in the encodings that wrote their languages, and how often peers tell which.

usage: python3 Benchmarks/Peers/text_encodings.py PACKAGES ROWS [--peers]
  PACKAGES  a folder with unpacked Debian packages firefox-esr-l10n-LANGUAGE (`apt-get download`, `dpkg-deb -x`)
  ROWS      the file to write: encoding TAB bytes in hexadecimal digits TAB text a line; `evaluate-text encodings ROWS` reads it

Six texts a language and encoding, of messages drawn at random. A guess is right when the text comes out as it was: encodings
that read it alike are one. --peers measures charset-normalizer and chardet (pip install charset-normalizer chardet).
"""
import glob
import random
import re
import sys
import unicodedata
import zipfile

LATIN = "cp1252 latin-1"
ENCODINGS = {
    "de": LATIN + " cp850 mac_roman", "fr": "cp1252 iso8859-15 mac_roman cp850", "es-es": LATIN, "it": "cp1252 mac_roman",
    "pt-br": "cp1252 cp850", "sv-se": LATIN, "da": "cp1252", "fi": "cp1252 iso8859-15", "nb-no": "cp1252", "is": LATIN,
    "ca": "cp1252", "pl": "cp1250 iso8859-2 cp852", "cs": "cp1250 iso8859-2 cp852", "hu": "cp1250 iso8859-2 cp852",
    "hr": "cp1250 iso8859-2", "sk": "cp1250 iso8859-2", "sl": "cp1250 iso8859-2", "ro": "cp1250 iso8859-2 iso8859-16",
    "ru": "cp1251 koi8-r iso8859-5 cp866 mac_cyrillic", "bg": "cp1251 iso8859-5", "uk": "cp1251 koi8-u mac_cyrillic",
    "sr": "cp1251 iso8859-5", "be": "cp1251", "mk": "cp1251", "el": "cp1253 iso8859-7", "tr": "cp1254 iso8859-9",
    "he": "cp1255 iso8859-8", "ar": "cp1256 iso8859-6", "fa": "cp1256", "lt": "cp1257 iso8859-13", "lv": "cp1257 iso8859-13",
    "et": "cp1257 iso8859-13 cp1252", "vi": "cp1258", "th": "cp874", "ja": "cp932 euc_jp", "zh-cn": "gb18030", "zh-tw": "big5",
    "ko": "cp949"}
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\xa0": " "})
TONES = "\u0300\u0301\u0303\u0309\u0323"
BYTES, TEXTS = 200, 6


def messages(packages, code):
    path, = glob.glob(f"{packages}/firefox-esr-l10n-{code}/usr/lib/firefox-esr/browser/extensions/*.xpi")
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".ftl"):
                for line in archive.read(name).decode("utf8", "replace").split("\n"):
                    found = re.match(r"(?:[\w-]+|\s+\.[\w-]+)\s*=\s*(.+)", line)
                    text = re.sub(r"\{[^{}]*\}|<[^>]*>|&\w+;", " ", found[1]) if found else ""
                    text = " ".join(re.sub("[\u2066-\u2069\u200e\u200f]", "", text).split())
                    if len(text) > 40:
                        yield text


def as_written(text, code, encoding):
    """The text with the characters that writers of the encoding used."""
    if encoding not in ("cp1252", "cp1250", "cp1251"):
        text = text.replace("…", "...").translate(PLAIN)
    if code == "ro" and encoding != "iso8859-16":
        text = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    if code == "fa":
        text = text.replace("ی", "ي").replace("ک", "ك")
    if encoding == "cp1258":
        parts = (unicodedata.normalize("NFD", character) for character in text)
        text = "".join(
            unicodedata.normalize("NFC", "".join(c for c in part if c not in TONES)) + "".join(c for c in part if c in TONES)
            for part in parts)
    text = text.encode(encoding, "ignore").decode(encoding)
    while len(text.encode(encoding)) > BYTES:
        text = text[:-1]
    return text


def rows(packages):
    chance = random.Random(3)
    for code, encodings in ENCODINGS.items():
        texts = list(messages(packages, code))
        for encoding in encodings.split():
            found = tries = 0
            while found < TEXTS and tries < 200:
                tries += 1
                text = as_written(" ".join(chance.sample(texts, min(len(texts), 8)))[:BYTES], code, encoding)
                data = text.encode(encoding)
                if sum(byte >= 128 for byte in data) >= (2 if code == "it" else 4):
                    found += 1
                    yield encoding, data, text


def main():
    found = list(rows(sys.argv[1]))
    with open(sys.argv[2], "w", encoding="utf8") as file:
        for encoding, data, text in found:
            # Readers may compose what Windows-1258 writes apart.
            file.write(f"{encoding}\t{data.hex()}\t{unicodedata.normalize('NFC', text)}\n")
    print(len(found), "texts")
    if "--peers" in sys.argv:
        import chardet
        import charset_normalizer

        for name, guess in (("chardet", lambda data: chardet.detect(data)["encoding"]),
                            ("charset-normalizer", lambda data: charset_normalizer.detect(data)["encoding"])):
            right = 0
            for _, data, text in found:
                try:
                    right += data.decode(guess(data) or "ascii", "replace") == text
                except LookupError:
                    pass
            print(f"{name}: {100 * right / len(found):.1f} % right")


main()
