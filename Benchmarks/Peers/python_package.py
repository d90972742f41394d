"""Measures the Python package beside scikit-learn, both through Python, in one process, by turns.

    python_package.py DATA [REPEATS]        in an environment with the wheel and scikit-learn (`make benchmark-python`)

Times are on the wall, the least of REPEATS (3) for each side, ours with one thread and with all; that results are equal is
checked, not assumed. Prints Markdown.
"""
import gzip
import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
import time

import numpy as np
from sklearn.feature_extraction import text as theirs
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

import epitome
from epitome import vectorizers

DATA = pathlib.Path(sys.argv[1])
REPEATS = int(sys.argv[2]) if len(sys.argv) > 2 else 3


def read(name):
    with gzip.open(DATA / "20news-bydate" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        records = [json.loads(line) for line in lines]
    return [record["text"] for record in records], [record["label"] for record in records]


def least(work):
    best, result = float("inf"), None
    for _ in range(REPEATS):
        result = None
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def with_threads(count, work):
    call = vectorizers.function
    vectorizers.function = lambda *a, **k: call(*a, **{**k, "threads": count})
    try:
        return least(work)
    finally:
        vectorizers.function = call


def same(ours, reference, tolerance):
    reference.sort_indices()
    equal = (np.array_equal(ours.indptr, reference.indptr) and np.array_equal(ours.indices, reference.indices)
             and np.allclose(ours.data, reference.data, rtol=tolerance, atol=tolerance))
    if not equal:
        raise SystemExit("the results differ")


def row(name, ours, all_threads, reference):
    print(f"| {name} | {ours:.3f} | {all_threads:.3f} | {reference:.2f} | {reference / ours:.1f} | {reference / all_threads:.1f} |", flush=True)


def vectors(texts):
    cases = [
        ("CountVectorizer.fit_transform", "CountVectorizer", {}, 0), ("CountVectorizer (1, 2)", "CountVectorizer", {"ngram_range": (1, 2)}, 0),
        ("TfidfVectorizer", "TfidfVectorizer", {}, 1e-12), ("TfidfVectorizer (1, 2)", "TfidfVectorizer", {"ngram_range": (1, 2)}, 1e-12),
        ("HashingVectorizer", "HashingVectorizer", {}, 1e-12),
        ("char_wb (2, 4)", "CountVectorizer", {"analyzer": "char_wb", "ngram_range": (2, 4)}, 0),
    ]
    for name, kind, settings, tolerance in cases:
        ours, mine = with_threads(1, lambda: getattr(epitome, kind)(**settings).fit_transform(texts))
        everything, _ = with_threads(0, lambda: getattr(epitome, kind)(**settings).fit_transform(texts))
        reference, other = least(lambda: getattr(theirs, kind)(**settings).fit_transform(texts))
        same(mine, other, tolerance)
        row(name, ours, everything, reference)
    ours, reference = epitome.CountVectorizer().fit(texts), theirs.CountVectorizer().fit(texts)
    one, mine = with_threads(1, lambda: ours.transform(texts))
    everything, _ = with_threads(0, lambda: ours.transform(texts))
    scikit, other = least(lambda: reference.transform(texts))
    same(mine, other, 0)
    row("CountVectorizer.transform", one, everything, scikit)


def topics():
    texts, labels = read("train")
    others, truth = read("test")
    one, _ = least(lambda: epitome.TopicClassifier(folds=0, threads=1).fit(texts, labels))
    all_threads, model = least(lambda: epitome.TopicClassifier(folds=0).fit(texts, labels))
    scikit, pipeline = least(lambda: make_pipeline(
        theirs.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC()).fit(texts, labels))
    row("TopicClassifier.fit (20 Newsgroups)", one, all_threads, scikit)
    model.threads = 1
    one, predicted = least(lambda: model.predict(others))
    model.threads = None
    all_threads, _ = least(lambda: model.predict(others))
    scikit, reference = least(lambda: pipeline.predict(others))
    row("TopicClassifier.predict", one, all_threads, scikit)
    truth = np.array(truth)
    print(f"\nAccuracy on the test part: {np.mean(predicted == truth):.4f}, TF-IDF (1, 2) + LinearSVC {np.mean(reference == truth):.4f}.")


def imports():
    code = "import numpy, scipy.sparse, time; s = time.perf_counter(); import epitome; epitome.Summarizer; print(time.perf_counter() - s)"
    return min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(9))


texts, _ = read("train")
print(f"scikit-learn {importlib.metadata.version('scikit-learn')}, {len(texts):,} texts, {sum(map(len, texts)) / 1e6:.1f} MB, "
      f"{len(os.sched_getaffinity(0))} processors\n")
print("| | ours, one thread, s | all threads, s | scikit-learn, s | times, one thread | times, all |\n| --- | --- | --- | --- | --- | --- |")
vectors(texts)
topics()
print(f"Importing: {1000 * imports():.1f} ms beyond numpy and scipy.")
