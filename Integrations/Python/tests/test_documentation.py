"""The Python lines of Documentation/Python.md and of the package's README run, in their order."""
import pathlib
import re

import pytest

import epitome

HERE = pathlib.Path(__file__).resolve().parent
PAGES = [HERE.parents[2] / "Documentation" / "Python.md", HERE.parent / "README.md"]


@pytest.fixture
def names(english, news):
    names = {
        "text": english[0], "texts": news, "others": english, "labels": ["water", "money", "sport"] * 7 + ["water"],
        "page": f"<html><body><article><p>{english[0]}</p><p>{english[1]}</p></article></body></html>",
        "references": english, "candidates": english[::-1],
    }
    pa, pl = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    pd, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    pytest.importorskip("sklearn")
    names.update(
        table=pa.table({"text": english}), frame=pl.DataFrame({"text": english}), sheet=pd.DataFrame({"text": english}),
        connection=duckdb.connect(), model=epitome.TopicClassifier.shipped())
    names["connection"].execute("create table documents as select unnest(?) as text", [english])
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_lines_run(page, names):
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf8"), re.S | re.M)
    assert blocks
    for block in blocks:
        exec(compile(block, str(page), "exec"), names)  # noqa: S102
