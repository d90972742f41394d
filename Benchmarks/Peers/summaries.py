"""Summarizers of other projects on the documents that `evaluate-summaries peers-input` wrote.

usage: summaries.py INPUT.jsonl OUTPUT.jsonl          (all peers, one process each)
       summaries.py INPUT.jsonl OUTPUT.jsonl PEER     (one peer)

Writes `{"set", "id", "system", "summary", "seconds"}` a line: a list of sentences and the CPU seconds of one thread that the call
took, start-up and one warming call left out. A name that ends in "+" had our sentences, joined as lines or handed over
as sentences; the others cut the text themselves. The number of sentences is the one our systems have; lede counts
characters only (500, its default; its output is cut into sentences by NLTK for ROUGE-Lsum). Sumy's Edmundson method needs word lists: the null words are the
stop words, bonus and stigma words five each from the paper's examples. gensim 3.8.3 needs an interpreter of its own
(GENSIM_PYTHON, Python 3.9 at most, with `pip install gensim==3.8.3 "scipy<1.11"`). A peer is left out, with the reason, if it cannot be loaded, and stops
after LIMIT CPU seconds a set (default 40): what it has not done counts as 0 in the table and is stated there.
"""
import importlib
import json
import os
import re
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
LIMIT = float(os.environ.get("LIMIT", "40"))
LANGUAGES = {"en": "english", "fr": "french", "de": "german"}
SUMY = {"lsa": "lsa.LsaSummarizer", "luhn": "luhn.LuhnSummarizer", "lexrank": "lex_rank.LexRankSummarizer",
        "textrank": "text_rank.TextRankSummarizer", "sumbasic": "sum_basic.SumBasicSummarizer", "kl": "kl.KLSummarizer",
        "reduction": "reduction.ReductionSummarizer", "edmundson": "edmundson.EdmundsonSummarizer"}
BONUS = ("significant", "important", "key", "result", "conclusion")
STIGMA = ("hardly", "impossible", "however", "perhaps", "example")


def sumy(method, ours):
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.utils import get_stop_words
    module, name = SUMY[method].split(".")
    kind = getattr(importlib.import_module("sumy.summarizers." + module), name)
    made = {}

    def make(language):
        summarizer, words = kind(Stemmer(language)), get_stop_words(language)
        if method == "edmundson":
            summarizer.null_words, summarizer.bonus_words, summarizer.stigma_words = words, BONUS, STIGMA
        else:
            summarizer.stop_words = words
        return summarizer, Tokenizer(language)

    def run(document):
        language = LANGUAGES[document["language"]]
        if language not in made:
            made[language] = make(language)
        summarizer, tokenizer = made[language]
        if ours:
            model = ObjectDocumentModel([Paragraph([Sentence(x, tokenizer) for x in document["sentences"]])])
        else:
            model = PlaintextParser.from_string(document["text"], tokenizer).document
        return [str(x) for x in summarizer(model, document["k"])]
    return run


def summa(ours):
    from summa.summarizer import summarize

    def run(document):
        text = "\n".join(one_line(x) for x in document["sentences"]) if ours else document["text"]
        scored = summarize(text, ratio=1.0, split=True, scores=True, language=LANGUAGES[document["language"]])
        best = sorted(range(len(scored)), key=lambda i: -scored[i][1])[:document["k"]]
        return [scored[i][0] for i in sorted(best)]
    return run


def gensim(ours):
    from gensim.summarization.summarizer import summarize

    def run(document):
        text = "\n".join(one_line(x) for x in document["sentences"]) if ours else document["text"]
        ratio = min(1.0, (document["k"] + 0.5) / max(1, len(document["sentences"])))
        return summarize(text, ratio=ratio, split=True)[:document["k"]]
    return run


def lede(mode):
    import lede as peer
    from nltk import sent_tokenize

    def run(document):
        text = str(peer.summarize(document["text"], max_length=500, mode=mode).summary)
        return sent_tokenize(text, LANGUAGES[document["language"]])
    return run


def lede_textrank():
    from lede.textrank import summarize_textrank
    from nltk import sent_tokenize
    return lambda document: sent_tokenize(str(summarize_textrank(document["text"], num_sentences=document["k"])),
                                          LANGUAGES[document["language"]])


def newspaper():
    import nltk
    nltk.download = lambda *arguments, **options: False  # it asks for data at each start; they are there already
    from newspaper import nlp
    from newspaper.text import StopWords
    words = {language: StopWords(language) for language in LANGUAGES}

    def run(document):
        title = document["text"].strip().split("\n")[0] if "\n" in document["text"].strip() else document["sentences"][0]
        return nlp.summarize(title, document["text"], words[document["language"]], document["k"])
    return run


def one_line(sentence):
    return re.sub(r"\s+", " ", sentence).strip()


PEERS = {}
for method in SUMY:
    PEERS["sumy " + method] = lambda method=method: sumy(method, False)
    PEERS["sumy " + method + " +"] = lambda method=method: sumy(method, True)
# `update`, not `|=`, for gensim's Python may be 3.8.
PEERS.update({"summa": lambda: summa(False), "summa +": lambda: summa(True), "lede default": lambda: lede("default"),
          "lede coverage": lambda: lede("coverage"), "lede legacy": lambda: lede("legacy"), "lede textrank": lede_textrank,
          "newspaper4k": newspaper, "gensim 3.8.3": lambda: gensim(False), "gensim 3.8.3 +": lambda: gensim(True)})


def measure(name, documents, output):
    run = PEERS[name]()
    used, failed, warm = {}, {}, set()
    for document in documents:
        group = document["set"]
        if used.get(group, 0) > LIMIT:
            continue
        if document["language"] not in warm:
            warm.add(document["language"])
            try:
                run(document)
            except Exception:
                pass
        start = time.process_time()
        try:
            sentences = [one_line(x) for x in run(document)]
        except Exception as error:
            sentences = []
            failed[group] = failed.get(group, []) + [f"{type(error).__name__}: {error}"]
        seconds = time.process_time() - start
        used[group] = used.get(group, 0) + seconds
        output.write(json.dumps({"set": group, "id": document["id"], "system": name, "summary": [x for x in sentences if x],
                                 "seconds": seconds}, ensure_ascii=False) + "\n")
    for group, errors in failed.items():
        print(f"{name}, {group}: {len(errors)} calls failed, the first with {errors[0][:120]}", file=sys.stderr)


def main():
    source, target = sys.argv[1:3]
    if len(sys.argv) > 3:
        with open(source, encoding="utf8") as lines:
            documents = [json.loads(line) for line in lines]
        with open(target, "w", encoding="utf8") as output:
            measure(sys.argv[3], documents, output)
        return
    with open(target, "w", encoding="utf8") as output:
        for name in PEERS:
            python = os.environ.get("GENSIM_PYTHON", sys.executable) if name.startswith("gensim") else sys.executable
            part = target + ".part"
            ran = subprocess.run([python, __file__, source, part, name], stderr=subprocess.PIPE, text=True)
            if ran.returncode:
                print(f"{name}: left out: {ran.stderr.strip().splitlines()[-1]}", file=sys.stderr)
                continue
            print(f"{name}: done\n{ran.stderr}".strip(), file=sys.stderr, flush=True)
            with open(part, encoding="utf8") as lines:
                output.write(lines.read())
            output.flush()
            os.remove(part)


if __name__ == "__main__":
    main()
