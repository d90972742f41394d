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
The models without each fold are written to ROWS; `evaluate-text extraction ROWS` measures them in the library, which is
the figure to expect on pages of other sites.
"""
import bisect
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

FOLDS = 5
SETS = ["article-extraction-benchmark", "trafilatura-eval", "readability-pages"]
WORD = re.compile(r"\w+")
WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Words; of scripts without spaces, characters.
TOKEN = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+")
SPACE = re.compile(r"\s+")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def folded(text):
    return SPACE.sub(" ", text).strip()


def fold_of(page):
    match = re.match(r"(?:https?://)?(?:www\.)?([^/]+)", page.get("url") or "")
    site = match.group(1) if match else page["id"]
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def labels_from_text(blocks, gold):
    """The share of each block's runs of four words that stand in the gold text, each gold run used once; a short block
    counts where it stands in the gold text between its labelled neighbours."""
    words = TOKEN.findall(gold)
    runs = [tuple(words[i:i + 4]) for i in range(len(words) - 3)]
    left, where = Counter(runs), defaultdict(list)
    for position, run in enumerate(runs):
        where[run].append(position)
    tokens = [TOKEN.findall(block["t"]) for block in blocks]
    own = [Counter(tuple(token[i:i + 4]) for i in range(len(token) - 3)) if len(token) >= 5 else None for token in tokens]
    labels = np.array([sum(min(c, left[run]) for run, c in each.items()) / each.total() if each else 0 for each in own])

    # Of copies the one among more gold text counts.
    mass = np.concatenate([[0], np.cumsum((labels >= 0.5) * np.minimum([len(token) for token in tokens], 100))])
    support = lambda i: mass[min(len(blocks), i + 9)] - mass[max(0, i - 8)]
    for index in sorted(np.flatnonzero(labels >= 0.5), key=lambda i: (-support(i), i)):
        if sum(min(c, left[run]) for run, c in own[index].items()) < own[index].total() / 2:
            labels[index] = 0
        else:
            left.subtract(own[index])
            left += Counter()

    # Short blocks: the gold text between the ends of the labelled neighbours.
    spans, last = {}, 0
    for index in np.flatnonzero(labels >= 0.5):
        token = tokens[index]
        starts, ends = where[tuple(token[:4])], [position + 4 for position in where[tuple(token[-4:])]]
        start = min([at for at in starts if at >= last], default=min(starts, default=None))
        end = min([at for at in ends if at >= (start or 0) + len(token) * 0.7], default=None)
        if start is None and end is None:
            continue
        start = max(0, end - len(token)) if start is None else start
        end = min(len(words), start + len(token)) if end is None else end
        spans[index], last = (start, end), end
    anchors = sorted(spans)
    for index, token in enumerate(tokens):
        if not anchors or not token or labels[index] >= 0.5 or len(token) >= 12:
            continue
        next_anchor = bisect.bisect(anchors, index)
        before = anchors[next_anchor - 1] if next_anchor else None
        after = anchors[next_anchor] if next_anchor < len(anchors) else None
        if before is None and after - index > 12 or after is None and index - before > 12:
            continue
        start = spans[before][1] if before is not None else max(0, spans[after][0] - 60)
        end = spans[after][0] if after is not None else min(len(words), start + 80)
        if 0 < end - start <= 400 and f" {' '.join(token)} " in f" {' '.join(words[start:end])} ":
            labels[index] = 1
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
    data, rows = sys.argv[1:3]
    pages, columns, labels, weights, folds = load(data, rows)
    words = shared.word_matrix([block["h"] for page in pages for block in page["blocks"]])
    fit_words = lambda part: shared.fit_words(words[part], labels[part], weights[part])
    fit_first = lambda part: shared.fit_trees(columns[part], labels[part], weights[part], 120, 12)
    fit_second = lambda part: shared.fit_trees(both[part], labels[part], weights[part], 80, 8)
    parts = [dict() for _ in range(FOLDS + 1)]

    def stage(name, fit, tensors, predict):
        """Fits a model without each fold and one on everything; returns the predictions out of fold."""
        result = np.zeros(len(folds))
        for fold in range(FOLDS + 1):
            model = fit(folds != fold)
            parts[fold][name] = tensors(model)
            if fold < FOLDS:
                result[folds == fold] = predict(model, folds == fold)
        return result

    columns[:, -1] = stage(
        "wording", fit_words, shared.word_tensors, lambda model, part: model.decision_function(words[part]))
    first = stage("first", fit_first, shared.tree_tensors, lambda model, part: model.predict(columns[part]))
    around = np.concatenate([context(page, values) for page, values in per_page(pages, first) if len(values)])
    both = np.hstack([around, columns])
    second = stage("second", fit_second, shared.tree_tensors, lambda model, part: model.predict(both[part]))
    print("out of fold, by site, without the library")
    for threshold in (0.4, 0.45, 0.5, 0.6):
        report(pages, second, threshold)
    for name in SETS:
        with open(f"{rows}/{name}.folds", "w") as file:
            file.writelines(f"{fold_of(page['gold'])}\n" for page in pages if page["set"] == name)
    features, around = shared.names(f"{rows}/{SETS[0]}")
    metadata = {"format": "epitome-article-1", "features": features, "context": around}
    for fold in range(FOLDS):
        shared.save(f"{rows}/fold-{fold}.safetensors", parts[fold], metadata)
    folder = os.path.dirname(os.path.abspath(__file__))
    shared.save(os.path.join(folder, "model.safetensors"), parts[FOLDS], metadata)


if __name__ == "__main__":
    main()
