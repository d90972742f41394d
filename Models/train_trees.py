"""What the training scripts of `article` and `boilerplate` share: trees, wording models, safetensors.

lightgbm 4.7.0, scikit-learn 1.9.1, numpy 2.4.6, scipy 1.17.1; one thread and fixed seeds, so that the same rows give the same bytes.
"""
import json
import struct

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from columns import names  # noqa: F401, for the scripts that share this file

BUCKETS = 1 << 14


def fit_trees(columns, labels, weights, trees, leaves, minimum=40):
    """Boosted trees on labels between 0 and 1."""
    settings = dict(
        objective="cross_entropy", num_leaves=leaves, learning_rate=0.08, min_data_in_leaf=minimum,
        feature_fraction=0.4, bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, max_bin=63, verbose=-1, seed=1,
        num_threads=1, deterministic=True, force_row_wise=True)
    return lightgbm.train(settings, lightgbm.Dataset(columns, label=labels, weight=weights), num_boost_round=trees)


def word_matrix(rows):
    """Rows of distinct buckets as unit vectors."""
    starts, indices, values = [0], [], []
    for row in rows:
        indices += row
        values += [1 / max(1, len(row)) ** 0.5] * len(row)
        starts.append(len(indices))
    return csr_matrix(
        (np.array(values, np.float32), np.array(indices), np.array(starts)), shape=(len(starts) - 1, BUCKETS))


def fit_words(matrix, labels, weights):
    model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3)
    model.fit(matrix, (labels >= 0.5).astype(int), sample_weight=weights)
    return model


def out_of_fold(folds, fit, predict):
    """Predictions for every row by a model that did not see the row's fold."""
    result = np.zeros(len(folds))
    for fold in range(5):
        result[folds == fold] = predict(fit(folds != fold), folds == fold)
    return result


def word_tensors(model):
    weights = model.coef_[0]
    scale = np.abs(weights).max() / 127
    return dict(weights=np.round(weights / scale).astype("i1"), parameters=np.array([scale, model.intercept_[0]], "<f4"))


def tree_tensors(model):
    """Thresholds are rounded down to float32, which leaves every comparison of float32 columns as it was."""
    roots, nodes, leaves = [], [], []

    def down(value):
        single = np.float32(value)
        return single if float(single) <= value else np.nextafter(single, np.float32(-np.inf), dtype=np.float32)

    def walk(tree):
        if "split_feature" not in tree:
            leaves.append(tree["leaf_value"])
            return ~(len(leaves) - 1)
        index = len(nodes)
        nodes.append(None)
        left, right = walk(tree["left_child"]), walk(tree["right_child"])
        nodes[index] = (down(tree["threshold"]), tree["split_feature"], left, right)
        return index

    for tree in model.dump_model()["tree_info"]:
        roots.append(walk(tree["tree_structure"]))
    column = lambda position, kind: np.array([node[position] for node in nodes], kind)
    return dict(
        root=np.array(roots, "<i2"), threshold=column(0, "<f4"), feature=column(1, "<u2"), left=column(2, "<i2"),
        right=column(3, "<i2"), leaf=np.array(leaves, "<f4"))


def save(path, parts, metadata):
    """Writes safetensors: parts are dictionaries of tensors by prefix."""
    names = {"<f4": "F32", "<i2": "I16", "<u2": "U16", "|i1": "I8"}
    tensors = {f"{prefix}.{name}": value for prefix, part in parts.items() for name, value in part.items()}
    header, blob = {"__metadata__": metadata}, b""
    for name in sorted(tensors, key=lambda name: (-tensors[name].dtype.itemsize, name)):
        data = tensors[name].tobytes()
        header[name] = dict(
            dtype=names[tensors[name].dtype.str], shape=list(tensors[name].shape),
            data_offsets=[len(blob), len(blob) + len(data)])
        blob += data
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + blob)
