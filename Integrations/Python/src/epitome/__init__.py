"""Summaries, topics, keywords, sentences, languages and word counts of texts, many times as fast as in Python.

Everything is loaded when it is first asked for: ``import epitome`` takes as long as loading one file.
"""
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_PLACES = {
    "CountVectorizer": "vectorizers",
    "FallbackWarning": "_native",
    "HashingVectorizer": "vectorizers",
    "KeywordExtractor": "tasks",
    "LanguageIdentifier": "tasks",
    "SentenceSplitter": "tasks",
    "SimilarityIndex": "similarity",
    "Summarizer": "tasks",
    "Summary": "tasks",
    "TfidfTransformer": "vectorizers",
    "TfidfVectorizer": "vectorizers",
    "TopicClassifier": "topics",
    "extract": "tasks",
    "keywords": "tasks",
    "language": "tasks",
    "nearest": "similarity",
    "rouge": "tasks",
    "sentences": "tasks",
    "summarize": "tasks",
}

__all__ = sorted(_PLACES)

if TYPE_CHECKING:
    from ._native import FallbackWarning
    from .similarity import SimilarityIndex, nearest
    from .tasks import (
        KeywordExtractor,
        LanguageIdentifier,
        SentenceSplitter,
        Summarizer,
        Summary,
        extract,
        keywords,
        language,
        rouge,
        sentences,
        summarize,
    )
    from .topics import TopicClassifier
    from .vectorizers import CountVectorizer, HashingVectorizer, TfidfTransformer, TfidfVectorizer


def __getattr__(name: str):
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module 'epitome' has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{place}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
