"""Collections larger than one machine: the tasks over columns of Spark's data frames.

Texts go to the workers in batches of Arrow and are read where they lie; models travel as their bytes, once a task. Rows stay in
their partitions and their order, a missing text has a missing result.

    from epitome import spark
    spark.summarize(frame, "text", sentences=2).write.parquet("summaries")
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .topics import TopicClassifier

__all__ = ["classify", "keywords", "language", "summarize"]


def _add_column(frame: Any, column: str, name: str, kind: Any, make: Callable[[], Callable[[Any], Any]]) -> Any:
    """The frame with a further column: `make` is called on a worker and gives a function of a column of Arrow."""
    from pyspark.sql.types import StructField, StructType

    if column not in frame.columns:
        raise ValueError(f"the frame has no column {column!r}, but {frame.columns}")
    if name in frame.columns:
        raise ValueError(f"the frame has a column {name!r} already: name another one")
    schema = StructType([*frame.schema.fields, StructField(name, kind, True)])

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        work = make()
        for batch in batches:
            made = work(batch.column(batch.schema.get_field_index(column)))
            yield pa.RecordBatch.from_arrays([*batch.columns, made], names=[*batch.schema.names, name])

    return frame.mapInArrow(run, schema)


def _texts(column: Any) -> Any:
    """A column of one value a text as Spark takes it."""
    import pyarrow as pa

    return pa.array(column).cast(pa.string())


def summarize(frame: Any, column: str = "text", output: str = "summary", **options: Any) -> Any:
    """Adds the summary of each text.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
    column, output : str
        Where the texts are and where the summaries go.
    **options
        Those of `epitome.Summarizer`; one thread a task, since Spark has a task for each core.

    Returns
    -------
    pyspark.sql.DataFrame
    """
    from pyspark.sql.types import StringType

    from .tasks import Summarizer

    task = Summarizer(**{"threads": 1, **options})
    # Settings that cannot be are an error here, not on a worker.
    task._handle()
    return _add_column(frame, column, output, StringType(), lambda: lambda texts: _texts(task.summarize(texts)))


def language(frame: Any, column: str = "text", output: str = "language", **options: Any) -> Any:
    """Adds the language of each text; see `summarize`. Options are those of `epitome.LanguageIdentifier`."""
    from pyspark.sql.types import StringType

    from .tasks import LanguageIdentifier

    task = LanguageIdentifier(**{"threads": 1, **options})
    task._handle()
    return _add_column(frame, column, output, StringType(), lambda: lambda texts: _texts(task.identify(texts)))


def keywords(frame: Any, column: str = "text", output: str = "keywords", **options: Any) -> Any:
    """Adds the keywords of each text, a list; see `summarize`. Options are those of `epitome.KeywordExtractor`."""
    from pyspark.sql.types import ArrayType, StringType

    from .tasks import KeywordExtractor

    task = KeywordExtractor(**{"threads": 1, **options})
    task._handle()

    def make() -> Callable[[Any], Any]:
        import pyarrow as pa

        def work(texts: Any) -> Any:
            valid = texts.is_valid().to_pylist()
            found = task.keywords(texts)
            return pa.array(
                [[word.text for word in words] if there else None for there, words in zip(valid, found)], pa.list_(pa.string()))

        return work

    return _add_column(frame, column, output, ArrayType(StringType()), make)


def classify(
    frame: Any, model: TopicClassifier, column: str = "text", output: str = "label", *, threshold: float = 0.0
) -> Any:
    """Adds the label of each text, missing where the model knows nothing of it.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
    model : TopicClassifier
        Fitted; it travels as its bytes.
    column, output : str
    threshold : float, default=0
        Below this probability there is no label.

    Returns
    -------
    pyspark.sql.DataFrame
    """
    from pyspark.sql.types import StringType

    data = model.to_bytes()

    def make() -> Callable[[Any], Any]:
        worker = TopicClassifier.from_bytes(data)
        worker.threads = 1
        return lambda texts: _texts(worker.predict(texts, threshold=threshold))

    return _add_column(frame, column, output, StringType(), make)
