"""Trains the model that tells the blocks of an article from the rest of its page.

usage: python3 Models/article/train.py DATA ROWS
  DATA  the folder of evaluation data; of it html/*.jsonl.gz are read
  ROWS  a folder with the rows of the three sets, written before by
        evaluate-text block-rows DATA/html/NAME.jsonl.gz ROWS/NAME

Labels: the benchmark's own article text (article-extraction-benchmark, MIT), the text of the expected page
(readability-pages, Apache-2.0), and the stated segments (trafilatura-eval, Apache-2.0); blocks of the last set that no
segment names take the agreement of trafilatura 2.3.1 (two settings) and readability-lxml 0.9 as a weak label, a twentieth
to a quarter of a stated segment's weight. Headlines (h1) are never body.

Folds are by site. The first stage's trees see the wording score out of fold, the second stage's the first stage's
probabilities out of fold; the table printed is out of fold throughout. The weights shipped are fitted on all pages.
"""
import gzip
import hashlib
import json
import os
import re
import sys
from collections import Counter, defaultdict

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import train_trees as shared

SETS = ["article-extraction-benchmark", "trafilatura-eval", "readability-pages"]
WORD = re.compile(r"\w+")
SPACE = re.compile(r"\s+")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def folded(text):
    return SPACE.sub(" ", text).strip()


def fold_of(page):
    match = re.match(r"(?:https?://)?(?:www\.)?([^/]+)", page.get("url") or "")
    site = match.group(1) if match else page["id"]
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % 5


def labels_from_text(blocks, gold):
    """1 for a block whose runs of four words stand in the gold text; short blocks follow their neighbours."""
    words = WORD.findall(gold)
    runs = Counter(tuple(words[i:i + 4]) for i in range(len(words) - 3))
    joined = " " + " ".join(words) + " "
    tokens = [WORD.findall(block["t"]) for block in blocks]
    labels = np.zeros(len(blocks))
    for index, token in enumerate(tokens):
        if len(token) >= 5:
            own = Counter(tuple(token[i:i + 4]) for i in range(len(token) - 3))
            labels[index] = sum(min(count, runs[run]) for run, count in own.items()) / sum(own.values())
        elif token:
            labels[index] = -1

    def support(index):
        near = list(range(max(0, index - 4), index)) + list(range(index + 1, min(len(labels), index + 5)))
        return sum(labels[other] >= 0.5 for other in near)

    copies = defaultdict(list)
    for index, token in enumerate(tokens):
        if labels[index] >= 0.5:
            copies[tuple(token)].append(index)
    for token, indices in copies.items():
        if len(indices) > 1:
            times = joined.count(" " + " ".join(token) + " ")
            for index in sorted(indices, key=lambda index: (-support(index), index))[max(1, times):]:
                labels[index] = 0
    positive = [index for index in range(len(labels)) if labels[index] >= 0.5]
    first, last = (min(positive), max(positive)) if positive else (0, -1)
    for index, token in enumerate(tokens):
        if labels[index] == -1:
            inside = " " + " ".join(token) + " " in joined and first <= index <= last + 1
            labels[index] = 1 if inside and support(index) >= 2 else 0
    return labels


def weak_labels(blocks, page, outputs):
    each = [labels_from_text(blocks, text or "") for text in outputs]
    mixed = each[0] * 0.4 + each[1] * 0.35 + each[2] * 0.25
    labels = mixed.copy()
    weights = np.where((mixed > 0.8) | (mixed < 0.2), 1, 0.3) * 0.2
    if not any(len(folded(text or "")) > 200 for text in outputs):
        weights *= 0.2
    for index, block in enumerate(blocks):
        if block["tag"] == "h1":
            labels[index], weights[index] = 0, 0.05
    texts = [folded(block["t"]) for block in blocks]
    for segments, label in ((page["with"], 1), (page["without"], 0)):
        for segment in map(folded, segments):
            if not segment:
                continue
            hits = [i for i, text in enumerate(texts) if segment in text or (len(text) >= 20 and text in segment)]
            near = lambda i: mixed[max(0, i - 3):i + 4].sum()
            if label == 1 and len(hits) > 1 and any(near(i) > 1 for i in hits):
                hits = sorted(hits, key=lambda i: (-near(i), i))[:1]
            for i in hits:
                labels[i], weights[i] = label, 4.0
    return labels, weights


def peers():
    """The three weak labellers, each a function of the page's text."""
    import html_text
    from readability import Document
    from trafilatura import extract

    settings = dict(include_comments=False, include_tables=True, include_formatting=False)
    return [
        lambda html: extract(html, **settings), lambda html: extract(html, favor_precision=True, **settings),
        lambda html: html_text.extract_text(Document(html).summary(html_partial=True)),
    ]


def attempt(function, html):
    try:
        return function(DECLARATION.sub("", html, count=1))
    except Exception:
        return None


def load(data, rows):
    import html_text

    labellers = peers()
    pages, columns, labels, weights, folds = [], [], [], [], []
    for name in SETS:
        with gzip.open(f"{data}/html/{name}.jsonl.gz", "rt", encoding="utf8") as file:
            golds = [json.loads(line) for line in file]
        with open(f"{rows}/{name}.jsonl", encoding="utf8") as file:
            read = [json.loads(line) for line in file]
        count = sum(len(page["blocks"]) for page in read)
        columns.append(np.fromfile(f"{rows}/{name}.f32", np.float32).reshape(count, -1))
        for gold, page in zip(golds, read):
            blocks = page["blocks"]
            page.update(set=name, gold=gold)
            pages.append(page)
            if not blocks:
                continue
            lengths = np.array([len(WORD.findall(block["t"])) for block in blocks], float)
            if name == "trafilatura-eval":
                label, weight = weak_labels(blocks, gold, [attempt(f, gold["html"]) for f in labellers])
                weight = weight * (0.4 + np.sqrt(np.minimum(lengths, 100)) / 6)
            else:
                text = gold.get("text") or html_text.extract_text(gold["expected_html"], guess_layout=False)
                label = labels_from_text(blocks, text)
                total = max(50, lengths[label >= 0.5].sum())
                trust = 4.0 if name == SETS[0] else 0.4
                weight = (0.4 + np.sqrt(np.minimum(lengths, 100)) / 3) * trust * min(2, (600 / total) ** 0.5)
            labels.append(label)
            weights.append(weight)
            folds.append(np.full(len(blocks), fold_of(gold)))
    return pages, np.concatenate(columns), np.concatenate(labels), np.concatenate(weights), np.concatenate(folds)


def context(page, first):
    """The columns of BlockContext.swift for one page; keep the two alike."""
    blocks = page["blocks"]
    count = len(blocks)
    lengths = np.minimum(np.array([len(block["t"].encode()) for block in blocks], float), 1500)
    sums = lambda values: np.concatenate([[0], np.cumsum(values)])
    mass, length, excess = sums(first * lengths), sums(lengths), sums((first - 0.5) * lengths)
    total = mass[-1] + 1e-9
    mean = lambda a, b: (mass[b] - mass[a]) / (length[b] - length[a] + 1)
    paths = [[(block["a"][i], block["a"][i + 1]) for i in range(0, len(block["a"]), 2)] for block in blocks]
    best, value = (0, 0), -np.inf
    for a, b in sorted({node for path in paths for node in path}, key=lambda node: (node[0] - node[1], node[0])):
        if excess[b] - excess[a] >= value:
            best, value = (a, b), excess[b] - excess[a]
    sure = [i for i in range(count) if first[i] > 0.6 and len(blocks[i]["t"].encode()) > 80]
    clamp = lambda number: max(-30, min(30, number))
    rows = []
    for i in range(count):
        row = [first[i]] + [first[i + o] if 0 <= i + o < count else -0.1 for o in (-3, -2, -1, 1, 2, 3)]
        row += [mean(max(0, i - width), min(count, i + width + 1)) for width in (4, 10)]
        for level in range(4):
            if level < len(paths[i]):
                a, b = paths[i][level]
                row += [mean(a, b), (mass[b] - mass[a]) / total]
            else:
                row += [-1, -1]
        row += [float(best[0] <= i < best[1]), clamp(i - best[0]), clamp(best[1] - 1 - i)]
        row += [(i - best[0]) / max(1, best[1] - best[0])]
        row += [clamp(i - sure[0]), clamp(sure[-1] - i)] if sure else [-40, -40]
        row += [mass[i] / total, (total - mass[i + 1]) / total]
        for share in (0.5, 0.85):
            level, inner = 0, (i, i + 1)
            for a, b in paths[i]:
                if (mass[b] - mass[a]) / total >= share:
                    break
                level, inner = level + 1, (a, b)
            a, b = inner
            row += [level, mean(a, b), log2(length[b] - length[a]), (mass[b] - mass[a]) / total]
        rows.append(row + [log2(total), value / (total + 1)])
    return np.array(rows, np.float32)


def log2(value):
    """BlockFeatures.log: linear between powers of two."""
    mantissa, exponent = np.frexp(np.float32(max(0, value) + 1))
    return exponent - 1 + 2 * mantissa - 1


def per_page(pages, values):
    start = 0
    for page in pages:
        end = start + len(page["blocks"])
        yield page, values[start:end]
        start = end


def report(pages, probabilities, threshold):
    """P, R, F1 of the first two sets as Benchmarks/EvaluateText measures them."""
    rows, found, extra, missed = [], 0, 0, 0
    for page, values in per_page(pages, probabilities):
        text = "\n\n".join(block["t"] for block, value in zip(page["blocks"], values) if value >= threshold)
        if page["set"] == SETS[0]:
            runs = [Counter(tuple(w[i:i + 4]) for i in range(max(1, len(w) - 3))) if w else Counter()
                    for w in (WORD.findall(page["gold"]["text"]), WORD.findall(text))]
            rows.append((sum((runs[0] & runs[1]).values()), sum(runs[1].values()), sum(runs[0].values())))
        elif page["set"] == SETS[1]:
            text = folded(text)
            hits = sum(folded(segment) in text for segment in page["gold"]["with"])
            found, missed = found + hits, missed + len(page["gold"]["with"]) - hits
            extra += sum(folded(segment) in text for segment in page["gold"]["without"])
    p = np.mean([both / out for both, out, _ in rows if out])
    r = np.mean([both / gold for both, _, gold in rows if gold])
    print(f"  at {threshold}: AEB {p:.3f} {r:.3f} F1 {2 * p * r / (p + r):.3f}"
          f" | TRA {found / (found + extra):.3f} {found / (found + missed):.3f}"
          f" F1 {2 * found / (2 * found + extra + missed):.3f}", flush=True)


def main():
    pages, columns, labels, weights, folds = load(*sys.argv[1:3])
    words = shared.word_matrix([block["h"] for page in pages for block in page["blocks"]])
    fit_words = lambda rows: shared.fit_words(words[rows], labels[rows], weights[rows])
    columns[:, -1] = shared.out_of_fold(folds, fit_words, lambda model, rows: model.decision_function(words[rows]))
    fit_first = lambda rows: shared.fit_trees(columns[rows], labels[rows], weights[rows], 120, 12)
    first = shared.out_of_fold(folds, fit_first, lambda model, rows: model.predict(columns[rows]))
    around = np.concatenate([context(page, values) for page, values in per_page(pages, first) if len(values)])
    both = np.hstack([around, columns])
    fit_second = lambda rows: shared.fit_trees(both[rows], labels[rows], weights[rows], 80, 8)
    second = shared.out_of_fold(folds, fit_second, lambda model, rows: model.predict(both[rows]))
    np.savez(f"{sys.argv[2]}/labels.npz", labels=labels, probabilities=second)
    print("out of fold, by site")
    for threshold in (0.4, 0.45, 0.5, 0.6):
        report(pages, second, threshold)
    everything = np.ones(len(labels), bool)
    shared.save(
        os.path.join(os.path.dirname(os.path.abspath(__file__)), "model.safetensors"),
        dict(
            wording=shared.word_tensors(fit_words(everything)), first=shared.tree_tensors(fit_first(everything)),
            second=shared.tree_tensors(fit_second(everything))),
        {"format": "epitome-article-1"})


main()
