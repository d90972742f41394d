"""scikit-learn's text vectorizers, counted in Swift.

The classes are subclasses of scikit-learn's: parameters, attributes, errors and results are theirs. What takes the time (cutting
words, counting, sorting and pruning the vocabulary, weighing) is done by the extension on all cores; what it cannot do is
left to scikit-learn with one `FallbackWarning` that names the reason.
"""
from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from numbers import Integral
from typing import Any

import numpy as np
import scipy.sparse as sp

try:
    from sklearn.feature_extraction import text as _sklearn
    from sklearn.preprocessing import normalize
    from sklearn.utils import validation as _validation
    from sklearn.utils.validation import check_is_fitted
except ImportError as error:  # pragma: no cover
    raise ImportError(
        "epitome's vectorizers are scikit-learn's with another engine and need it: pip install scikit-learn") from error

from ._epitome import weigh as _weigh
from ._native import FallbackWarning, Handle, Texts, function

__all__ = ["CountVectorizer", "HashingVectorizer", "TfidfTransformer", "TfidfVectorizer"]

# `\w+`, `\w\w+`, `\w{3,}` and so on, between word boundaries or not: runs of letters of a shortest length.
_PATTERN = re.compile(r"(?:\(\?u\))?(?:\\b)?(?:((?:\\w)*)\\w\+|\\w\{(\d{1,4}),\})(?:\\b)?")
# Counts are of single precision, which tells numbers up to this many apart.
_LONGEST = 1 << 24
# So many characters of an iterator's texts are taken at a time.
_BLOCK = 64 << 20
# Its classes as they are now, whoever puts others in their places later.
_CountVectorizer, _HashingVectorizer = _sklearn.CountVectorizer, _sklearn.HashingVectorizer
_TfidfTransformer, _TfidfVectorizer = _sklearn.TfidfTransformer, _sklearn.TfidfVectorizer
_MIXIN = _sklearn._VectorizerMixin
_TYPES = {"int32": 1, "int64": 2, "float32": 3, "float64": 4}
_NORMS = {None: 0, "l1": 1, "l2": 2}


_validate_data = getattr(_validation, "validate_data", None)
# scikit-learn 1.9 gives sparse arrays or matrices by its configuration; older ones give matrices.
_align = getattr(_sklearn, "_align_api_if_sparse", None)


def _csr(data: np.ndarray, indices: np.ndarray, indptr: np.ndarray, shape: tuple[int, int]) -> Any:
    """A sparse matrix of the kind that scikit-learn gives, without a copy."""
    if len(data) <= np.iinfo(np.int32).max:
        indptr = indptr.astype(np.int32, copy=False)
    else:
        indices = indices.astype(np.int64)
    kind = sp.csr_array if _align is not None else sp.csr_matrix
    matrix = kind((data, indices, indptr), shape=shape, copy=False)
    matrix.has_sorted_indices = True
    return matrix if _align is None else _align(matrix)


def _matrix(parts: Sequence[dict[str, Any]], dtype: Any) -> Any:
    """The matrix of one or more blocks of texts."""
    arrays = [{name: np.asarray(column) for name, column in part.items()} for part in parts]
    columns = int(arrays[0]["shape"][1])
    if len(arrays) == 1:
        (only,) = arrays
        return _csr(only["data"].astype(dtype, copy=False), only["indices"], only["indptr"], (len(only["indptr"]) - 1, columns))
    starts = np.cumsum([0] + [len(part["data"]) for part in arrays])
    indptr = np.concatenate(
        [np.zeros(1, dtype=np.int64)] + [part["indptr"][1:].astype(np.int64) + start for part, start in zip(arrays, starts)])
    return _csr(
        np.concatenate([part["data"].astype(dtype, copy=False) for part in arrays]),
        np.concatenate([part["indices"] for part in arrays]), indptr, (len(indptr) - 1, columns))


def _weigh_rows(matrix: Any, idf: np.ndarray | None, sublinear: bool, norm: str | None) -> bool:
    """Weighs the counts of a sparse matrix in place; False if it is of a kind that the extension does not know."""
    arrays = (matrix.indptr, matrix.indices, matrix.data)
    types = tuple(_TYPES.get(array.dtype.name, 0) for array in arrays)
    if 0 in types or norm not in _NORMS or not all(array.flags.c_contiguous for array in arrays):
        return False
    if types[2] not in (3, 4) or not matrix.data.flags.writeable:
        return False
    if idf is not None:
        idf = np.ascontiguousarray(idf, dtype=matrix.data.dtype)
        if len(idf) != matrix.shape[1]:
            return False
    _weigh(
        matrix.shape[0], matrix.shape[1], *(array.__array_interface__["data"][0] for array in arrays), types,
        0 if idf is None else idf.__array_interface__["data"][0], int(bool(sublinear)), _NORMS[norm], 0)
    return True


class _Vocabulary:
    """The terms of a fitted vectorizer, in the extension's tables; pickled as the terms' bytes."""

    def __init__(self, handle: Handle, options: dict[str, Any], count: int):
        self.handle: Handle | None = handle
        self.options = options
        self.count = count

    def __len__(self) -> int:
        return self.count

    def terms(self) -> list[str]:
        return function("vectorizer_terms", self.made())["terms"].tolist()

    def made(self, options: dict[str, Any] | None = None) -> Handle:
        """The vectorizer, made anew for other options."""
        if options is not None and options != self.options:
            terms = self.terms()
            self.options, self.handle = options, None
            self._packed = terms
        if self.handle is None:
            self.handle = function("vectorizer_create", texts=Texts(self._packed), **self.options)
            del self._packed
        return self.handle

    def __getstate__(self) -> dict[str, Any]:
        terms = [term.encode() for term in self.terms()]
        lengths = np.array([len(term) for term in terms], dtype=np.int64)
        small = lengths.astype(np.uint8 if lengths.size and lengths.max() < 256 else np.int64)
        return {"options": self.options, "lengths": small, "bytes": b"".join(terms)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        ends = np.cumsum(state["lengths"], dtype=np.int64).tolist()
        self.options = state["options"]
        self.count = len(ends)
        self.handle = None
        self._packed = [state["bytes"][start:end].decode() for start, end in zip([0] + ends, ends)]


class _Counting:
    """What the extension does in place of scikit-learn's loops; a mixin in front of its classes."""

    # MARK: What is native

    def _reason(self) -> str | None:
        """Why scikit-learn has to do it; None if it need not."""
        for name in ("build_analyzer", "build_tokenizer", "build_preprocessor", "decode", "get_stop_words",
                     "_word_ngrams", "_char_wb_ngrams"):
            if getattr(type(self), name) is not getattr(_MIXIN, name):
                return f"{name} is overridden"
        if self.analyzer not in ("word", "char_wb"):
            return "the analyzer is a function" if callable(self.analyzer) else f"the analyzer is {self.analyzer!r}"
        low, high = self.ngram_range
        if low < 1 or high > (8 if self.analyzer == "word" else 16):
            return f"ngram_range is {self.ngram_range!r}"
        if self.analyzer == "char_wb":
            return None
        if self.tokenizer is not None:
            return "there is a tokenizer of your own"
        if self.token_pattern is None or not _PATTERN.fullmatch(self.token_pattern):
            return f"the token_pattern is {self.token_pattern!r}"
        stop_words = self.get_stop_words()
        if stop_words is not None and not all(isinstance(word, str) for word in stop_words):
            return "not all stop words are str"
        return None

    def _prepares(self) -> bool:
        """Whether texts are prepared in Python before they are cut."""
        return self.preprocessor is not None or bool(self.strip_accents)

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"lowercase": bool(self.lowercase) and not self._prepares()}
        if self.analyzer == "char_wb":
            return {**options, "alphabet": "visible", "characters": list(map(int, self.ngram_range))}
        found = _PATTERN.fullmatch(self.token_pattern)
        shortest = int(found[2]) if found[2] else len(found[1]) // 2 + 1
        stop_words = self.get_stop_words()
        return {
            **options, "alphabet": "python", "shortest": shortest, "ngrams": list(map(int, self.ngram_range)),
            "stop_words": sorted(stop_words) if stop_words else [],
        }

    def _warn(self, reason: str) -> None:
        warnings.warn(f"{type(self).__name__} leaves this to scikit-learn: {reason}", FallbackWarning, stacklevel=5)

    # MARK: Texts

    def _texts(self, documents: Any) -> Texts:
        """Texts where they lie, or as `decode` and the preprocessor make them."""
        if self._prepares():
            prepare = self.build_preprocessor()
            return Texts([prepare(self.decode(document)) for document in documents])
        if self.input == "content":
            try:
                texts = Texts(documents)
            except (TypeError, ImportError, NotImplementedError):
                # Bytes, numpy's nan, or a column that is not one of texts: decode says what is wrong.
                pass
            else:
                if texts.missing:
                    row = next(row for row in range(len(texts)) if texts.is_missing(row))
                    raise ValueError(f"np.nan is an invalid document, expected byte or unicode string (text {row} is missing).")
                return texts
        return Texts([self.decode(document) for document in documents])

    def _blocks(self, documents: Any) -> Iterator[Texts]:
        """All texts at once if they are there, else blocks of an iterator's."""
        if hasattr(documents, "__len__"):
            yield self._texts(documents)
            return
        block: list[Any] = []
        size = 0
        for document in documents:
            block.append(document)
            size += len(document) if isinstance(document, (str, bytes)) else 4096
            if size >= _BLOCK:
                yield self._texts(block)
                block, size = [], 0
        yield self._texts(block)

    # MARK: Counting

    def _count_vocab(self, raw_documents: Iterable[Any], fixed_vocab: bool) -> tuple[Any, Any]:
        reason = self._reason()
        if reason is None and fixed_vocab:
            reason = self._vocabulary_reason()
        blocks: Iterable[Texts] = ()
        if reason is None:
            # For its errors and warnings.
            self.build_analyzer()
            blocks = self._blocks(raw_documents)
            if hasattr(raw_documents, "__len__"):
                blocks = list(blocks)
                if blocks[0].longest > _LONGEST:
                    reason = f"a text has more than {_LONGEST:,} bytes"
        if reason is not None:
            self._warn(reason)
            return super()._count_vocab(raw_documents, fixed_vocab)
        options = self._options()
        if fixed_vocab:
            vectorizer = self._vectorizer(options)
            parts = [function("vectorizer_transform", vectorizer, self._checked(texts)) for texts in blocks]
            return None, _matrix(parts, self.dtype)
        collection = function("collection_create", **options)
        for texts in blocks:
            function("collection_add", collection, self._checked(texts))
        kept = self._kept(collection)
        matrix = _matrix([function("collection_take", collection, kept)], self.dtype)
        if matrix.shape[1] == 0 and kept is None:
            raise ValueError("empty vocabulary; perhaps the documents only contain stop words")
        vocabulary = _Vocabulary(function("collection_vectorizer", collection), options, matrix.shape[1])
        return vocabulary, matrix

    @staticmethod
    def _checked(texts: Texts) -> Texts:
        if texts.longest > _LONGEST:
            raise ValueError(f"a text of {texts.longest:,} bytes is too long to be counted here; in a list scikit-learn counts it")
        return texts

    def _kept(self, collection: Handle) -> bytes | None:
        """Which terms are kept, a byte for each, as scikit-learn's `_limit_features` decides; None for all."""
        low, high, limit = self.min_df, self.max_df, self.max_features
        if limit is None and low == 1 and isinstance(low, Integral) and not isinstance(high, Integral) and high == 1.0:
            return None
        columns = function("collection_statistics", collection)
        documents = int(columns["documents"][0])
        high = high if isinstance(high, Integral) else high * documents
        low = low if isinstance(low, Integral) else low * documents
        counts = np.asarray(columns["document_counts"])
        if high < low or len(counts) == 0:
            # scikit-learn says what is wrong.
            return None
        mask = (counts <= high) & (counts >= low)
        if limit is not None and mask.sum() > limit:
            totals = counts if self.binary else np.asarray(columns["totals"])
            totals = totals.astype(np.zeros(0, dtype=self.dtype).sum().dtype, copy=False)
            # Its order of equal ones is numpy's.
            chosen = (-totals[mask]).argsort()[:limit]
            kept = np.zeros(len(counts), dtype=bool)
            kept[np.where(mask)[0][chosen]] = True
            mask = kept
        if not mask.any():
            raise ValueError("After pruning, no terms remain. Try a lower min_df or a higher max_df.")
        return mask.astype(np.uint8).tobytes()

    def _sort_features(self, X: Any, vocabulary: Any) -> Any:
        return X if isinstance(vocabulary, _Vocabulary) else super()._sort_features(X, vocabulary)

    def _limit_features(self, X: Any, vocabulary: Any, high: Any = None, low: Any = None, limit: Any = None) -> Any:
        return X if isinstance(vocabulary, _Vocabulary) else super()._limit_features(X, vocabulary, high, low, limit)

    # MARK: The vocabulary

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The columns of the terms; made when it is first asked for."""
        state = self.__dict__
        if "_terms" not in state:
            if "_counted" not in state:
                raise AttributeError(f"'{type(self).__name__}' object has no attribute 'vocabulary_'")
            terms = state["_counted"].terms()
            state["_terms"] = dict(zip(terms, range(len(terms))))
        return state["_terms"]

    @vocabulary_.setter
    def vocabulary_(self, value: Any) -> None:
        for name in ("_terms", "_counted", "_made"):
            self.__dict__.pop(name, None)
        self.__dict__["_counted" if isinstance(value, _Vocabulary) else "_terms"] = value

    @vocabulary_.deleter
    def vocabulary_(self) -> None:
        if not {"_terms", "_counted"} & self.__dict__.keys():
            raise AttributeError("vocabulary_")
        for name in ("_terms", "_counted", "_made"):
            self.__dict__.pop(name, None)

    def _vocabulary_reason(self) -> str | None:
        """Why the extension cannot look the terms up; None if it can."""
        state = self.__dict__
        if "_counted" in state and len(state.get("_terms", state["_counted"])) == len(state["_counted"]):
            return None
        terms = state["_terms"]
        if not all(isinstance(term, str) for term in terms):
            return "not all terms of the vocabulary are str"
        if sorted(terms.values()) != list(range(len(terms))):
            return "the columns of the vocabulary have gaps"
        return None

    def _vectorizer(self, options: dict[str, Any]) -> Handle:
        state = self.__dict__
        counted = state.get("_counted")
        if counted is not None and len(state.get("_terms", counted)) == len(counted):
            return counted.made(options)
        terms = state["_terms"]
        made = state.get("_made")
        key = (json.dumps(options), id(terms), len(terms))
        if made is None or made[0] != key:
            ordered = sorted(terms, key=terms.__getitem__)
            made = state["_made"] = (key, function("vectorizer_create", texts=Texts(ordered), **options))
        return made[1]

    def _check_vocabulary(self) -> None:
        if "_counted" not in self.__dict__:
            super()._check_vocabulary()

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """The terms in the order of their columns.

        Parameters
        ----------
        input_features : any
            Ignored.

        Returns
        -------
        ndarray of str objects
        """
        if "_counted" not in self.__dict__ or "_terms" in self.__dict__:
            return super().get_feature_names_out(input_features)
        return np.array(self._counted.terms(), dtype=object)

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        state.pop("_made", None)
        if "_counted" in state:
            state.pop("_terms", None)
        return state


class CountVectorizer(_Counting, _CountVectorizer):
    """scikit-learn's `CountVectorizer`, counted in Swift on all cores.

    Parameters, attributes, errors and results are scikit-learn's (bit for bit). See its documentation.

    Examples
    --------
    >>> from epitome import CountVectorizer
    >>> vectorizer = CountVectorizer()
    >>> vectorizer.fit_transform(["one fish", "two fish, red fish"]).toarray()
    array([[1, 1, 0, 0],
           [2, 0, 1, 1]])
    >>> vectorizer.get_feature_names_out().tolist()
    ['fish', 'one', 'red', 'two']
    """


class TfidfTransformer(_TfidfTransformer, auto_wrap_output_keys=None):
    """scikit-learn's `TfidfTransformer`, weighed in Swift on all cores; equal within 1e-12 (1e-6 in single precision)."""

    def _weigh(self, X: Any) -> Any:
        """Weighs a matrix of ours, in place where that is possible."""
        if not _weigh_rows(X, getattr(self, "idf_", None), self.sublinear_tf, self.norm):
            return _TfidfTransformer.transform(self, X, copy=False)
        return X

    def _learn(self, X: Any) -> None:
        """What `fit` learns of a matrix of ours, without its checks."""
        self.n_features_in_ = X.shape[1]
        if not self.use_idf:
            return
        dtype = X.dtype if X.dtype in (np.float64, np.float32) else np.float64
        counts = np.bincount(X.indices, minlength=X.shape[1]).astype(dtype, copy=False)
        counts += float(self.smooth_idf)
        idf = np.full_like(counts, fill_value=X.shape[0] + int(self.smooth_idf), dtype=dtype)
        idf /= counts
        np.log(idf, out=idf)
        idf += 1.0
        self.idf_ = idf

    def transform(self, X: Any, copy: bool = True) -> Any:
        """Turns a matrix of counts into weights; see scikit-learn's.

        Parameters
        ----------
        X : sparse matrix of shape (n_samples, n_features)
        copy : bool, default=True

        Returns
        -------
        sparse matrix of shape (n_samples, n_features)
        """
        if _validate_data is None:
            return super().transform(X, copy=copy)
        check_is_fitted(self)
        X = _validate_data(self, X, accept_sparse="csr", dtype=[np.float64, np.float32], copy=copy, reset=False)
        if not sp.issparse(X):
            X = sp.csr_array(X, dtype=X.dtype)
        weights = self._weigh(X)
        return weights if _align is None else _align(weights)


class TfidfVectorizer(_Counting, _TfidfVectorizer):
    """scikit-learn's `TfidfVectorizer`, counted and weighed in Swift on all cores.

    Parameters, attributes, errors and columns are scikit-learn's; weights are equal within 1e-12 (1e-6 in single precision).

    Examples
    --------
    >>> from epitome import TfidfVectorizer
    >>> TfidfVectorizer(ngram_range=(1, 2)).fit_transform(["one fish", "two fish"]).shape
    (2, 5)
    """

    def _transformer(self) -> TfidfTransformer:
        return TfidfTransformer(
            norm=self.norm, use_idf=self.use_idf, smooth_idf=self.smooth_idf, sublinear_tf=self.sublinear_tf)

    def _counts(self, raw_documents: Any) -> Any:
        self._check_params()
        self._tfidf = self._transformer()
        # Past scikit-learn's own `fit_transform`, which makes a transformer of its own.
        X = super(_TfidfVectorizer, self).fit_transform(raw_documents)
        if X.dtype not in (np.float64, np.float32):
            X = X.astype(np.float64)
        self._tfidf._learn(X)
        return X

    def fit(self, raw_documents: Iterable[Any], y: Any = None) -> TfidfVectorizer:
        """Learns vocabulary and idf.

        Parameters
        ----------
        raw_documents : iterable of str, bytes or files
        y : None
            Ignored.

        Returns
        -------
        self
        """
        self._warn_for_unused_params()
        self._counts(raw_documents)
        return self

    def fit_transform(self, raw_documents: Iterable[Any], y: Any = None) -> Any:
        """Learns vocabulary and idf, and gives the weights.

        Parameters
        ----------
        raw_documents : iterable of str, bytes or files
        y : None
            Ignored.

        Returns
        -------
        sparse matrix of shape (n_documents, n_terms)
        """
        return self._tfidf_of(self._counts(raw_documents))

    def transform(self, raw_documents: Iterable[Any]) -> Any:
        """The weights of other documents.

        Parameters
        ----------
        raw_documents : iterable of str, bytes or files

        Returns
        -------
        sparse matrix of shape (n_documents, n_terms)
        """
        if not isinstance(getattr(self, "_tfidf", None), TfidfTransformer) or not hasattr(self._tfidf, "n_features_in_"):
            return super().transform(raw_documents)
        X = _CountVectorizer.transform(self, raw_documents)
        return self._tfidf_of(X if X.dtype in (np.float64, np.float32) else X.astype(np.float64))

    def _tfidf_of(self, counts: Any) -> Any:
        return self._tfidf._weigh(counts)


class HashingVectorizer(_Counting, _HashingVectorizer, auto_wrap_output_keys=None):
    """scikit-learn's `HashingVectorizer`, hashed in Swift on all cores: the same columns and signs.

    Examples
    --------
    >>> from epitome import HashingVectorizer
    >>> HashingVectorizer(n_features=16).transform(["one fish"]).shape
    (1, 16)
    """

    vocabulary_ = property()

    def transform(self, X: Iterable[Any]) -> Any:
        """The hashed rows of documents.

        Parameters
        ----------
        X : iterable of str, bytes or files

        Returns
        -------
        sparse matrix of shape (n_documents, n_features)
        """
        if isinstance(X, str):
            return super().transform(X)
        reason = self._reason()
        if reason is None and not 1 <= self.n_features < 2**31:
            reason = f"n_features is {self.n_features!r}"
        if reason is not None:
            self._warn(reason)
            return super().transform(X)
        self._validate_ngram_range()
        self.build_analyzer()
        options = {**self._options(), "columns": int(self.n_features), "signed": bool(self.alternate_sign)}
        parts = [function("hash", None, self._checked(texts), **options) for texts in self._blocks(X)]
        matrix = _matrix(parts, self.dtype)
        if matrix.shape[0] == 0:
            return super().transform([])
        if self.binary:
            matrix.data.fill(1)
        if self.norm is not None and not _weigh_rows(matrix, None, False, self.norm):
            matrix = normalize(matrix, norm=self.norm, copy=False)
        return matrix
