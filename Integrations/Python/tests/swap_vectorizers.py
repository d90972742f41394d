"""Puts Epitome's classes in the place of scikit-learn's, for its own tests: ``pytest -p swap_vectorizers --pyargs ...``.

Counts the calls that are left to scikit-learn, by reason, and prints them at the end.
"""
import collections
import warnings

import sklearn.feature_extraction.text as text

import epitome
from epitome import vectorizers

warnings.simplefilter("ignore", epitome.FallbackWarning)
CALLS = collections.Counter()


def counted(kind):
    reason_of = kind._reason

    def _reason(self):
        reason = reason_of(self)
        CALLS["native" if reason is None else f"left to scikit-learn: {reason.split(' is ')[0]}"] += 1
        return reason

    return _reason


vectorizers._Counting._reason = counted(vectorizers._Counting)
for name in ("CountVectorizer", "HashingVectorizer", "TfidfTransformer", "TfidfVectorizer"):
    setattr(text, name, getattr(epitome, name))


def pytest_configure(config):
    config.addinivalue_line("filterwarnings", "ignore::epitome.FallbackWarning")


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line("calls: " + ", ".join(f"{count} {name}" for name, count in CALLS.most_common()))
