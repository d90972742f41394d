"""Similar texts: exact search over a collection."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ._native import Parameters, Texts, function, is_one, progress_of, texts_of

__all__ = ["SimilarityIndex", "nearest"]


class SimilarityIndex(Parameters):
    """Finds the texts of a collection that are most like a given one.

    Parameters
    ----------
    measure : {"cosine", "bm25", "latent"}, default="cosine"
        The cosine of tf-idf weights; BM25 of the query's words; the cosine among the collection's 200 strongest topics
        (Deerwester et al., 1990).
    threads : int, optional

    Examples
    --------
    >>> from epitome import SimilarityIndex
    >>> index = SimilarityIndex().fit(["one fish", "two fish", "red hat"])
    >>> [document for document, score in index.matches("a hat", limit=1)]
    [2]
    """

    def __init__(self, *, measure: str = "cosine", threads: int | None = None):
        self.measure = measure
        self.threads = threads

    def fit(self, texts: Iterable[str] | Any, y: Any = None) -> SimilarityIndex:
        """Indexes texts."""
        self._index = function("index_create", texts=Texts(texts), threads=self.threads, measure=self.measure)
        return self

    def matches(
        self, queries: str | Iterable[str] | Any, *, limit: int = 10, threshold: float = 0.0, progress: Any = None
    ) -> Any:
        """The best matches of a text, or of each of several, best first.

        Returns
        -------
        list of (int, float), or list of such lists
            The number of the text in the collection, and its score; those at or below the threshold are left out.
        """
        columns = function(
            "index_matches", self._index, texts_of(queries), self.threads, progress_of(progress), limit=limit,
            threshold=threshold)
        offsets = columns["matches_offsets"].tolist()
        pairs = list(zip(columns["document"].tolist(), columns["score"].tolist()))
        found = [pairs[start:end] for start, end in zip(offsets, offsets[1:])]
        return found[0] if is_one(queries) else found


def nearest(
    texts: Iterable[str], queries: str | Iterable[str] | None = None, *, limit: int = 10, measure: str = "cosine",
    threads: int | None = None,
) -> Any:
    """The texts most like each query, or most like each text itself (which is left out), best first.

    See `SimilarityIndex.matches` for what comes back.
    """
    index = SimilarityIndex(measure=measure, threads=threads).fit(texts)
    if queries is not None:
        return index.matches(queries, limit=limit)
    found = index.matches(texts, limit=limit + 1)
    return [[match for match in matches if match[0] != row][:limit] for row, matches in enumerate(found)]
