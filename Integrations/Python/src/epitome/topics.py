"""Topics of texts: a classifier with scikit-learn's contract."""
from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from ._native import Handle, Parameters, Texts, function, progress_of, texts_of

__all__ = ["TopicClassifier"]


class TopicClassifier(Parameters):
    """A linear classifier of texts over words and word pairs, with calibrated probabilities.

    It takes texts where scikit-learn's take matrices, and stands in `Pipeline`, `GridSearchCV` and `cross_val_score`.
    Source: the linear separators of Fan et al., LIBLINEAR, 2008, on tf-idf of words and pairs.

    Parameters
    ----------
    method : {"svm", "logistic", "bayes", "centroid"}, default="svm"
    cost : float, default=1
        The weight of the losses against the norm of the weights (``C``).
    balance : float, default=0.5
        The exponent of class weights: 0 counts every text the same, 1 every class.
    tuned : bool, default=False
        Whether cost, balance and weights are chosen by cross-validation.
    folds : int, default=3
        The parts that tuning and calibration cut the texts into; 0 leaves probabilities uncalibrated.
    characters : bool, default=False
        Whether character sequences are tried, too.
    seed : int, default=1
    threads : int, optional
        All processors by default; the model does not depend on it.

    Attributes
    ----------
    classes_ : ndarray of str
        The labels.
    multilabel_ : bool
        Whether a text may have several labels.

    Examples
    --------
    >>> from epitome import TopicClassifier
    >>> model = TopicClassifier.shipped("news-topics")
    >>> str(model.predict(["The striker scored twice in the second half of the match."])[0])
    'sport'
    """

    _estimator_type = "classifier"

    def __init__(
        self, *, method: str = "svm", cost: float = 1.0, balance: float = 0.5, tuned: bool = False, folds: int = 3,
        characters: bool = False, seed: int = 1, threads: int | None = None,
    ):
        self.method = method
        self.cost = cost
        self.balance = balance
        self.tuned = tuned
        self.folds = folds
        self.characters = characters
        self.seed = seed
        self.threads = threads

    # Made by training, or from a model's bytes.
    _model: Handle | None = None

    @classmethod
    def shipped(cls, name: str = "news-topics") -> TopicClassifier:
        """One of the models in the package: "news-topics" or "encyclopedia"."""
        return cls()._take(function("classifier_create", model=name))

    @classmethod
    def from_bytes(cls, model: bytes) -> TopicClassifier:
        """A classifier from the bytes of a model file; what is none is a ValueError."""
        return cls()._take(function("classifier_create", texts=bytes(model)))

    @classmethod
    def load(cls, path: Any) -> TopicClassifier:
        """A classifier from a model file, as `epitome train` writes it."""
        with open(path, "rb") as file:
            return cls.from_bytes(file.read())

    def to_bytes(self) -> bytes:
        """The bytes of the model file."""
        return function("classifier_bytes", self._fitted())["model"].tobytes()

    def save(self, path: Any) -> None:
        """Writes the model to a file that `epitome classify --model` reads, too."""
        with open(path, "wb") as file:
            file.write(self.to_bytes())

    def _take(self, model: Handle, classes: np.ndarray | None = None) -> TopicClassifier:
        labels = function("classifier_labels", model)
        names = labels["labels"].tolist()
        self._model = model
        self._names = names
        self.multilabel_ = bool(labels["multilabel"][0])
        # Labels keep the type that they came in.
        known = {str(label): label for label in classes.tolist()} if classes is not None else {}
        values = [known.get(name, name) for name in names]
        order = sorted(range(len(names)), key=lambda place: values[place])
        self._columns = np.array(order, dtype=np.intp)
        self.classes_ = np.array([values[place] for place in order])
        return self

    def _fitted(self) -> Handle:
        if self._model is None:
            try:
                from sklearn.exceptions import NotFittedError as error
            except ImportError:
                error = ValueError  # type: ignore[assignment,misc]
            raise error("This TopicClassifier instance is not fitted yet. Call 'fit' with appropriate arguments first.")
        return self._model

    def fit(self, X: Iterable[str] | Any, y: Any, *, progress: Any = None) -> TopicClassifier:
        """Trains on texts with their labels.

        Parameters
        ----------
        X : sequence of str
        y : sequence of labels, or of lists of labels
            Lists make a multi-label classifier.
        progress : callable or True, optional

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If there is nothing to learn: one class, no words, numbers of texts and labels that differ.
        """
        texts, labels = _list(X), list(y)
        if len(texts) != len(labels):
            raise ValueError(f"Found input variables with inconsistent numbers of samples: [{len(texts)}, {len(labels)}]")
        multilabel = any(isinstance(label, (list, tuple, set, frozenset)) for label in labels)
        lists = [sorted(map(str, label)) if multilabel else [str(label)] for label in labels]
        flat = [single for label in labels for single in label] if multilabel else labels
        model = function(
            "classifier_train", texts=Texts(texts + [json.dumps(names) for names in lists]), threads=self.threads,
            progress=progress_of(progress), method=self.method, cost=float(self.cost), balance=float(self.balance),
            tuned=self.tuned, folds=self.folds, characters=self.characters, seed=self.seed,
            multilabel="true" if multilabel else "false")
        return self._take(model, np.unique(np.asarray(flat)))

    def _run(self, X: Any, threshold: float = 0.0, progress: Any = None) -> dict[str, Any]:
        return function(
            "classifier_run", self._fitted(), texts_of(X), self.threads, progress_of(progress), threshold=threshold)

    def predict_proba(self, X: Iterable[str] | Any, *, progress: Any = None) -> np.ndarray:
        """The probability of each label, columns in the order of `classes_`.

        Returns
        -------
        ndarray of shape (n_texts, n_classes)
            For texts without a known word, the labels' shares of the training texts; zeros for missing texts.
        """
        found = np.asarray(self._run(X, progress=progress)["probabilities"])
        return found.reshape(-1, len(self._names))[:, self._columns]

    def decision_function(self, X: Iterable[str] | Any) -> np.ndarray:
        """The logarithms of the odds of `predict_proba`: one column for two classes, as scikit-learn has it."""
        probabilities = np.clip(self.predict_proba(X), 1e-12, 1 - 1e-12)
        odds = np.log(probabilities / (1 - probabilities))
        return odds[:, 1] if len(self.classes_) == 2 and not self.multilabel_ else odds

    def predict(self, X: Iterable[str] | Any, *, threshold: float = 0.0, progress: Any = None) -> Any:
        """The label of each text.

        Parameters
        ----------
        X : sequence of str, or Arrow column
        threshold : float, default=0
            Below this probability, and for texts in which the model knows nothing, the answer is None; without a
            threshold it is the likeliest label.
        progress : callable or True, optional

        Returns
        -------
        ndarray of labels, list of lists of labels for a multi-label model, or Column
            For a column of Arrow, the labels as a column, missing where the answer is "unknown".
        """
        texts = texts_of(X)
        columns = function(
            "classifier_run", self._fitted(), texts, self.threads, progress_of(progress), threshold=threshold)
        if texts.is_arrow:
            return columns["label"]
        if self.multilabel_:
            offsets, assigned = columns["assigned_offsets"].tolist(), columns["assigned"].tolist()
            places = np.argsort(self._columns)
            return [
                [self.classes_[places[label]] for label in assigned[start:end]]
                for start, end in zip(offsets, offsets[1:])
            ]
        if threshold > 0:
            names = dict(zip((self._names[place] for place in self._columns), self.classes_.tolist()))
            return np.array([names.get(label) for label in columns["label"].tolist()], dtype=object)
        found = np.asarray(columns["probabilities"]).reshape(-1, len(self._names))[:, self._columns]
        return self.classes_[found.argmax(axis=1)]

    def score(self, X: Iterable[str], y: Any, sample_weight: Any = None) -> float:
        """The share of right answers."""
        right = [predicted == true for predicted, true in zip(self.predict(X), y)]
        return float(np.average(right, weights=sample_weight))

    def __getstate__(self) -> dict[str, Any]:
        state = {name: value for name, value in self.__dict__.items() if name != "_model"}
        if self._model is not None:
            state["_bytes"] = self.to_bytes()
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        state = dict(state)
        model = state.pop("_bytes", None)
        self.__dict__.update(state)
        if model is not None:
            self._model = function("classifier_create", texts=model)

    def __sklearn_is_fitted__(self) -> bool:
        return self._model is not None

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier", target_tags=TargetTags(required=True), classifier_tags=ClassifierTags(),
            input_tags=InputTags(one_d_array=False, two_d_array=False, string=True))


def _list(documents: Any) -> list[Any]:
    """Texts as a list; those of Arrow through Python."""
    if isinstance(documents, str):
        raise TypeError("a sequence of texts is needed, not one text")
    return documents.to_pylist() if hasattr(documents, "to_pylist") else list(documents)
