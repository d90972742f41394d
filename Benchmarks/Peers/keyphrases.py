#!/usr/bin/env python3
"""Compare keyphrases of research papers with YAKE's: F1 of ten against the phrases of the title and of citing papers.

    python3 Benchmarks/Peers/keyphrases.py DATA EPITOME [--documents 80]

ScisummNet has no author keywords. What stands for them are the phrases of a paper's title and those that two sentences of
papers citing it share, as far as the text has them: runs of up to four words between stop words and marks. Two inputs: title and
abstract; title, abstract and the first 12,000 characters of the paper. Phrases are equal when their Porter stems are. These
papers of the training part are what `KeywordForm` was chosen on: the figures order settings and tools, they are no estimate
for other collections.

Tried with yake 0.7.3, nltk and Python 3.11 (pip install yake).
"""
import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter

import yake
from keywords import ours
from nltk.stem.porter import PorterStemmer

WORD = re.compile(r"[^\W_]+(?:[-'’./+][^\W_]+)*(?:\+\+|#)?|[^\w\s]")
STEMMER, STEMS = PorterStemmer(), {}


def stem(word):
    if word not in STEMS:
        STEMS[word] = STEMMER.stem(word)
    return STEMS[word]


def stems(phrase):
    return tuple(stem(word) for word in WORD.findall(phrase.lower()) if word[0].isalnum())


def runs(text, stop):
    run = []
    for word in WORD.findall(text.lower()) + ["."]:
        if not word[0].isalnum() or word in stop or not re.search("[a-z]", word) or len(word) < 2:
            if run:
                yield " ".join(run)
            run = []
        else:
            run.append(word)


def papers(data, count, stop):
    with gzip.open(f"{data}/scisummnet/train.jsonl.gz", "rt", encoding="utf8") as file:
        for line in list(file)[:count]:
            paper = json.loads(line)
            abstract, body = " ".join(paper["abstract"]), " ".join(paper["sentences"])[:12_000]
            summary = paper["summary"]
            summary = summary.split("\n") if isinstance(summary, str) else summary
            cited = Counter(run for sentence in summary if sentence not in abstract for run in runs(sentence, stop))
            gold = {run for run in runs(paper["title"], stop)} | {run for run, n in cited.items() if n > 1 and " " in run}
            yield paper["title"], abstract, body, {stems(run) for run in gold if len(run.split()) <= 4}


def f1(found, gold):
    own = {stems(phrase) for phrase in found}
    return 2 * len(own & gold) / max(1, len(own) + len(gold))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("epitome")
    parser.add_argument("--documents", type=int, default=80)
    options = parser.parse_args()
    peer = yake.KeywordExtractor(lan="en", n=3, top=10)
    found = list(papers(options.data, options.documents, peer.stopword_set))
    print("| text | Epitome F1@10 | words a phrase | YAKE F1@10 | words a phrase | CPU s |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, join in (
            ("title, abstract", lambda p: f"{p[0]}.\n\n{p[1]}"), ("paper", lambda p: f"{p[0]}.\n\n{p[1]}\n\n{p[2]}")):
        texts = [join(paper) for paper in found]
        has = lambda phrase, text: " ".join(phrase) in " ".join(stems(text))
        golds = [{phrase for phrase in paper[3] if has(phrase, text)} for paper, text in zip(found, texts)]
        records = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
        own, seconds = ours(options.epitome, records, ["--one-pass"])
        start = time.process_time()
        theirs = [[phrase for phrase, _ in peer.extract_keywords(text)] for text in texts]
        spent = time.process_time() - start
        mean = lambda lists: 100 * sum(f1(a, b) for a, b in zip(lists, golds)) / len(golds)
        words = lambda lists: sum(len(phrase.split()) for each in lists for phrase in each) / sum(map(len, lists))
        print(f"| {name} | {mean(own):.1f} | {words(own):.2f} | {mean(theirs):.1f} | {words(theirs):.2f} | {seconds:.2f} / {spent:.1f} |")


if __name__ == "__main__":
    sys.exit(main())
