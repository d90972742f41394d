"""Spark on a cluster of two workers on this machine; needs pyspark and Java (`pip install pyspark`)."""
import os
import shutil
import sys

import pytest

pyspark = pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("Java is not there", allow_module_level=True)

import epitome  # noqa: E402
from epitome import spark  # noqa: E402

TEXTS = [
    "The river rose on Monday. The town closed its bridge before noon. Nobody was hurt.", None, "",
    "The striker scored twice in the league match. The keeper saved a penalty. The coach was content.",
    "Die Brücke wurde gesperrt. Niemand wurde verletzt. Die Züge fahren wieder.",
] * 8


@pytest.fixture(scope="module")
def session():
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        pyspark.sql.SparkSession.builder.master("local-cluster[2,1,1200]").config("spark.ui.enabled", "false")
        .config("spark.task.maxFailures", "2").getOrCreate())
    yield made
    made.stop()


@pytest.fixture
def frame(session):
    return session.createDataFrame(list(enumerate(TEXTS)), "id long, text string").repartition(4)


def collected(frame, name):
    return [row[name] for row in sorted(frame.collect(), key=lambda row: row["id"])]


def expected(make):
    made = iter(make([text for text in TEXTS if text is not None]))
    return [None if text is None else next(made) for text in TEXTS]


def test_summaries_are_those_of_one_process(frame):
    found = collected(spark.summarize(frame, sentences=1), "summary")
    assert found == expected(lambda texts: [str(summary) for summary in epitome.summarize(texts, sentences=1)])


def test_languages_and_keywords(frame):
    assert collected(spark.language(frame), "language") == expected(lambda texts: [code for code, _ in epitome.language(texts)])
    found = collected(spark.keywords(frame, limit=2), "keywords")
    assert found == expected(lambda texts: [[str(word) for word in words] for words in epitome.keywords(texts, limit=2)])


def test_topics(frame):
    model = epitome.TopicClassifier.shipped("news-topics")
    found = collected(spark.classify(frame, model), "label")
    assert found[3] == "sport" and found[1] is None


def test_mistakes_are_errors_before_anything_runs(frame):
    with pytest.raises(ValueError, match="no column 'body'"):
        spark.summarize(frame, "body")
    with pytest.raises(ValueError, match="already"):
        spark.summarize(frame, output="text")
    with pytest.raises(ValueError, match="sentences"):
        spark.summarize(frame, sentences=0)
