#!/usr/bin/env python3
"""Print the numbers that LearningConformanceTests.swift compares with: scikit-learn's solutions of small problems.

    python3 Tests/ConformanceTests/Classification/make_learning_goldens.py

The data come from a linear congruential generator that the test repeats. Made with scikit-learn 1.9.0, NumPy 2.4.
"""
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

ROWS, COLUMNS, CLASSES = 90, 40, 3


def data():
    state = 20261123
    rows, labels = np.zeros((ROWS, COLUMNS), np.float32), []

    def draw(bound):
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 33) % bound

    for row in range(ROWS):
        label = row % CLASSES
        labels.append(label)
        for _ in range(8):
            column = draw(COLUMNS)
            if draw(3) == 0:
                column = label * 5 + column % 5
            rows[row, column] += 1 + draw(4) * 0.25
    return rows, np.array(labels)


def squared_hinge(w, b, x, y, cost):
    return 0.5 * (w @ w + b * b) + (cost * np.maximum(0, 1 - y * (x @ w + b)) ** 2).sum()


def logistic(w, b, x, y, cost):
    return 0.5 * (w @ w + b * b) + (cost * np.logaddexp(0, -y * (x @ w + b))).sum()


x, labels = data()
print("sum of all values", x.sum(), "stored", int((x > 0).sum()))
for cost in (0.1, 1, 10):
    for label in range(CLASSES):
        y = np.where(labels == label, 1, -1)
        svc = LinearSVC(C=cost, tol=1e-9, max_iter=1_000_000).fit(x.astype(float), y)
        lr = LogisticRegression(C=cost, solver="liblinear", dual=True, tol=1e-9, max_iter=1_000_000).fit(x.astype(float), y)
        print(f"({cost}, {label}, {squared_hinge(svc.coef_[0], svc.intercept_[0], x, y, cost):.8f}, "
              f"{logistic(lr.coef_[0], lr.intercept_[0], x, y, cost):.8f}),")
weighted = LinearSVC(C=1, tol=1e-9, max_iter=1_000_000, class_weight={1: 2.5}).fit(x.astype(float), np.where(labels == 0, 1, -1))
y = np.where(labels == 0, 1, -1)
print("weighted", f"{squared_hinge(weighted.coef_[0], weighted.intercept_[0], x, y, np.where(y > 0, 2.5, 1.0)):.8f}")
bayes = ComplementNB(alpha=0.1).fit(x, labels)
print("bayes", [[round(float(v), 6) for v in row[:4]] for row in bayes.feature_log_prob_])
