"""Writes rankers.json: what the papers' formulas give for ten short sentences, computed with numpy.

    pip install numpy==2.4.6
    python3 Tests/ConformanceTests/Rankers/make_ranker_goldens.py

Every formula is written over the whole matrix of words by sentences, solved exactly where ours iterates, and compared
pair by pair where ours keeps running sums. Where our rankers depart from the paper as their documentation says, so does
this.
"""
import json
import math
import pathlib

import numpy as np

SENTENCES = """
the river rose two metres and the river broke the dam
crews brought forty people to the school
the dam was old and the mayor knew the dam was old
the mayor said crews would check the dam
rain fell for three days and the rain fell on snow
insurers expect claims
the school stayed open and crews slept in the school
metres of snow will melt if rain comes
people asked why the old dam was not new
birds
""".strip().split("\n")
SENTENCES = [line.split() for line in SENTENCES]
STOP = "the and a to was of in on for if not two".split()
PARAGRAPHS = [0, 0, 0, 1, 1, 2, 2, 2, 3, 3]
TITLE = ["dam", "river", "unseen"]
BONUS = ["new", "important"]
STIGMA = ["insurers", "perhaps"]

N = len(SENTENCES)
CONTENT = [[w for w in s if w not in STOP] for s in SENTENCES]
WORDS = sorted({w for s in CONTENT for w in s})
PLACE = {w: k for k, w in enumerate(WORDS)}
COUNTS = np.zeros((N, len(WORDS)))
for i, s in enumerate(CONTENT):
    for w in s:
        COUNTS[i, PLACE[w]] += 1
DF = (COUNTS > 0).sum(0)
TOTALS = COUNTS.sum(0)
LENGTHS = COUNTS.sum(1)


def unit(matrix):
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)


def walk(weights, damping):
    """The distribution p = (1-d)/n + d Pᵀp; from a sentence without any edge the walk goes anywhere."""
    sums = weights.sum(1, keepdims=True)
    step = np.divide(weights, sums, out=np.full_like(weights, 1 / N), where=sums > 0)
    if damping < 1:
        return np.linalg.solve(np.eye(N) - damping * step.T, np.full(N, (1 - damping) / N))
    p = np.full(N, 1 / N)
    for _ in range(20000):
        p = step.T @ p
    return p


def textrank(every, damping=0.85):
    counts = COUNTS if every else (COUNTS > 0).astype(float)
    shared = counts @ counts.T
    weights = np.zeros((N, N))
    for a in range(N):
        for b in range(N):
            if a == b and not every:
                continue
            norm = math.log(LENGTHS[a]) + math.log(LENGTHS[b])
            weights[a, b] = shared[a, b] / norm if norm else (shared[a, b] if every else 0)
    p = walk(weights, damping)
    if not every:
        p[weights.sum(1) == 0] = 0
    return p


def lexrank(threshold=None, damping=0.85):
    tf = COUNTS / COUNTS.max(1, keepdims=True)
    cosines = unit(tf * np.log(N / (1 + DF)))
    cosines = cosines @ cosines.T
    if threshold is None:
        return walk(np.maximum(cosines, 0), damping)
    return walk((cosines > threshold).astype(float), 1)


def lsa(topics, smoothing=0.4):
    cells = smoothing + (1 - smoothing) * COUNTS / COUNTS.max(1, keepdims=True)
    _, sigma, vt = np.linalg.svd(cells.T, full_matrices=False)
    r = topics or len(sigma)
    return np.sqrt((sigma[:r, None] ** 2 * vt[:r] ** 2).sum(0))


def luhn(gap=4):
    """Each cluster begins and ends with a significant word, with fewer than `gap` others between two of them."""
    scores = []
    for s in SENTENCES:
        marks = [k for k, w in enumerate(s) if w in PLACE and TOTALS[PLACE[w]] > 1]
        clusters = []
        for k in marks:
            if clusters and k - clusters[-1][-1] <= gap:
                clusters[-1].append(k)
            else:
                clusters.append([k])
        scores.append(max([len(c) ** 2 / (c[-1] - c[0] + 1) for c in clusters if len(c) > 1], default=0))
    return scores


def edmundson(cue=1, key=0, title=1, location=1):
    scores = []
    for i, s in enumerate(CONTENT):
        score = cue * (sum(w in BONUS for w in s) - sum(w in STIGMA for w in s))
        score += (title + location) * sum(w in TITLE for w in s)
        score += key * sum(TOTALS[PLACE[w]] * 2 > TOTALS.max() for w in s)
        mates = [k for k in range(N) if PARAGRAPHS[k] == PARAGRAPHS[i]]
        score += location * (PARAGRAPHS[i] in (PARAGRAPHS[0], PARAGRAPHS[-1]))
        score += location * (i in (mates[0], mates[-1]))
        scores.append(score)
    return scores


def greedy(value, chosen, wanted):
    left, scores = list(range(N)), [-(N + i) for i in range(N)]
    for rank in range(wanted):
        best = max(left, key=lambda i: (round(value(i), 12), -i))
        left.remove(best)
        scores[best] = -rank
        chosen(best)
    return scores


def sumbasic(wanted=N):
    p = TOTALS / TOTALS.sum()

    def chosen(i):
        for w in CONTENT[i]:
            p[PLACE[w]] **= 2

    return greedy(lambda i: sum(p[PLACE[w]] for w in CONTENT[i]) / len(CONTENT[i]), chosen, wanted)


def kl(wanted=N):
    """Divergence of the text's words from those of the summary, over the words of the summary; as in sumy, a summary
    counts the stop words of its chosen sentences in its length."""
    p = TOTALS / TOTALS.sum()
    summary, length = np.zeros(len(WORDS)), [0]

    def value(i):
        counts = summary + COUNTS[i]
        q = counts / (length[0] + LENGTHS[i])
        used = counts > 0
        return -(p[used] * np.log(p[used] / q[used])).sum()

    def chosen(i):
        summary[:] += COUNTS[i]
        length[0] += len(SENTENCES[i])

    return greedy(value, chosen, wanted)


def reduction():
    shared = COUNTS @ COUNTS.T
    scores = []
    for a in range(N):
        total = 0
        for b in range(N):
            norm = math.log(LENGTHS[a]) + math.log(LENGTHS[b])
            if a != b and norm > 0:
                total += shared[a, b] / norm
        scores.append(total)
    return scores


def centroid():
    vectors = COUNTS * np.log((N + 1) / (DF + 0.5))
    return unit(vectors) @ vectors.sum(0)


def pacsum(backward=-0.3):
    vectors = unit(COUNTS * np.log((N + 1) / (DF + 0.5)))
    cosines = vectors @ vectors.T
    return [sum((1 if j > i else backward) * cosines[i, j] for j in range(N) if j != i) for i in range(N)]


def gated(backward, position, least):
    sets = [set(s) for s in CONTENT]
    c = np.zeros(N)
    for i in range(N):
        for j in range(N):
            if i != j:
                c[i] += (1 if j > i else backward) * len(sets[i] & sets[j]) / math.sqrt(len(sets[i]) * len(sets[j]))
        c[i] *= len(sets[i]) ** 0.25
    c /= c.max()
    return [c[i] + position / math.sqrt(1 + i) * min(1, max(0, c[i]) / 0.5) - (9 if len(SENTENCES[i]) < least else 0)
            for i in range(N)]


SCORES = {
    "textrank": textrank(False), "textrank every occurrence": textrank(True), "textrank damping 0.5": textrank(False, 0.5),
    "lexrank": lexrank(), "lexrank threshold 0.1": lexrank(0.1), "lexrank damping 0.6": lexrank(None, 0.6),
    "lsa 8 topics": lsa(8), "lsa 2 topics": lsa(2), "lsa all topics": lsa(None), "lsa 3 topics, no smoothing": lsa(3, 0),
    "luhn": luhn(), "luhn gap 2": luhn(2), "edmundson": edmundson(), "edmundson key": edmundson(key=1),
    "edmundson cue 2, location 0.5": edmundson(cue=2, location=0.5),
    "sumbasic": sumbasic(), "sumbasic 3": sumbasic(3), "kl": kl(), "kl 3": kl(3), "reduction": reduction(),
    "centroid": centroid(), "pacsum": pacsum(), "pacsum backward 0.5": pacsum(0.5),
    "gated one sentence": gated(0.5, 0.45, 10), "gated default": gated(0, 0.7, 6), "gated news": gated(-0.3, 1, 6),
    "gated flat": gated(1, 0, 6), "lead": [1 / (1 + i) for i in range(N)],
}
golden = {
    "sentences": [" ".join(s) for s in SENTENCES], "stopWords": STOP, "paragraphs": PARAGRAPHS, "title": TITLE,
    "bonusWords": BONUS, "stigmaWords": STIGMA,
    "scores": {name: [round(float(x), 9) for x in scores] for name, scores in SCORES.items()},
}
lines = json.dumps(golden, indent=1).replace("\n   ", " ").replace("\n  ]", " ]")
(pathlib.Path(__file__).parent / "rankers.json").write_text(lines + "\n")
