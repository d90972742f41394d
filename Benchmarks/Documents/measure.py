#!/usr/bin/env python3
"""Compares what `epitome extract` reads with what was written: words F1, order, hyphens, running heads.

    Benchmarks/Documents/measure.py .build/release/epitome OUT
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words(text):
    # pandoc makes apostrophes round.
    return WORD.findall(text.replace("’", "'"))


def f1(found, wanted):
    same = sum((collections.Counter(found) & collections.Counter(wanted)).values())
    return 2 * same / max(1, len(found) + len(wanted))


def order(found, wanted):
    """The share of the source's paragraphs whose first eight words stand behind those of the one before."""
    text = " ".join(found)
    places = [text.find(" ".join(words(p)[2:8])) for p in wanted if len(words(p)) > 22]
    known = [p for p in places if p >= 0]
    pairs = list(zip(known, known[1:]))
    return sum(a < b for a, b in pairs) / max(1, len(pairs)), places.count(-1)


def main(epitome, folder):
    rows = collections.defaultdict(list)
    for path in sorted(pathlib.Path(folder).glob("*.source.txt")):
        name = path.name.removesuffix(".source.txt")
        source = path.read_text(encoding="utf8")
        run = subprocess.run([epitome, "extract", "--format", "json", str(path.parent / name)], capture_output=True)
        if run.returncode:
            print(name, run.stderr.decode().strip())
            rows[name.split("-")[0] + "." + name.split(".")[-1]].append((0, 0, 0, 0, 0))
            continue
        record = json.loads(run.stdout)
        if isinstance(record, list):
            record = record[0]
        text = (record["title"] or "") + "\n\n" + record["text"]
        found, wanted = words(text), words(source)
        share, lost = order(found, source.split("\n\n")[1:])
        vocabulary = set(wanted)
        wrong = [w for w in found if "-" in w and w not in vocabulary]
        heads = sum(head in text for head in ("Journal of Mills", "A running head"))
        rows[name.split("-")[0] + "." + name.split(".")[-1]].append((f1(found, wanted), share, lost, len(wrong), heads))
        if "-v" in sys.argv:
            extra = collections.Counter(found) - collections.Counter(wanted)
            less = collections.Counter(wanted) - collections.Counter(found)
            print(name, round(rows[name.split("-")[0] + "." + name.split(".")[-1]][-1][0], 4), "extra", list(extra.items())[:12], "less", list(less.items())[:12])
    print(f"{'files':16} {'n':>3} {'F1 mean':>8} {'F1 min':>8} {'order':>7} {'lost':>5} {'hyphens':>8} {'heads':>6}")
    for kind, values in rows.items():
        print(
            f"{kind:16} {len(values):3} {sum(v[0] for v in values) / len(values):8.4f} {min(v[0] for v in values):8.4f} "
            f"{sum(v[1] for v in values) / len(values):7.4f} {sum(v[2] for v in values):5} {sum(v[3] for v in values):8} "
            f"{sum(v[4] for v in values):6}")


if __name__ == "__main__":
    main(*[a for a in sys.argv[1:] if a != "-v"])
