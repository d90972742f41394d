#!/usr/bin/env python3
"""Measure scikit-learn's text classifiers on the evaluation data; one JSON line per (data set, pipeline).

    python3 Benchmarks/Peers/classification.py --data ../shared/data [--sets 20ng,r8,…] [--pipelines svc12,…]

Each measurement is a process of its own, on one core (sched_setaffinity, OMP_NUM_THREADS=1 …). Seconds are CPU seconds
(user + system). `train` is fitting vectorizer and classifier from strings in memory; `predict` is vectorizing and
classifying the whole test part in one call, best of three. The pipeline the project is compared with is `svc12`:
TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True) and LinearSVC(), everything else at its default.

Tried with scikit-learn 1.9.0 and Python 3.11 (pip install scikit-learn).
"""
import argparse
import gzip
import json
import os
import subprocess
import sys
import time

SETS = {
    "20ng": ("20news-bydate/train", "20news-bydate/test"),
    "r8": ("reuters21578/r8-train", "reuters21578/r8-test"),
    "r52": ("reuters21578/r52-train", "reuters21578/r52-test"),
    "bbc": ("bbc/train", "bbc/test"),
    "ag": ("ag-news/train-partial", "ag-news/test"),
    "dbpedia": ("dbpedia14-sample/train", "dbpedia14-sample/test"),
    "modapte": ("reuters21578/modapte-train", "reuters21578/modapte-test"),
}


def read(data, name):
    with gzip.open(f"{data}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(data, name):
    """Texts (title, line break, text) and label lists of both parts; ModApte is reduced to topics in both."""
    parts = [read(data, part) for part in SETS[name]]
    labels = [[r["labels"] if "labels" in r else [r["label"]] for r in part] for part in parts]
    texts = [[(r["title"] + "\n" if r.get("title") else "") + r["text"] for r in part] for part in parts]
    if name == "modapte":
        kept = set(t for ls in labels[0] for t in ls) & set(t for ls in labels[1] for t in ls)
        for part in (0, 1):
            labels[part] = [[t for t in ls if t in kept] for ls in labels[part]]
            texts[part] = [text for text, ls in zip(texts[part], labels[part]) if ls]
            labels[part] = [ls for ls in labels[part] if ls]
    return texts[0], labels[0], texts[1], labels[1]


def pipeline(name, multi):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.naive_bayes import ComplementNB
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    wrap = OneVsRestClassifier if multi else (lambda classifier: classifier)
    return {
        "svc12": lambda: make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), wrap(LinearSVC())),
        "svc11": lambda: make_pipeline(TfidfVectorizer(), wrap(LinearSVC())),
        "bayes12": lambda: make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), wrap(ComplementNB(alpha=0.1))
        ),
    }[name]()


def measure(data, name, which):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.preprocessing import MultiLabelBinarizer

    train, train_labels, test, test_labels = load(data, name)
    multi = name == "modapte"
    if multi:
        binarizer = MultiLabelBinarizer().fit(train_labels)
        y, z = binarizer.transform(train_labels), binarizer.transform(test_labels)
    else:
        y, z = [ls[0] for ls in train_labels], [ls[0] for ls in test_labels]
    model = pipeline(which, multi)
    start = time.process_time()
    model.fit(train, y)
    train_seconds = time.process_time() - start
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        predicted = model.predict(test)
        best = min(best, time.process_time() - start)
    size = sum(len(text.encode()) for text in test)
    print(json.dumps({
        "peer": "scikit-learn", "pipeline": which, "set": name, "train_documents": len(train),
        "test_documents": len(test), "accuracy": round(accuracy_score(z, predicted), 4),
        "macro_f1": round(f1_score(z, predicted, average="macro", zero_division=0), 4),
        "micro_f1": round(f1_score(z, predicted, average="micro"), 4),
        "train_cpu_seconds": round(train_seconds, 2), "predict_cpu_seconds": round(best, 3),
        "predict_megabytes_per_second": round(size / best / 1e6, 2), "features": len(model[0].vocabulary_),
    }), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--pipelines", default="svc12")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(arguments.data, arguments.sets, arguments.pipelines)
        return
    single = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    for name in arguments.sets.split(","):
        for which in arguments.pipelines.split(","):
            command = [sys.executable, __file__, "--one", "--data", arguments.data, "--sets", name, "--pipelines", which]
            subprocess.run(command, env=dict(os.environ, PYTHONHASHSEED="0", **single), check=True)


if __name__ == "__main__":
    main()
