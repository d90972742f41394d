"""Columns of Arrow in and out, and the recipes of Documentation/Python.md."""
import pytest

import epitome

pa = pytest.importorskip("pyarrow")

TEXTS = [
    "The river rose on Monday. The town closed its bridge.", None, "Die Brücke wurde gesperrt. Niemand wurde verletzt.", "",
    "Short.", None, "x" * 40 + " is long enough for a buffer of its own. It is. 🚧",
]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
@pytest.mark.parametrize("chunks", [1, 3])
def test_every_layout_gives_the_same(kind, chunks):
    column = pa.chunked_array([TEXTS[start::chunks] for start in range(chunks)], type=kind)
    plain = [text for text in column.to_pylist() if text is not None]
    expected = iter([str(summary) for summary in epitome.summarize(plain, sentences=1)])
    wanted = [None if text is None else next(expected) for text in column.to_pylist()]
    assert pa.array(epitome.summarize(column, sentences=1)).to_pylist() == wanted


def test_slices_and_single_arrays():
    array = pa.array(TEXTS, pa.string_view())
    whole = pa.array(epitome.language(array)).to_pylist()
    assert pa.array(epitome.language(array.slice(2, 4))).to_pylist() == whole[2:6]
    assert whole[1] is None and whole[0] == "en" and whole[2] == "de"
    assert len(pa.array(epitome.language(pa.array([], pa.string())))) == 0
    assert pa.array(epitome.language(pa.array([None, None], pa.null()))).to_pylist() == [None, None]


def test_topics_of_a_column():
    model = epitome.TopicClassifier.shipped("news-topics")
    column = pa.array(["The striker scored twice in the match and the keeper saved a penalty.", None])
    assert pa.array(model.predict(column)).to_pylist() == ["sport", None]


def test_columns_of_another_kind_are_refused():
    for column in (pa.array([1, 2]), pa.array(["a", "b"]).dictionary_encode(), pa.array([b"x"])):
        with pytest.raises(TypeError, match="a column of texts is needed"):
            epitome.summarize(column)


def test_results_outlive_what_made_them():
    column = epitome.summarize(pa.array(TEXTS), sentences=1)
    array = pa.array(column)
    del column
    array.validate(full=True)
    assert array.type == pa.large_string() and array.null_count == 2


def test_vectorizers_read_columns():
    pytest.importorskip("sklearn")
    plain = [text or "" for text in TEXTS]
    expected = epitome.CountVectorizer().fit_transform(plain)
    found = epitome.CountVectorizer().fit_transform(pa.array(plain, pa.large_string()))
    assert (found != expected).nnz == 0
    with pytest.raises(ValueError, match="text 1 is missing"):
        epitome.CountVectorizer().fit_transform(pa.array(TEXTS))


def test_pandas():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": [text or "" for text in TEXTS]})
    frame["summary"] = [str(summary) for summary in epitome.summarize(frame["text"].tolist(), sentences=1)]
    assert frame["summary"][0] in TEXTS[0]
    if hasattr(frame["text"], "__arrow_c_stream__"):
        assert pa.array(epitome.summarize(frame["text"], sentences=1)).to_pylist() == frame["summary"].tolist()


def test_polars():
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"text": TEXTS})
    found = frame.with_columns(
        polars.col("text").map_batches(
            lambda column: polars.Series(epitome.summarize(column, sentences=1)), return_dtype=polars.String
        ).alias("summary"))
    assert found["summary"].null_count() == 2 and found["summary"][0] in TEXTS[0]


def test_duckdb():
    duckdb = pytest.importorskip("duckdb")
    model = epitome.TopicClassifier.shipped("news-topics")
    connection = duckdb.connect()
    connection.create_function(
        "topic", lambda column: pa.array(model.predict(column)), ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special")
    connection.execute("create table t as select 'The striker scored twice in the league match.' as text")
    assert connection.execute("select topic(text), count(*) from t group by 1").fetchall() == [("sport", 1)]
