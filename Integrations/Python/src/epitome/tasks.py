"""What is done with single texts: summaries, sentences, keywords, languages, articles in pages, ROUGE."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ._native import Column, Handle, Parameters, Texts, function, is_one, options_of, progress_of, texts_of
from ._epitome import call

__all__ = [
    "Keyword", "KeywordExtractor", "LanguageIdentifier", "Sentence", "SentenceSplitter", "Summarizer", "Summary",
    "extract", "keywords", "language", "rouge", "sentences", "summarize",
]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text.

    Attributes
    ----------
    text : str
        The sentence; in a summary with white space run together.
    start, end : int
        Where it stands: ``text[start:end]`` of the text it was found in.
    index : int
        Its number among the text's sentences.
    score : float
        In a summary, what it scored; not comparable between texts.
    """

    text: str
    start: int
    end: int
    index: int = 0
    score: float = 0.0

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Summary:
    """The sentences chosen from a text.

    Attributes
    ----------
    sentences : list of Sentence
    method : str
        The method that was used.
    language : str
        The language that was given or found.
    reason : str or None
        Why it is shorter than asked for, or empty.
    """

    sentences: list[Sentence]
    method: str
    language: str
    reason: str | None = None
    text: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self):
        return iter(self.sentences)


@dataclass(frozen=True)
class Keyword:
    """A word or phrase, its weight (comparable within one text) and how often it occurs."""

    text: str
    score: float
    count: int

    def __str__(self) -> str:
        return self.text


def _lists(columns: dict[str, Column], name: str, make: Callable[..., Any], *names: str) -> list[list[Any]]:
    """The lists of a table: for each text the values between two offsets, made to objects."""
    offsets = columns[f"{name}_offsets"].tolist()
    rows = list(zip(*(columns[column].tolist() for column in names)))
    return [[make(*row) for row in rows[start:end]] for start, end in zip(offsets, offsets[1:])]


class _Task(Parameters):
    """A task of the extension, made from the parameters when it is first run or a parameter has changed."""

    _task = ""
    _made: tuple[str, Handle] | None = None

    def _options(self) -> dict[str, Any]:
        options = self.get_params()
        options.pop("threads", None)
        return options

    def _handle(self) -> Handle:
        options = options_of(task=self._task, **self._options())
        if self._made is None or self._made[0] != options:
            self._made = (options, call("task_create", None, None, options, 1))
        return self._made[1]

    def _run(self, texts: Texts, progress: Any = None) -> dict[str, Column]:
        return function("task_run", self._handle(), texts, getattr(self, "threads", None), progress_of(progress))

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_made"}


class Summarizer(_Task):
    """Chooses the sentences that say most about a text.

    Parameters
    ----------
    sentences, words, characters : int, optional
        How long a summary may be, in one of these units; three sentences by default.
    ratio : float, optional
        The share of the sentences, instead.
    free : bool, default=False
        As many sentences, one to three, as the style's profile thinks right.
    method : str, default="auto"
        "auto", "learned", or a classic formula: "lead", "textrank", "lexrank", "lsa", "luhn", "edmundson", "sumbasic",
        "kl", "reduction", "centroid", "pacsum".
    style : str, default="auto"
        What it is for: "auto", "news", "extract", "science", "encyclopedia".
    order : {"document", "rank"}, default="document"
    query : str, optional
        What the summary should answer.
    diversity : float, optional
        0 to 1: maximal marginal relevance (Carbonell and Goldstein, 1998).
    language : str, optional
        The language's code; else it is identified.
    format : {"text", "html", "markdown"}, default="text"
    boilerplate : bool, default=True
        Whether sentences that are not the article's (notices, captions) are found and left out.
    threads : int, optional
        How many threads a batch uses; all processors by default.

    Examples
    --------
    >>> from epitome import Summarizer
    >>> text = "The river rose on Monday. The town closed its bridge. Nobody was hurt."
    >>> str(Summarizer(sentences=1).summarize(text))
    'The river rose on Monday.'
    """

    _task = "summarize"

    def __init__(
        self, *, sentences: int | None = None, words: int | None = None, characters: int | None = None,
        ratio: float | None = None, free: bool = False, method: str = "auto", style: str = "auto",
        order: str = "document", query: str | None = None, diversity: float | None = None,
        language: str | None = None, format: str = "text", boilerplate: bool = True, threads: int | None = None,
    ):
        self.sentences = sentences
        self.words = words
        self.characters = characters
        self.ratio = ratio
        self.free = free
        self.method = method
        self.style = style
        self.order = order
        self.query = query
        self.diversity = diversity
        self.language = language
        self.format = format
        self.boilerplate = boilerplate
        self.threads = threads

    def summarize(self, documents: str | Iterable[str] | Any, *, progress: Any = None) -> Any:
        """Summarizes one text or many.

        Parameters
        ----------
        documents : str, sequence of str, or Arrow column
        progress : callable or True, optional
            Called with (done, total); True shows tqdm's bar.

        Returns
        -------
        Summary, list of Summary, or Column
            One for each text. For a column of Arrow, the summaries' texts as a column, missing where the text is.
        """
        texts = texts_of(documents)
        columns = self._run(texts, progress)
        if texts.is_arrow:
            return columns["summary"]
        lists = _lists(columns, "sentences", Sentence, "text", "start", "end", "index", "score")
        summaries = [
            Summary(chosen, *rest) for chosen, *rest in zip(
                lists, *(columns[name].tolist() for name in ("method", "language", "reason", "summary")))
        ]
        return summaries[0] if is_one(documents) else summaries

    __call__ = summarize


class SentenceSplitter(_Task):
    """Cuts texts into sentences.

    Parameters
    ----------
    language : str, optional
        The language's code; else it is identified.
    threads : int, optional

    Examples
    --------
    >>> from epitome import SentenceSplitter
    >>> SentenceSplitter(language="en").split("Mr. Smith came. He left at 5 p.m. sharp.")
    ['Mr. Smith came.', 'He left at 5 p.m. sharp.']
    """

    _task = "sentences"

    def __init__(self, *, language: str | None = None, threads: int | None = None):
        self.language = language
        self.threads = threads

    def sentences(self, documents: str | Iterable[str], *, progress: Any = None) -> Any:
        """The sentences of one text or of many, with where they stand.

        Returns
        -------
        list of Sentence, or list of such lists
        """
        lists = _lists(self._run(texts_of(documents), progress), "sentences", Sentence, "text", "start", "end")
        numbered = [[Sentence(s.text, s.start, s.end, i) for i, s in enumerate(found)] for found in lists]
        return numbered[0] if is_one(documents) else numbered

    def split(self, documents: str | Iterable[str]) -> Any:
        """The sentences as plain str."""
        found = self.sentences(documents)
        return [s.text for s in found] if is_one(documents) else [[s.text for s in one] for one in found]

    split_text = split
    __call__ = split


class KeywordExtractor(_Task):
    """Finds the words and phrases that say most about a text, in the writer's own form.

    Parameters
    ----------
    limit : int, default=10
    language : str, optional
    format : {"text", "html", "markdown"}, default="text"
    threads : int, optional
    """

    _task = "keywords"

    def __init__(
        self, *, limit: int = 10, language: str | None = None, format: str = "text", threads: int | None = None
    ):
        self.limit = limit
        self.language = language
        self.format = format
        self.threads = threads

    def keywords(self, documents: str | Iterable[str], *, progress: Any = None) -> Any:
        """The keywords of one text or of many, best first.

        Returns
        -------
        list of Keyword, or list of such lists
        """
        found = _lists(self._run(texts_of(documents), progress), "keywords", Keyword, "text", "score", "count")
        return found[0] if is_one(documents) else found

    __call__ = keywords


class LanguageIdentifier(_Task):
    """Names the language of a text.

    Parameters
    ----------
    among : list of str, optional
        The codes to choose from.
    threads : int, optional

    Examples
    --------
    >>> from epitome import LanguageIdentifier
    >>> LanguageIdentifier().identify("Le chat dort sur le canapé.")[0]
    'fr'
    """

    _task = "language"

    def __init__(self, *, among: list[str] | None = None, threads: int | None = None):
        self.among = among
        self.threads = threads

    def identify(self, documents: str | Iterable[str] | Any, *, progress: Any = None) -> Any:
        """The language of one text or of many, and how sure that is.

        Returns
        -------
        (str, float), list of such pairs, or Column
            For a column of Arrow, the codes as a column.
        """
        texts = texts_of(documents)
        columns = self._run(texts, progress)
        if texts.is_arrow:
            return columns["language"]
        pairs = list(zip(columns["language"].tolist(), columns["probability"].tolist()))
        return pairs[0] if is_one(documents) else pairs

    __call__ = identify


class _Extractor(_Task):
    _task = "extract"

    def __init__(self, *, language: str | None = None, format: str = "html", boilerplate: bool = True):
        self.language = language
        self.format = format
        self.boilerplate = boilerplate


def extract(
    pages: str | Iterable[str], *, format: str = "html", language: str | None = None, boilerplate: bool = True,
    threads: int | None = None, progress: Any = None,
) -> Any:
    """The article in a page, without what is not the article's.

    Parameters
    ----------
    pages : str or sequence of str
        Pages as decoded text.
    format : {"html", "markdown", "text"}, default="html"
    language : str, optional
    boilerplate : bool, default=True
        Whether notices within the text are left out, too.
    threads : int, optional
    progress : callable or True, optional

    Returns
    -------
    dict, or list of dict
        With "title", "text", "author", "date", "site", "language" and "reason" (why there is no text); None for what is
        not known.

    Raises
    ------
    ImportError
        For HTML where the system has no libxml2.
    """
    task = _Extractor(language=language, format=format, boilerplate=boilerplate)
    columns = function("task_run", task._handle(), texts_of(pages), threads, progress_of(progress))
    rows = [dict(zip(columns, row)) for row in zip(*(column.tolist() for column in columns.values()))]
    return rows[0] if is_one(pages) else rows


def rouge(
    references: str | Iterable[str], candidates: str | Iterable[str], *, stemming: bool = True, unicode: bool = False,
) -> dict[str, Any]:
    """ROUGE-1, -2, -L and -Lsum of candidates (Lin, 2004), equal to the package rouge-score.

    Parameters
    ----------
    references, candidates : str or sequences of str of equal length
        Line breaks separate sentences for ROUGE-Lsum.
    stemming : bool, default=True
        Whether English words are stemmed (NLTK's Porter).
    unicode : bool, default=False
        Words of any alphabet, without stemming, instead of runs of a-z and digits.

    Returns
    -------
    dict
        "rouge1", "rouge2", "rougeL", "rougeLsum", each a dict of "precision", "recall" and "f1": a float, or a list with
        one for each pair.
    """
    one = is_one(references)
    if one != is_one(candidates):
        raise TypeError("one reference and one candidate are needed, or as many of both")
    references, candidates = ([references], [candidates]) if one else (list(references), list(candidates))
    if len(references) != len(candidates):
        raise ValueError(f"{len(references)} references and {len(candidates)} candidates")
    columns = function("rouge", texts=Texts(references + candidates), stemming=stemming, unicode=unicode)
    scores: dict[str, Any] = {}
    for name, column in columns.items():
        measure, part = name.split("_")
        values = column.tolist()
        scores.setdefault(measure, {})[part] = values[0] if one else values
    return scores


def summarize(documents: str | Iterable[str] | Any, *, progress: Any = None, **options: Any) -> Any:
    """Summarizes one text or many; options are those of `Summarizer`."""
    return Summarizer(**options).summarize(documents, progress=progress)


def keywords(documents: str | Iterable[str], *, progress: Any = None, **options: Any) -> Any:
    """The keywords of one text or of many; options are those of `KeywordExtractor`."""
    return KeywordExtractor(**options).keywords(documents, progress=progress)


def sentences(documents: str | Iterable[str], *, progress: Any = None, **options: Any) -> Any:
    """The sentences of one text or of many; options are those of `SentenceSplitter`."""
    return SentenceSplitter(**options).sentences(documents, progress=progress)


def language(documents: str | Iterable[str] | Any, *, progress: Any = None, **options: Any) -> Any:
    """The language of one text or of many; options are those of `LanguageIdentifier`."""
    return LanguageIdentifier(**options).identify(documents, progress=progress)
