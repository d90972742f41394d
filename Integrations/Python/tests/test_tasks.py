import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import epitome


def test_one_text_and_many(english):
    summarizer = epitome.Summarizer(sentences=1)
    one = summarizer.summarize(english[0])
    assert isinstance(one, epitome.Summary) and len(one) == 1
    (sentence,) = one
    assert english[0][sentence.start:sentence.end] == sentence.text == str(one)
    many = summarizer.summarize(english)
    assert [str(summary) for summary in many] == [str(summarizer.summarize(text)) for text in english]
    assert epitome.summarize(english[0], sentences=1) == one
    assert summarizer.summarize([]) == []


def test_offsets_are_code_points():
    text = "Die Brücke über die Elbe wurde am Montag gesperrt 🚧. Der Zugverkehr ruhte. Niemand wurde verletzt."
    for sentence in epitome.summarize(text, sentences=2):
        assert text[sentence.start:sentence.end] == sentence.text


def test_lengths_methods_and_styles(english):
    assert len(epitome.summarize(english[0], words=12).text.split()) <= 12
    assert len(epitome.summarize(english[0], characters=60).text) <= 60
    for method in ("lead", "textrank", "lexrank", "lsa", "luhn"):
        found = epitome.summarize(english[0], sentences=1, method=method)
        assert found.method == method and len(found) == 1
    ranked = epitome.summarize(english[0], sentences=3, order="rank")
    assert [s.score for s in ranked] == sorted((s.score for s in ranked), reverse=True)
    assert epitome.summarize(english[2], sentences=1, query="Who saved the penalty?").method == "query"


def test_an_empty_text_says_why():
    found = epitome.summarize("")
    assert str(found) == "" and found.reason == "the text is empty"


@pytest.mark.parametrize("options, message", [
    ({"sentences": -1}, "sentences"), ({"sentences": 2, "words": 3}, "one length"), ({"ratio": 0}, "ratio"),
    ({"method": "magic"}, "lexrank"), ({"style": "poem"}, "news"), ({"diversity": 2}, "diversity"),
    ({"threads": -2}, "threads"), ({"format": "pdf"}, "html"),
])
def test_bad_options_are_named(options, message, english):
    with pytest.raises(ValueError, match=message):
        epitome.summarize(english, **options)


@pytest.mark.parametrize("bad, error, message", [
    (["fine", "a \udfff"], ValueError, r"text 1 has a lone surrogate \(U\+DFFF\) at character 2"),
    (["fine", None], TypeError, "text 1 is None"), (["fine", 7], TypeError, "text 1 is 7"), (None, TypeError, "None"),
    (b"bytes", TypeError, "decode"), (float("nan"), TypeError, "nan"),
])
def test_bad_texts_are_named(bad, error, message):
    for function in (epitome.summarize, epitome.keywords, epitome.sentences, epitome.language):
        with pytest.raises(error, match=message):
            function(bad)


def test_sentences():
    text = "Mr. Smith left at 5 p.m. sharp. “Why?” she asked. Nobody knew."
    splitter = epitome.SentenceSplitter(language="en")
    found = splitter.sentences(text)
    assert [text[s.start:s.end] for s in found] == splitter.split(text)
    assert splitter.split([text, ""]) == [splitter.split(text), []]
    assert splitter.split(text)[-1] == "Nobody knew."


def test_keywords(english):
    found = epitome.keywords(english[0], limit=3)
    assert len(found) == 3 and all(str(word).lower() in english[0].lower() for word in found)
    assert epitome.KeywordExtractor(limit=3).keywords(english)[0] == found


def test_languages():
    texts = ["Le chat dort sur le canapé.", "The cat sleeps on the sofa.", "Die Katze schläft auf dem Sofa."]
    assert [code for code, _ in epitome.language(texts)] == ["fr", "en", "de"]
    assert epitome.LanguageIdentifier(among=["it", "es"]).identify("Le chat dort.")[0] in ("it", "es")


def test_extract():
    page = (
        "<html><head><title>Flood</title></head><body><nav><a href='/'>Home</a><a href='/x'>News</a></nav><article><h1>Flood</h1>"
        "<p>The river rose on Monday and the town closed its bridge before noon, as the mayor had asked.</p>"
        "<p>Trains between the two towns stopped for the day, and buses took their place on Tuesday.</p></article></body></html>")
    found = epitome.extract(page)
    assert found["title"] == "Flood" and "closed its bridge" in found["text"] and "Home" not in found["text"]
    assert epitome.extract([page, page])[1] == found
    assert epitome.extract("")["reason"]


def test_rouge_equals_its_definition():
    scores = epitome.rouge("the cat was found under the bed", "the cat was under the bed", stemming=False)
    assert scores["rouge1"] == {"precision": 1.0, "recall": pytest.approx(6 / 7), "f1": pytest.approx(12 / 13)}
    assert scores["rouge2"]["precision"] == pytest.approx(4 / 5)
    many = epitome.rouge(["a b", "c d"], ["a b", "x"])
    assert many["rougeL"]["f1"] == [1.0, 0.0]
    with pytest.raises(ValueError, match="2 references and 1 candidates"):
        epitome.rouge(["a", "b"], ["c"])


def test_similar_texts(news):
    index = epitome.SimilarityIndex().fit(news[:3])
    ((document, score),) = index.matches(news[1], limit=1)
    assert document == 1 and score == pytest.approx(1, abs=1e-5)
    assert epitome.nearest(["one fish", "two fish", "a hat"], limit=1)[0][0][0] == 1
    assert epitome.nearest(news[:3], "bridge river", limit=1)[0][0] == 0
    with pytest.raises(ValueError, match="measure"):
        epitome.SimilarityIndex(measure="miles").fit(["a"])


def test_tasks_are_pickled_and_shown(english):
    task = epitome.Summarizer(sentences=2, order="rank")
    assert repr(task) == "Summarizer(order='rank', sentences=2)"
    first = task.summarize(english[0])
    assert pickle.loads(pickle.dumps(task)).summarize(english[0]) == first
    assert task.set_params(sentences=1).summarize(english[0]) != first
    with pytest.raises(ValueError, match="Invalid parameter 'length'"):
        task.set_params(length=3)


def test_progress_and_its_errors(english):
    seen = []
    epitome.summarize(english * 50, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (150, 150) and [done for done, _ in seen] == sorted(done for done, _ in seen)

    def fail(done, total):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        epitome.summarize(english * 50, progress=fail)


def test_other_threads_run_meanwhile_and_share_objects(english):
    summarizer = epitome.Summarizer(sentences=1)
    expected = [str(s) for s in summarizer.summarize(english)]
    results, ticks = [], []
    done = threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    workers = [
        threading.Thread(target=lambda: results.append([str(s) for s in summarizer.summarize(english * 100)])) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    done.set()
    ticker.join()
    assert results == [expected * 100] * 4 and len(ticks) > 3


def test_ctrl_c_ends_a_call():
    code = (
        "import epitome, os, signal, threading, time\n"
        "texts = ['The river rose on Monday. The town closed its bridge. Nobody was hurt. ' * 60] * 40000\n"
        "epitome.summarize('Ready. Steady.')\n"
        "threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "start = time.monotonic()\n"
        "try:\n    epitome.summarize(texts)\n    print('finished')\n"
        "except KeyboardInterrupt:\n    print('interrupted', time.monotonic() - start)\n")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    word, seconds = run.stdout.split()
    assert word == "interrupted" and float(seconds) < 3, run.stdout


def _in_child(queue):
    from epitome import CountVectorizer

    queue.put((str(epitome.summarize("One here. Two here. Three here.", sentences=1)),
               CountVectorizer().fit_transform(["a bc", "bc cd"]).sum()))


def test_a_fork_after_use_works(english):
    pytest.importorskip("sklearn")
    epitome.summarize(english * 20)
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_in_child, args=(queue,))
    child.start()
    text, total = queue.get(timeout=60)
    child.join(30)
    assert child.exitcode == 0 and text and total == 3


def test_joblib_takes_vectorizers():
    joblib = pytest.importorskip("joblib")
    from epitome import CountVectorizer

    fitted = CountVectorizer().fit(["one two", "two three"])
    found = joblib.Parallel(n_jobs=2)(joblib.delayed(fitted.transform)([text]) for text in ("one", "three two"))
    assert [part.sum() for part in found] == [1, 2]


def test_the_end_of_the_interpreter_is_quiet():
    code = (
        "import epitome, threading\n"
        "kept = [epitome.Summarizer(), epitome.TopicClassifier.shipped()]\n"
        "kept[0].summarize('One. Two.'); kept[1].predict(['goal'])\n"
        "threading.Thread(target=lambda: [epitome.summarize('One. Two. ' * 1000) for _ in range(10**6)], daemon=True).start()\n")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0 and run.stderr == "", run.stderr


def test_importing_is_light():
    code = (
        "import numpy, scipy.sparse, sys, time\n"
        "start = time.perf_counter()\nimport epitome\nepitome.Summarizer\nend = time.perf_counter()\n"
        "assert 'sklearn' not in sys.modules and 'pandas' not in sys.modules\nprint(end - start)\n")
    seconds = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout) for _ in range(3))
    # 10 ms idle; beside other work a bound that a further import (sklearn: 500 ms) breaks.
    assert seconds < 0.1


def test_results_read_their_memory_after_the_call(english):
    from epitome._native import Texts, function

    columns = function("task_run", epitome.Summarizer(sentences=1)._handle(), Texts(english))
    scores = np.asarray(columns["score"])
    texts = columns["summary"]
    del columns
    assert len(scores) == 3 and np.isfinite(scores).all()
    assert [texts[i] for i in range(3)] == texts.tolist()
    with pytest.raises(IndexError):
        texts[3]


def test_the_extensions_own_errors():
    from epitome import _epitome

    with pytest.raises(ValueError, match="no function"):
        _epitome.call("nothing")
    with pytest.raises(ValueError, match="no option \"speed\""):
        _epitome.call("task_create", None, None, '{"task": "summarize", "speed": 3}')
    with pytest.raises(ValueError, match="task"):
        _epitome.call("task_run", None, _epitome.Texts(["a"]))
    with pytest.raises(TypeError):
        _epitome.call("task_run", object(), None)
    vectorizer = _epitome.call("vectorizer_create", None, _epitome.Texts(["a"]))
    with pytest.raises(ValueError, match="a task is needed"):
        _epitome.call("task_run", vectorizer, _epitome.Texts(["a"]))
    with pytest.raises(ValueError, match="twice"):
        _epitome.call("vectorizer_create", None, _epitome.Texts(["a", "a"]))
    with pytest.raises(TypeError):
        _epitome.Handle()
    assert os.getpid() and signal.getsignal(signal.SIGINT)
