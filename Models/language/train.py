"""Trains the language model from installable packages and evaluation data: one command, equal input gives equal bytes.

    python3 Models/language/train.py --data ../shared/data --work /tmp/language

Needs Python 3.10, a C compiler (`cc`), `evaluate-text` (`swift build -c release --product evaluate-text`) and, for the first
run, `apt-get download` on Debian 12 (bookworm). Steps, each skipped when its result is in the work folder: packages are
downloaded and unpacked (never installed), collect.py takes their prose, snippets are drawn and cut into words, train.c
chooses features and fits the weights, and model.safetensors is written.
"""
import argparse, json, os, random, struct, subprocess, sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LANGUAGES = ("en de fr es it pt nl sv da no fi pl cs sk sl hr hu ro ca gl eu lt lv et tr vi id ru uk bg sr").split()
# Snippets of the languages that are met most count more, which makes a rare neighbour earn its place.
MAJOR, MAJOR_SNIPPETS, MINOR_SNIPPETS = {"en", "de", "fr", "es", "it"}, 100_000, 40_000
SLOTS, EPOCHS, RATE = 29_000, 3, 0.2
SEED = 5
# Logarithms of how much likelier a language is than a rare one before anything is read. Swept on the development parts
# from 0 to 2 (3 words: 94.5 without, 95.9 with these); what it costs is on rare languages: six words of fifteen other
# languages go from 94.6 to 93.8.
PRIORS = {"en": 1.5, "de": 1.0, "fr": 1.0, "es": 1.0, "it": 1.0, "pt": 0.5, "nl": 0.5, "pl": 0.5}


def run(*command, **options):
    print("+", " ".join(command), flush=True)
    subprocess.run(command, check=True, **options)


def draw(work):
    """Windows of 1 to 24 words, shorter ones more often, sources weighing by the root of their size."""
    rng = random.Random(SEED)
    snippets = []
    for language in LANGUAGES:
        by = defaultdict(list)
        for line in open(f"{work}/text/{language}.tsv", encoding="utf8"):
            source, text = line.rstrip("\n").split("\t", 1)
            by[source].append(text.split())
        sources = sorted(by)
        ends = {}
        for s in sources:
            total = 0
            ends[s] = [total := total + len(t) for t in by[s]]
        sizes = [ends[s][-1] for s in sources]
        wanted = MAJOR_SNIPPETS if language in MAJOR else MINOR_SNIPPETS
        for _ in range(min(wanted, sum(sizes) // 3)):
            s = rng.choices(sources, [n ** 0.5 for n in sizes])[0]
            words = rng.choices(by[s], cum_weights=ends[s])[0]
            r = rng.random()
            length = rng.randint(1, 3) if r < 0.4 else rng.randint(4, 8) if r < 0.75 else rng.randint(9, 24)
            start = rng.randrange(max(1, len(words) - length + 1))
            snippets.append(f"{language}\t{' '.join(words[start:start + length])}")
    rng.shuffle(snippets)
    with open(f"{work}/snippets.tsv", "w", encoding="utf8") as f:
        f.write("\n".join(snippets) + "\n")
    print(len(snippets), "snippets")


def write(work, path):
    """safetensors: 8 bytes of header length, the header as JSON, the tensors."""
    raw = open(f"{work}/model.bin", "rb").read()
    scale, bias, rest = raw[:4], raw[4:4 + 128], raw[4 + 128:]
    checks, weights = rest[:SLOTS], rest[SLOTS:]
    values = [b + PRIORS.get(l, 0) for b, l in zip(struct.unpack("<32f", bias), LANGUAGES + [""] * 32)]
    bias = struct.pack("<32f", *values)
    assert len(weights) == SLOTS * 32
    header, offset = {}, 0
    parts = [("weights", "I8", [SLOTS, 32], weights), ("checks", "U8", [SLOTS], checks), ("bias", "F32", [32], bias), ("scale", "F32", [1], scale)]
    header["__metadata__"] = {"format": "epitome-language", "version": "1", "languages": ",".join(LANGUAGES)}
    for name, kind, shape, data in parts:
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 8) % 64)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(p[3] for p in parts))
    print(path, os.path.getsize(path), "bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=f"{ROOT}/../shared/data")
    parser.add_argument("--work", default="/tmp/epitome-language")
    parser.add_argument("--development", default="")
    parser.add_argument("--output", default=f"{HERE}/model.safetensors")
    o = parser.parse_args()
    os.makedirs(o.work, exist_ok=True)
    if not os.path.exists(f"{o.work}/text"):
        run(sys.executable, f"{HERE}/collect.py", o.work, o.data)
    if not os.path.exists(f"{o.work}/snippets.tsv"):
        draw(o.work)
    files = [f"{o.work}/snippets.tsv"] + ([o.development] if o.development else [])
    words = [f"{o.work}/words.tsv", f"{o.work}/development-words.tsv"][:len(files)]
    for file, to in zip(files, words):
        run(f"{ROOT}/.build/release/evaluate-text", "language-words", file, to)
    kernels = f"{ROOT}/Sources/CKernels"
    run("cc", "-O3", "-ffp-contract=off", "-std=c2x", f"-I{kernels}/include", f"{HERE}/train.c",
        *[f"{kernels}/{name}.c" for name in ("language", "system")], "-lm", "-o", f"{o.work}/train")
    run(f"{o.work}/train", words[0], ",".join(LANGUAGES), str(SLOTS), str(EPOCHS), str(RATE),
        f"{o.work}/model.bin", *words[1:])
    write(o.work, o.output)


main()
