"""Trains the learned profiles of summaries: a ranker of sentences and a scorer of small sets of them for each style.

    swift build -c release --product evaluate-summaries
    python3 -m venv venv && venv/bin/pip install jax==0.4.38 jaxlib==0.4.38 numpy==2.4.6
    venv/bin/python Models/train_summarization.py --data ../shared/data --work /tmp/summaries all

Features, labels and the values of sets are written by `evaluate-summaries`, so that training sees what the program computes.
One thread and fixed seeds make the result repeatable bit for bit on one kind of machine. `--check` prints cross-validated
values on the training parts and writes no model.

    venv/bin/python Models/train_summarization.py --data ../shared/data --work /tmp/summaries --leave-one-out

asks whether one ranker for all kinds of text could be the default: it is trained on all collections but one, and judged on that
one beside the untrained default. `make evaluate-summaries-lodo` calls it.
"""

import argparse
import hashlib
import json
import os
import struct
import subprocess

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
import jax
import jax.numpy as jnp
import numpy as np

HIDDEN, OUTPUT, SET_HIDDEN = 32, 24, 16
PLACES = 5

# For each profile: the language it may be used for, the collections it is trained on with the most documents taken of each,
# the most sentences of a document that training looks at, and how often training goes over the documents. `sets` names the
# collections whose sets train the set scorer, with the most documents taken; `folds` says into how many parts they are cut so
# that the set scorer sees scores of documents that the ranker was not trained on.
#
# French news have a profile of their own, for many articles of one language make the ranker of the other worse: mean of R-1 and
# R-2 of the best ranked sentence on the OrangeSum validation part, two seeds: 17.8 trained on CNN/DM, 18.2 with 4,000 French
# articles, 18.8 with 21,401; of the three best on CNN/DM by cross-validation: 22.6, 22.5 and 22.2. The English one still gets
# 4,000: without them it lost 0.4 points of R-1 on unseen articles, most of it on those of the Daily Mail, of which the training
# part has few. Four copies of each of these, too, were better in cross-validation (29.7 against 29.1 on them) but not on unseen
# ones. `members` networks of as many seeds are averaged: single ones differ by up to 0.6 points between seeds.
#
# The set scorer of English news is trained on XSum as well, whose summaries are of one sentence: with a free length that is
# worth 0.4 points of R-1 there and nothing is lost on CNN/DM (cross-validation, two seeds). French sets only lose (0.1).
PROFILES = {
    "news": dict(
        language="en", ranker={"cnn": 1392, "orange": 4000}, sets={"cnn": 1392, "xsum": 599}, folds=4, longest=48,
        epochs=8, set_epochs=30, members=3),
    "news-french": dict(
        language="fr", ranker={"orange": 21401}, sets={"orange": 6000}, folds=2, longest=40, epochs=3, set_epochs=20),
    "extract": dict(
        language="en", ranker={"bbc": 959}, sets={"bbc": 959}, folds=2, longest=48, epochs=10, set_epochs=30, members=3),
    "science": dict(language="en", ranker={"sci": 774}, longest=250, epochs=10),
    "encyclopedia": dict(language="de", ranker={"klex": 500}, longest=250, epochs=10),
}


# What a ranker for all kinds of text is trained on, and how many documents of each it gets.
POOL = ["cnn", "xsum", "orange", "gum", "sci", "klex", "bbc"]
POOL_SHARE = 400
POOLED = dict(longest=96, epochs=8)


def bucket(identifier, salt, count):
    return int(hashlib.md5((salt + identifier).encode()).hexdigest(), 16) % count


class Collection:
    """The documents of one collection as `evaluate-summaries export` wrote them."""

    def __init__(self, work, name, limit, width):
        path = f"{work}/{name}-train"
        self.name = name
        self.ids = open(path + ".ids", encoding="utf-8").read().split("\n")[:-1]
        counts = np.fromfile(path + ".counts", np.uint32)
        ends = np.cumsum(counts)
        features = np.fromfile(path + ".features", np.float32).reshape(-1, width)
        labels = np.fromfile(path + ".labels", np.float32)
        self.documents = []
        for i, end in enumerate(ends):
            rows = slice(int(end - counts[i]), int(end))
            self.documents.append(
                dict(id=self.ids[i], set=name, x=features[rows], y=labels[rows], used=i < limit, row=i))


def places(x):
    """Where a sentence stands: the numbers that the network gets beside the features; column 6 holds the tokens."""
    n = len(x)
    i = np.arange(n)
    return np.column_stack([
        np.clip(x[:, 6] / 25 - 1, -2, 3), i / n, np.full(n, np.log(n) - 3), 3 / (1 + i), 2 / np.sqrt(1 + i)
    ]).astype(np.float32)


def pack(documents, scale, longest):
    width = len(scale[0])
    x = np.zeros((len(documents), longest, width + PLACES), np.float32)
    mask = np.zeros((len(documents), longest), bool)
    y = np.zeros((len(documents), longest), np.float32)
    for r, d in enumerate(documents):
        m = min(longest, len(d["x"]))
        x[r, :m, :width] = np.clip((d["x"][:m] - scale[0]) / scale[1], -3, 3)
        x[r, :m, width:] = places(d["x"])[:m]
        mask[r, :m] = True
        label = np.round(np.clip(d["y"][:m], 0, 1) * 15)
        y[r, :m] = label / max(1e-6, label.sum())
    return x, mask, y


def initial_ranker(key, inputs):
    keys = iter(jax.random.split(key, 9))

    def normal(a, b, s):
        return jax.random.normal(next(keys), (a, b)) * s / np.sqrt(a)

    p = {"first": normal(inputs, HIDDEN, 1.4), "first.bias": jnp.zeros(HIDDEN)}
    for side in ("centre", "left", "right", "mean", "maximum"):
        p["second." + side] = normal(HIDDEN, OUTPUT, 0.7)
    p.update({"second.bias": jnp.zeros(OUTPUT), "last": normal(OUTPUT, 1, 0.1), "skip": normal(HIDDEN, 1, 0.1)})
    return p


def ranker(p, x, mask, key=None):
    def drop(v, i, rate):
        if key is None:
            return v
        return v * jax.random.bernoulli(jax.random.fold_in(key, i), 1 - rate, v.shape) / (1 - rate)

    m = mask[..., None].astype(jnp.float32)
    count = jnp.maximum(1, m.sum(1, keepdims=True))
    h = drop(jax.nn.relu(drop(x, 0, 0.3) @ p["first"] + p["first.bias"]) * m, 1, 0.2)
    left = jnp.pad(h, ((0, 0), (1, 0), (0, 0)))[:, :-1]
    right = jnp.pad(h, ((0, 0), (0, 1), (0, 0)))[:, 1:]
    common = (h.sum(1, keepdims=True) / count) @ p["second.mean"] + h.max(1, keepdims=True) @ p["second.maximum"]
    g = h @ p["second.centre"] + left @ p["second.left"] + right @ p["second.right"] + common + p["second.bias"]
    s = (drop(jax.nn.relu(g), 2, 0.2) @ p["last"] + h @ p["skip"])[..., 0]
    return jnp.where(mask, s, -1e9)


def adam(p, loss, batches, rate, decay, warmup):
    m = jax.tree.map(jnp.zeros_like, p)
    v = m
    total = len(batches)

    @jax.jit
    def step(p, m, v, batch, key, t):
        g = jax.grad(loss)(p, batch, key)
        m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
        v = jax.tree.map(lambda a, b: 0.98 * a + 0.02 * b * b, v, g)
        r = rate * jnp.minimum(1, t / warmup) * (1 - t / (total + 1))
        update = lambda p, m, v: p - r * (m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.98**t)) + 1e-8) + decay * p)
        return jax.tree.map(update, p, m, v), m, v

    key = jax.random.PRNGKey(99)
    for t, batch in enumerate(batches, 1):
        p, m, v = step(p, m, v, batch, jax.random.fold_in(key, t), t)
    return p


def orders(count, size, epochs, seed):
    random = np.random.default_rng(seed)
    for _ in range(epochs):
        order = random.permutation(count)
        for i in range(0, count - size + 1, size):
            yield order[i:i + size]


def train_ranker(documents, style, seed):
    rows = np.vstack([d["x"] for d in documents])
    scale = (rows.mean(0), rows.std(0) + 1e-6)
    x, mask, y = pack(documents, scale, style["longest"])

    def loss(p, batch, key):
        bx, bm, by = batch
        return -(by * jnp.where(bm, jax.nn.log_softmax(ranker(p, bx, bm, key), -1), 0)).sum(-1).mean()

    batches = [(x[j], mask[j], y[j]) for j in orders(len(x), 24, style["epochs"], seed)]
    p = initial_ranker(jax.random.PRNGKey(seed), x.shape[2])
    return adam(p, loss, batches, 1e-3, 0.02, 60), scale


def scores(p, scale, documents):
    """Scores of all sentences, scaled as the program scales them."""
    apply = jax.jit(lambda p, x, mask: ranker(p, x, mask))
    result = []
    for d in documents:
        # Lengths are rounded up so that few shapes are compiled.
        longest = 1 << max(4, int(np.ceil(np.log2(len(d["x"])))))
        x, mask, _ = pack([d], scale, longest)
        s = np.asarray(apply(p, x, mask))[0][:len(d["x"])]
        s = np.maximum(s, s.max() - 6)
        result.append(((s - s.mean()) / (s.std() + 1e-9)).astype(np.float32))
    return result


def mean_scores(rankers, documents):
    """The mean of what several rankers say, scaled again."""
    total = [sum(parts) / len(rankers) for parts in zip(*(scores(p, scale, documents) for p, scale in rankers))]
    return [((s - s.mean()) / (s.std() + 1e-9)).astype(np.float32) for s in total]


def set_scorer(p, x, key=None):
    """The scores of sets: one to compare sets of a wanted length, one to choose the length as well."""
    h = jax.nn.relu(x @ p["first"] + p["first.bias"])
    if key is not None:
        h = h * jax.random.bernoulli(key, 0.9, h.shape) / 0.9
    h = jax.nn.relu(h @ p["second"] + p["second.bias"])
    return (h @ p["last"])[..., 0], (h @ p["free"])[..., 0]


def train_sets(documents, seed, epochs, temperature=0.15):
    """Documents with all 63 sets; the scorer learns the best set of each size, and of all.

    The score for a wanted length learns the softmax of the values, among sets of one size and among all. That for a free length
    learns to have a high expected value of a set drawn by its softmax: with the first score instead, too few sentences are
    chosen (32.5/12.2 against 33.2/12.8 R-1/R-2 on CNN/DM, cross-validated, two seeds).
    """
    full = [d for d in documents if len(d["sets"]) == 63]
    x = np.stack([d["sets"] for d in full])
    width = x.shape[2]
    scale = (x.reshape(-1, width).mean(0), x.reshape(-1, width).std(0) + 1e-6)
    x = np.clip((x - scale[0]) / scale[1], -4, 4)
    values = np.stack([d["values"] for d in full])
    sizes = full[0]["sets"][:, 0]
    groups = [(np.where(sizes == k)[0], w) for k, w in ((3, 1.0), (2, 0.5), (1, 0.25))] + [(np.arange(63), 1.0)]
    keys = jax.random.split(jax.random.PRNGKey(seed), 4)
    p = {
        "first": jax.random.normal(keys[0], (width, SET_HIDDEN)) * 1.4 / np.sqrt(width),
        "first.bias": jnp.zeros(SET_HIDDEN),
        "second": jax.random.normal(keys[1], (SET_HIDDEN, SET_HIDDEN)) * 1.4 / np.sqrt(SET_HIDDEN),
        "second.bias": jnp.zeros(SET_HIDDEN),
        "last": jax.random.normal(keys[2], (SET_HIDDEN, 1)) * 0.1,
        "free": jax.random.normal(keys[3], (SET_HIDDEN, 1)) * 0.1,
    }

    def loss(p, batch, key):
        bx, bv = batch
        s, free = set_scorer(p, bx, key)
        total = -10 * (jax.nn.softmax(2 * free, -1) * bv).sum(-1).mean()
        for members, weight in groups:
            target = jax.nn.softmax(bv[:, members] / temperature, -1)
            total -= weight * (target * jax.nn.log_softmax(s[:, members], -1)).sum(-1).mean()
        return total

    batches = [(x[j], values[j]) for j in orders(len(x), 32, epochs, seed)]
    return adam(p, loss, batches, 3e-3, 0.01, 1), scale


def export_sets(arguments, documents, name):
    """Lets the program compute the sets of a collection's first documents, whose scores are known, and reads them."""
    path = f"{arguments.work}/{name}.scores"
    np.concatenate([d["s"] for d in documents]).tofile(path)
    subprocess.run([
        arguments.program, "export-sets", "--data", arguments.data, "--part", "train", "--sets", name, "--limit",
        str(len(documents)), "--scores", path, "--output", arguments.work
    ], check=True)
    path = f"{arguments.work}/{name}-train"
    counts = np.fromfile(path + ".setcounts", np.uint32)
    ends = np.cumsum(counts)
    values = np.fromfile(path + ".values", np.float32).reshape(-1, 2).sum(1)
    sets = np.fromfile(path + ".sets", np.float32).reshape(len(values), -1)
    for d, n, end in zip(documents, counts, ends):
        rows = slice(int(end - n), int(end))
        d["sets"], d["values"] = sets[rows], values[rows]


def report(name, documents, predictions):
    """Mean of ROUGE-1 and ROUGE-2 of the best set by the scorer, beside the best ranked sentences."""
    line = [f"{name}: {len(documents)} documents"]
    for k in (1, 2, 3, 0):
        chosen, ranked = [], []
        for d, p in zip(documents, predictions):
            members = np.where((d["sets"][:, 0] == k) | (k == 0))[0]
            chosen.append(d["values"][members[np.argmax(p[0 if k else 1][members])]] * 50)
            ranked.append(d["values"][members[np.argmax(d["sets"][members, 1])]] * 50)
        line.append(f"{k or 'free'}: {np.mean(chosen):.2f}" + (f" (ranked {np.mean(ranked):.2f})" if k else ""))
    print(" | ".join(line), flush=True)


def write_safetensors(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name], np.float32)
        header[name] = dict(dtype="F32", shape=list(array.shape), data_offsets=[len(data), len(data) + array.nbytes])
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def member_name(prefix, member):
    return prefix + "." if member == 0 else f"{prefix}.{member + 1}."


def flat(p, prefix, scale):
    result = {prefix + k: (np.asarray(v)[:, 0] if k in ("last", "skip", "free") else np.asarray(v)) for k, v in p.items()}
    result[prefix + "mean"], result[prefix + "scale"] = scale
    return result


def needed(profile):
    """The collections of the ranker, then those that only the set scorer sees."""
    return list(profile["ranker"]) + [c for c in profile.get("sets", {}) if c not in profile["ranker"]]


def build(arguments, name, names):
    profile = PROFILES[name]
    collections = [Collection(arguments.work, c, profile["ranker"].get(c, 0), len(names)) for c in needed(profile)]
    used = [d for c in collections for d in c.documents if d["used"]]
    tensors = {}
    sets = profile.get("sets", {})
    parts = {c.name: c.documents[:sets[c.name]] for c in collections if c.name in sets}
    documents = [d for part in parts.values() for d in part]
    seeds = [arguments.seed + 100 * member for member in range(profile.get("members", 1))]
    if documents:
        for fold in range(profile["folds"]):
            outside = lambda d: bucket(d["id"], "q", profile["folds"]) != fold
            rankers = [train_ranker([d for d in used if outside(d)], profile, seed) for seed in seeds]
            rest = [d for d in documents if not outside(d)]
            for d, s in zip(rest, mean_scores(rankers, rest)):
                d["s"] = s
        for c, part in parts.items():
            export_sets(arguments, part, c)
        documents = [d for d in documents if len(d["sets"]) == 63]
        if arguments.check:
            check(arguments, name, documents, profile)
    if arguments.check:
        return
    for member, seed in enumerate(seeds):
        if documents:
            p, scale = train_sets(documents, seed, profile["set_epochs"])
            tensors.update(flat(p, member_name("sets", member), scale))
        p, scale = train_ranker(used, profile, seed)
        tensors.update(flat(p, member_name("ranker", member), scale))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"summarization-{name}", "model.safetensors")
    if arguments.output:
        path = f"{arguments.output}/summarization-{name}.safetensors"
    write_safetensors(path, tensors, dict(
        format="epitome-summary-profile-1", style=name.split("-")[0], languages=profile["language"],
        features=" ".join(names), seed=str(arguments.seed), trained="train parts of " + ", ".join(needed(profile))))
    print(f"{path}: {sum(t.size for t in tensors.values())} numbers", flush=True)


def check(arguments, name, documents, profile):
    """Prints what sets chosen by scorers that did not see the document are worth."""
    for fold in range(4):
        outside = lambda d: bucket(d["id"], "f", 4) != fold
        p, scale = train_sets([d for d in documents if outside(d)], arguments.seed, profile["set_epochs"])
        for d in documents:
            if not outside(d):
                d["p"] = np.asarray(set_scorer(p, np.clip((d["sets"] - scale[0]) / scale[1], -4, 4)))
    for c in profile["sets"]:
        own = [d for d in documents if d["set"] == c]
        report(f"{name}, {c}", own, [d["p"] for d in own])


def leave_one_out(arguments, names):
    """Trains on all collections but one, judges on that one; returns the collections where the default is better."""
    collections = {c: Collection(arguments.work, c, POOL_SHARE, len(names)) for c in POOL}
    print("| left out | documents | learned | untrained | difference | |\n|---|---|---|---|---|---|", flush=True)
    worse = []
    for left_out in POOL:
        used = [d for c in POOL if c != left_out for d in collections[c].documents if d["used"]]
        p, scale = train_ranker(used, POOLED, arguments.seed)
        path = f"{arguments.work}/without-{left_out}.safetensors"
        write_safetensors(path, flat(p, "ranker.", scale), dict(
            format="epitome-summary-profile-1", style="pooled", languages="en", features=" ".join(names),
            seed=str(arguments.seed), trained="train parts of " + ", ".join(c for c in POOL if c != left_out)))
        row = subprocess.run([
            arguments.program, "compare", "--profile", path, "--sets", left_out, "--part", "train", "--data",
            arguments.data, "--limit", str(POOL_SHARE)
        ], check=True, capture_output=True, text=True).stdout.strip()
        print(row, flush=True)
        if row.endswith("| worse |"):
            worse.append(left_out)
    return worse


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("profiles", nargs="*", metavar="profile", help="all, or some of " + ", ".join(PROFILES))
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--work", default="/tmp/epitome-summaries")
    parser.add_argument("--program", default=".build/release/evaluate-summaries")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--output")
    parser.add_argument("--reuse", action="store_true", help="use the features that an earlier run wrote")
    arguments = parser.parse_args()
    profiles = list(PROFILES) if arguments.profiles == ["all"] else arguments.profiles
    if any(name not in PROFILES for name in profiles) or not (profiles or arguments.leave_one_out):
        parser.error(f"name all, or some of {', '.join(PROFILES)}, or pass --leave-one-out")
    os.makedirs(arguments.work, exist_ok=True)
    collections = sorted({c for name in profiles for c in needed(PROFILES[name])})
    if arguments.leave_one_out:
        collections = POOL
    if not arguments.reuse:
        subprocess.run([
            arguments.program, "export", "--data", arguments.data, "--part", "train", "--sets", ",".join(collections),
            "--output", arguments.work
        ], check=True)
    names = open(f"{arguments.work}/feature-names", encoding="utf-8").read().split()
    if arguments.leave_one_out:
        worse = leave_one_out(arguments, names)
        print("\nA learned default would be below the untrained one on: " + (", ".join(worse) or "no collection"))
        return
    for name in profiles:
        build(arguments, name, names)


if __name__ == "__main__":
    main()
