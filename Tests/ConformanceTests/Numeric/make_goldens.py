#!/usr/bin/env python3
"""Writes what scikit-learn and the Python package safetensors say, for NumericConformanceTests.

    python3 -m venv .venv && .venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6 safetensors==0.8.0
    .venv/bin/python Tests/ConformanceTests/Numeric/make_goldens.py

With --check FILE it reads a safetensors file that Epitome wrote and prints its tensors.
"""
import json
import os
import sys

import numpy as np
import safetensors
import safetensors.numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

HERE = os.path.dirname(os.path.abspath(__file__))
# Written for this test.
TEXTS = [
    "The ferry left at dawn, and the gulls followed the ferry across the bay.",
    "At dawn the baker lit the oven; by noon the bread was gone.",
    "A gull stole bread from the baker's window. The baker laughed.",
    "Über den Dächern kreisten Möwen, und über dem Hafen lag Nebel.",
    "Numbers: 3, 14, 1592 and 6535; codes A1, B2 and C3PO.",
    "",
    "fog FOG Fog, fog on the bay, fog over the harbour",
    "The harbour master counts ferries: one ferry, two ferries, three.",
]
SETTINGS = [
    {},
    {"sublinear_tf": True},
    {"binary": True, "use_idf": False, "norm": "l1"},
    {"smooth_idf": False, "norm": None},
    {"ngram_range": [1, 2], "sublinear_tf": True},
    {"ngram_range": [2, 3], "norm": "l1"},
    {"min_df": 2},
    {"max_df": 0.3, "ngram_range": [1, 2]},
    {"stop_words": ["the", "at", "and", "by"], "ngram_range": [1, 2]},
]


def cases():
    for setting in SETTINGS:
        options = dict(setting)
        if "ngram_range" in options:
            options["ngram_range"] = tuple(options["ngram_range"])
        vectorizer = TfidfVectorizer(**options)
        matrix = vectorizer.fit_transform(TEXTS)
        terms = vectorizer.get_feature_names_out()
        rows = []
        for row in range(matrix.shape[0]):
            part = matrix[row].tocoo()
            rows.append({terms[c]: float(v) for c, v in zip(part.col, part.data)})
        yield {"setting": setting, "terms": len(terms), "rows": rows}


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--check":
        with safetensors.safe_open(sys.argv[2], framework="numpy") as file:
            print(json.dumps({"metadata": file.metadata()}))
            for name in sorted(file.keys()):
                tensor = file.get_tensor(name)
                print(json.dumps({name: {"dtype": str(tensor.dtype), "shape": tensor.shape, "values": tensor.tolist()}}))
        return
    golden = {
        "made_by": f"scikit-learn {sklearn.__version__}, make_goldens.py",
        "texts": TEXTS,
        "cases": list(cases()),
    }
    with open(os.path.join(HERE, "tfidf.json"), "w", encoding="utf-8") as file:
        json.dump(golden, file, ensure_ascii=False, indent=1)
        file.write("\n")
    tensors = {
        "floats": np.array([[1, -2, 3.5], [0, 1e-7, 65504]], dtype=np.float32),
        "halves": np.array([0.5, -65504, 6e-8], dtype=np.float16),
        "bytes": np.arange(7, dtype=np.uint8),
        "small": np.array([-128, 127], dtype=np.int8),
        "long": np.array([2**40, -1], dtype=np.int64),
        "empty": np.zeros((0, 3), dtype=np.uint32),
        "scalar": np.array(2.25, dtype=np.float64),
    }
    safetensors.numpy.save_file(
        tensors, os.path.join(HERE, "python.safetensors"), metadata={"made_by": f"safetensors {safetensors.__version__}"})


if __name__ == "__main__":
    main()
