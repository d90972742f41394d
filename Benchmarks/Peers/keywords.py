#!/usr/bin/env python3
"""Compare keywords with YAKE's: how many of their words stand in the reference summary, and processor time.

    python3 Benchmarks/Peers/keywords.py DATA EPITOME [--documents 300]

No collection with keywords chosen by people is at hand; a word that a person put into a summary of three sentences is
one that matters. Both give ten keywords of up to three words for each article; precision is the share of their words
(stems by Porter, each counted once) that the reference has, recall the share of the reference's words without YAKE's
stop words that are found. Time is user and system time of a process that does nothing else. The validation part of
CNN/DailyMail and of OrangeSum.

Tried with yake 0.7.3, rouge-score 0.1.2 and Python 3.11 (pip install yake rouge-score).
"""
import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import yake
from nltk.stem.porter import PorterStemmer

SETS = [("cnn-dailymail/valid", "en"), ("orangesum-fr/valid", "fr")]


def words(text, stem, stop):
    lower = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return {stem(w) for w in lower if w not in stop and len(w) > 1}


def score(keywords, references, stem, stop):
    precision = recall = 0
    for found, reference in zip(keywords, references):
        given, wanted = words(" ".join(found), stem, stop), words(reference, stem, stop)
        precision += len(given & wanted) / max(1, len(given))
        recall += len(given & wanted) / max(1, len(wanted))
    return 100 * precision / len(references), 100 * recall / len(references)


def ours(epitome, records, arguments):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for record in records:
            file.write(json.dumps({"id": record["id"], "text": record["text"]}) + "\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(
        [epitome, "keywords", "--jobs", "1", *arguments, file.name], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    os.unlink(file.name)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [[k["text"] for k in json.loads(line)["keywords"]] for line in output.stdout.splitlines()], seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("epitome")
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    stem = PorterStemmer().stem
    for name, language in SETS:
        with gzip.open(f"{options.data}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines][: options.documents]
        references = [r["summary"] for r in records]
        extractor = yake.KeywordExtractor(lan=language, n=3, top=10)
        stop = extractor.stopword_set
        start = time.process_time()
        peer = [[k for k, _ in extractor.extract_keywords(r["text"])] for r in records]
        rows = [("yake 0.7.3", peer, time.process_time() - start)]
        for title, arguments in [("epitome", []), ("epitome --one-pass", ["--one-pass"])]:
            rows.append((title, *ours(options.epitome, records, ["--language", language, *arguments])))
        for title, keywords, seconds in rows:
            precision, recall = score(keywords, references, stem, stop)
            rate = len(records) / seconds
            print(f"{name}\t{len(records)}\t{title}\tprecision {precision:.1f}\trecall {recall:.1f}\t{rate:.0f} a second")


if __name__ == "__main__":
    sys.exit(main())
