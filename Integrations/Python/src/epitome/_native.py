"""Calls into the extension, and what all classes have in common."""
from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from typing import Any

from ._epitome import Column, Handle, Texts, call

__all__ = ["Column", "FallbackWarning", "Handle", "Parameters", "Texts", "function", "is_one", "options_of", "progress_of"]


class FallbackWarning(UserWarning):
    """A vectorizer leaves the work to scikit-learn; the message says why."""


def options_of(**options: Any) -> str:
    """Options as the extension takes them, those without a value left out."""
    return json.dumps({name: value for name, value in options.items() if value is not None})


def function(
    name: str,
    handle: Handle | None = None,
    texts: Texts | bytes | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], Any] | None = None,
    **options: Any,
) -> Any:
    """Calls one of the extension's functions.

    Parameters
    ----------
    name : str
        The name in `epitome.h`, without `epi_`.
    handle, texts
        What it works on.
    threads : int, optional
        How many threads; all processors by default.
    progress : callable, optional
        Called with (done, total) now and then.
    **options
        Options of the function.

    Returns
    -------
    Handle or dict of Column
    """
    threads = 0 if threads is None else threads
    if isinstance(threads, bool) or not isinstance(threads, int) or not 0 <= threads < 2**31:
        raise ValueError(f"threads must be an integer from 0 (all processors) on, not {threads!r}")
    return call(name, handle, texts, options_of(**options), threads, progress)


def is_one(documents: Any) -> bool:
    """Whether these are one text; what is neither a text nor several is an error."""
    if isinstance(documents, str):
        return True
    if isinstance(documents, (bytes, bytearray)):
        raise TypeError("a str is needed, not bytes: decode them")
    if documents is None or isinstance(documents, (int, float)):
        raise TypeError(f"a text or several are needed, not {documents!r}")
    return False


def progress_of(progress: Any) -> Callable[[int, int], Any] | None:
    """A function of (done, total): the one that is given, or tqdm's bar for True."""
    if progress is None or progress is False:
        return None
    if progress is not True:
        return progress
    from tqdm.auto import tqdm

    bar = tqdm()

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show


class Parameters:
    """scikit-learn's contract of parameters, without scikit-learn: what `__init__` is given is kept as it is."""

    @classmethod
    def _parameter_names(cls) -> list[str]:
        names = inspect.signature(cls.__init__).parameters
        return sorted(name for name in names if name != "self")

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters that the object was made with.

        Parameters
        ----------
        deep : bool, default=True
            Ignored: no parameter has parameters of its own.

        Returns
        -------
        dict
        """
        return {name: getattr(self, name) for name in self._parameter_names()}

    def set_params(self, **params: Any) -> Parameters:
        """Sets parameters.

        Returns
        -------
        self
        """
        names = self._parameter_names()
        for name, value in params.items():
            if name not in names:
                raise ValueError(f"Invalid parameter {name!r} for estimator {self}. Valid parameters are: {names!r}.")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        standard = inspect.signature(type(self).__init__).parameters
        given = [
            f"{name}={value!r}" for name, value in self.get_params().items()
            if value is not standard[name].default and value != standard[name].default
        ]
        return f"{type(self).__name__}({', '.join(given)})"


def texts_of(documents: Iterable[str] | Any) -> Texts:
    """Several texts, or one as one of several."""
    return Texts([documents] if is_one(documents) else documents)
