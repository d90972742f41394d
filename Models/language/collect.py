"""Takes prose in many languages out of Debian packages and the evaluation data, a paragraph a line with its source.

    python3 collect.py WORK DATA

Packages are downloaded into WORK/packages by `apt-get download` (Debian 12) and unpacked into WORK/files, not installed.
WORK/text/<language>.tsv holds "source TAB paragraph" lines, sorted. Each source gives at most CAP characters a language.
"""
import glob, gzip, html, json, os, re, struct, subprocess, sys
from collections import defaultdict

WORK, DATA = sys.argv[1], sys.argv[2]
FILES = f"{WORK}/files"
CAP = 1_500_000
PACKAGES = """
    wesnoth-1.16-data debian-handbook gnome-user-docs installation-guide-amd64
    fortunes-bg fortunes-br fortunes-cs fortunes-de fortunes-es fortunes-it fortunes-pl fortunes-ru
    manpages-cs manpages-da manpages-de manpages-es manpages-fi manpages-fr manpages-hu manpages-id manpages-it manpages-nb
    manpages-nl manpages-pl manpages-pt manpages-pt-br manpages-ro manpages-ru manpages-sr manpages-sv manpages-tr
    manpages-uk manpages-vi
    libreoffice-help-ca libreoffice-help-es libreoffice-help-et libreoffice-help-eu libreoffice-help-gl
    libreoffice-help-it libreoffice-help-pt libreoffice-help-sk libreoffice-help-sl
    debian-reference-es debian-reference-it debian-reference-pt maint-guide-es maint-guide-it developers-reference-it
    debian-faq-it debian-faq-nl aptitude-doc-es
""".split()

# Norwegian is Bokmål; Serbian in Latin letters goes with Croatian.
CODES = {"nb": "no", "nb_NO": "no", "pt_BR": "pt", "pt-br": "pt", "en_GB": "en", "es_419": "es", "ca_ES@valencia": "ca",
         "sr@latin": "hr", "sr@ijekavianlatin": "hr", "sr@ijekavian": "sr", "br": "pt", "C": "en"}
LANGUAGES = set("en de fr es it pt nl sv da no fi pl cs sk sl hr hu ro ca gl eu lt lv et tr vi id ru uk bg sr".split())
lines, sizes = defaultdict(set), defaultdict(int)


def download():
    os.makedirs(f"{WORK}/packages", exist_ok=True)
    for name in PACKAGES:
        if not glob.glob(f"{WORK}/packages/{name}_*.deb"):
            subprocess.run(["apt-get", "-q", "download", name], cwd=f"{WORK}/packages", check=True)
        if not os.path.exists(f"{FILES}/{name}"):
            os.makedirs(f"{FILES}/{name}")
            subprocess.run(["dpkg-deb", "-x", glob.glob(f"{WORK}/packages/{name}_*.deb")[0], f"{FILES}/{name}"], check=True)


def clean(text):
    text = re.sub(r"<[^>\n]*>", " ", html.unescape(text))
    # Code, paths, options, addresses and numbers belong to no language.
    words = [w for w in text.split() if not re.search(r"[@/\\_|=<>{}\[\]$#~^*+0-9]", w) and not re.match(r"--?\w", w)]
    return " ".join(words)


# Manuals are translated in part: a paragraph with many of these is English wherever it stands.
ENGLISH = set("the and this with you which your from when have that these should would".split())


def is_english(text):
    words = re.findall(r"[a-z]+", text.lower())
    return sum(w in ENGLISH for w in words) > 0.07 * len(words)


def add(language, source, text):
    language = CODES.get(language, language)
    if language not in LANGUAGES or sizes[language, source] > CAP: return
    text = clean(text)
    if len(text) < 8 or sum(c.isalpha() for c in text) < 0.7 * len(text) or (source, text) in lines[language]: return
    if language != "en" and is_english(text): return
    lines[language].add((source, text))
    sizes[language, source] += len(text)


def catalog(path):
    b = open(path, "rb").read()
    order = "<" if b[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, translations = struct.unpack(order + "III", b[8:20])
    for i in range(count):
        pair = []
        for table in (originals, translations):
            length, at = struct.unpack(order + "II", b[table + 8 * i:table + 8 * i + 8])
            pair.append(b[at:at + length].decode("utf8", "replace"))
        if pair[0]: yield pair


def paragraphs(path):
    s = open(path, encoding="utf8", errors="replace").read()
    s = re.sub(r"<(pre|script|style|head|code|tt)\b.*?</\1>", " ", s, flags=re.S)
    return re.findall(r"<(?:p|li|div class=\"para\"|h\d|dd|td)\b[^>]*>(.*?)</(?:p|li|div|h\d|dd|td)>", s, flags=re.S)


def files(pattern): return [f for f in sorted(glob.glob(f"{FILES}/{pattern}", recursive=True)) if os.path.isfile(f) and not os.path.islink(f)]


def wesnoth():
    for f in files("wesnoth-1.16-data/usr/share/games/wesnoth/1.16/locale/*/LC_MESSAGES/*.mo"):
        language = f.split("/")[-3]
        for original, translation in catalog(f):
            original = original.split("\x04")[-1].split("^")[-1]
            for part in original.split("\0"): add("en", "wesnoth", part)
            for part in translation.split("\0"):
                if part != original: add(language, "wesnoth", part.split("^")[-1])


def handbook():
    base = "debian-handbook/usr/share/doc/debian-handbook/html/"
    english = {clean(p) for f in files(base + "en-US/*.html") for p in paragraphs(f)}
    for f in files(base + "*/*.html"):
        language = f.split("/")[-2][:2]
        for p in paragraphs(f):
            # What is not translated yet stands there in English.
            if language == "en" or clean(p) not in english: add(language, "debian-handbook", p)


def html_folders():
    for f in files("installation-guide-amd64/usr/share/doc/installation-guide-amd64/*/*.html"):
        for p in paragraphs(f): add(f.split("/")[-2], "installation-guide", p)
    for f in files("libreoffice-help-*/usr/share/libreoffice/help/*/text/**/*.html"):
        for p in paragraphs(f): add(f.split("/help/")[-1].split("/")[0], "libreoffice-help", p)
    for name in ("debian-reference", "maint-guide", "developers-reference", "debian-faq", "aptitude-doc"):
        for f in files(f"{name}-*/usr/share/**/*.html"):
            language = f[len(FILES) + 1:].split("/")[0].rsplit("-", 1)[1]
            if re.search(r"\.[a-z]{2}\.html$", f) and not f.endswith(f".{language}.html"): continue
            for p in paragraphs(f): add(language, name, p)


def pages():
    for f in files("gnome-user-docs/usr/share/help/*/**/*.page"):
        language = f.split("/help/")[-1].split("/")[0]
        s = re.sub(r"<(info|code|screen|cmd|output)\b.*?</\1>", " ", open(f, encoding="utf8").read(), flags=re.S)
        for p in re.findall(r"<(?:p|title)\b[^>]*>(.*?)</(?:p|title)>", s, flags=re.S): add(language, "gnome-user-docs", p)


def manual_pages():
    for f in files("manpages-*/usr/share/man/*/man*/*.gz"):
        language = f[len(FILES) + 1:].split("/")[0].split("-", 1)[1]
        if sizes[CODES.get(language, language), "manpages"] > CAP: continue
        try: s = gzip.open(f, "rb").read().decode("utf8")
        except UnicodeDecodeError: continue
        paragraph = []
        for line in s.split("\n") + [".PP"]:
            if not line.startswith((".", "'")):
                paragraph.append(line)
            elif not re.match(r"\.(B|I|BR|IR|RB|RI|BI|IB) ", line):
                text, paragraph = " ".join(paragraph), []
                text = re.sub(r"\\f[BIC]\S*|\\f\([A-Z]+", " ", text)
                text = re.sub(r"\\f[RP]|\\[&:|^%/,]", "", text)
                text = re.sub(r"\\[-e~ ]|\\\(..|\\\[[^\]]*\]", " ", text)
                if not re.search(r"copyright|gnu general", text, re.I): add(language, "manpages", text)


def fortunes():
    for f in files("fortunes-*/usr/share/games/fortunes/**/*"):
        if f.endswith((".dat", ".u8")): continue
        language = f[len(FILES) + 1:].split("/")[0].split("-", 1)[1]
        b = open(f, "rb").read()
        try: s = b.decode("utf8")
        except UnicodeDecodeError: s = b.decode("iso8859-2" if language in ("pl", "cs") else "latin-1")
        for p in re.split(r"\n%+\n", s): add(language, "fortunes", p)


def shared(language, source, name):
    with gzip.open(f"{DATA}/{name}", "rt", encoding="utf8") as f:
        for row in f:
            if sizes[language, source] > CAP: break
            d = json.loads(row)
            for p in (d.get("text") or "\n".join(d["sentences"])).split("\n"):
                if not p.startswith("=="): add(language, source, p)


def main():
    download()
    for step in (wesnoth, handbook, html_folders, pages, manual_pages, fortunes):
        step()
        print(step.__name__, flush=True)
    shared("fr", "orangesum", "orangesum-fr/train.jsonl.gz")
    shared("de", "klexikon", "klexikon-de/train.jsonl.gz")
    shared("en", "ewt", "sentences/ewt-train.jsonl.gz")
    shared("en", "scisummnet", "scisummnet/train.jsonl.gz")
    shared("en", "opinosis", "opinosis/all.jsonl.gz")
    os.makedirs(f"{WORK}/text", exist_ok=True)
    for language in sorted(lines):
        with open(f"{WORK}/text/{language}.tsv", "w", encoding="utf8") as f:
            for source, text in sorted(lines[language]): f.write(f"{source}\t{text}\n")
        print(language, {s: n for (l, s), n in sorted(sizes.items()) if l == language}, flush=True)


main()
