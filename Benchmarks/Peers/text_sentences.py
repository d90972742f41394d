"""Sentence segmenters of other projects on the same data, by the same measures as `evaluate-text sentences`.

usage: text_sentences.py DATA [dev|test] [NLTK_DATA]      (DATA: the folder of evaluation data)
needs: pip install sentencex==1.0.32 nupunkt==0.8.0 pysbd==0.3.4 blingfire==0.1.8 nltk==3.10.4 (what is missing is left out;
punkt also needs its data, for instance the folder `_static/nltk_cache` of the package llama-index-core)

A predicted end is right when it falls on the same non-space character as a gold end; the end of each document is left out on
both sides. Text as given. Two columns for English: as given, and cut at line breaks by the caller first (for tools that take
a blank line for a blank). Golden: cases cut right, white space aside. Speed: CPU seconds of one thread, one call a document.
"""
import gzip, json, os, re, sys, time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[variable] = "1"
DATA = sys.argv[1]
PART = sys.argv[2] if len(sys.argv) > 2 else "dev"
SETS = ["ewt", "gum", "de-gsd", "fr-gsd", "fr-sequoia", "es-gsd", "it-isdt"]
PUNKT = dict(en="english", de="german", fr="french", es="spanish", it="italian", da="danish", ru="russian", nl="dutch",
             pl="polish", el="greek")


def read(name):
    with gzip.open(f"{DATA}/{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def sentencex():
    from sentencex import segment
    return lambda text, language: list(segment(language, text))


def nupunkt():
    import nupunkt as peer
    return lambda text, language: peer.sent_tokenize(text) if language == "en" else None


def pysbd():
    import pysbd as peer
    from pysbd.languages import LANGUAGE_CODES
    made = {}

    def cut(text, language):
        if language not in LANGUAGE_CODES:
            return None
        if language not in made:
            made[language] = peer.Segmenter(language=language, clean=False)
        return made[language].segment(text)
    return cut


def blingfire():
    import blingfire as peer
    return lambda text, language: peer.text_to_sentences(text).split("\n")


def punkt():
    import nltk
    if len(sys.argv) > 3:
        nltk.data.path.insert(0, sys.argv[3])
    from nltk.tokenize.punkt import PunktTokenizer
    made = {"en": PunktTokenizer("english")}

    def cut(text, language):
        if language not in PUNKT:
            return None
        if language not in made:
            made[language] = PunktTokenizer(PUNKT[language])
        return [text[a:b] for a, b in made[language].span_tokenize(text)]
    return cut


def solid(text):
    return re.sub(r"\s+", "", text)


def ends(sentences):
    out, total = [], 0
    for sentence in sentences:
        count = len(solid(sentence))
        if count:
            total += count
            out.append(total)
    return out


def f1(cut, name, language, by_line):
    right = wrong = missed = 0
    for document in read(f"sentences/{name}-{PART}"):
        sentences = []
        for piece in re.split(r"\n+", document["text"]) if by_line else [document["text"]]:
            if piece.strip():
                found = cut(piece, language)
                if found is None:
                    return None
                sentences += found
        gold = ends(document["sentences"])
        gold, found = set(gold[:-1]), {end for end in ends(sentences) if end < gold[-1]}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    return 2 * right / (2 * right + wrong + missed)


def golden(cut):
    counts = {"en": [0, 0], "others": [0, 0]}
    for case in read("sentences/golden-rules"):
        try:
            found = cut(case["text"], case["lang"])
        except Exception:
            found = []
        if found is None:
            continue
        count = counts["en" if case["lang"] == "en" else "others"]
        count[1] += 1
        count[0] += [solid(x) for x in found if x.strip()] == [solid(x) for x in case["sentences"]]
    return counts


def speed(cut):
    texts = [document["text"] for document in read("cnn-dailymail/valid")[:1000]]
    for text in texts[:3]:
        cut(text, "en")
    size, start = 0, time.process_time()
    for text in texts:
        cut(text, "en")
        size += len(text.encode())
        if time.process_time() - start > 5:
            break
    return size / 1e6 / (time.process_time() - start)


def main():
    print("| system | " + " | ".join(f"{name}-{PART}" for name in SETS)
          + " | ewt, gum by line | golden en | golden others | MB/s |")
    print("|" + " --- |" * (len(SETS) + 5))
    percent = lambda value: "–" if value is None else f"{100 * value:.2f}"
    for make in (sentencex, nupunkt, pysbd, blingfire, punkt):
        try:
            cut = make()
        except Exception as error:
            print(f"| {make.__name__} | not installed: {type(error).__name__} |")
            continue
        language = lambda name: "en" if name in ("ewt", "gum") else name[:2]
        cells = [percent(f1(cut, name, language(name), False)) for name in SETS]
        cells.append(", ".join(percent(f1(cut, name, "en", True)) for name in ("ewt", "gum")))
        counts = golden(cut)
        cells += [f"{a} of {b}" for a, b in (counts["en"], counts["others"])]
        cells.append(f"{speed(cut):.2f}")
        print(f"| {make.__name__} | " + " | ".join(cells) + " |", flush=True)


main()
