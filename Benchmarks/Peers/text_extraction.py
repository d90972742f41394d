"""Article extraction by the peers, on the pages and by the measures of `evaluate-text extraction`.

usage: python3 Benchmarks/Peers/text_extraction.py DATA      (trafilatura, readability-lxml, html_text, resiliparse)

CPU is that of the process around the call alone, one thread; the page is given as text, the XML declaration removed.
"""
import gzip
import json
import logging
import re
import statistics
import sys
import time
from collections import Counter
from importlib.metadata import version

WORD = re.compile(r"\w+")


def extractors():
    import html_text
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import extract

    common = dict(include_comments=False, include_tables=True, include_formatting=False)
    yield "trafilatura " + version("trafilatura"), lambda html: extract(html, **common)
    yield "trafilatura, fast", lambda html: extract(html, fast=True, **common)
    yield "readability-lxml " + version("readability-lxml"), lambda html: html_text.extract_text(
        Document(html).summary(html_partial=True))
    yield "resiliparse " + version("resiliparse"), lambda html: extract_plain_text(
        html, main_content=True, alt_texts=False, list_bullets=False)


def pages(data, name):
    with gzip.open(f"{data}/html/{name}.jsonl.gz", "rt", encoding="utf8") as file:
        for line in file:
            page = json.loads(line)
            page["html"] = re.sub(r"^\s*<\?xml[^>]*\?>", "", page["html"], count=1)
            yield page


def runs(text):
    words = WORD.findall(text or "")
    return Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def means(rows):
    p = statistics.mean(both / out for both, out, _ in rows if out)
    r = statistics.mean(both / gold for both, _, gold in rows if gold)
    return p, r, 2 * p * r / (p + r)


def page_types(data):
    """F1 of the words of pages of seven types, as `evaluate-text extraction` prints it; those 762 pages are development data."""
    kinds = "article forum product collection listing documentation service".split()
    print("\n| extractor | " + " | ".join(kinds) + " | all | empty | ms |")
    print("|---|" + "---|" * (len(kinds) + 3))
    for name, function in extractors():
        scores, spent, empty = {}, 0.0, 0
        with gzip.open(f"{data}/html-wcxb-dev/dev.jsonl.gz", "rt", encoding="utf8") as file:
            for page in map(json.loads, file):
                start = time.process_time()
                try:
                    text = function(page["html"]) or ""
                except Exception:
                    text = ""
                spent += time.process_time() - start
                gold, own = (Counter(WORD.findall(each.lower())) for each in (page["text"], text))
                both = sum((gold & own).values())
                f1 = 2 * both / (sum(gold.values()) + sum(own.values())) if gold and own else float(not gold and not own)
                scores.setdefault(page["page_type"], []).append(f1)
                empty += bool(gold) and not own
        every = [score for each in scores.values() for score in each]
        cells = " | ".join(f"{statistics.mean(scores[kind]):.3f}" for kind in kinds)
        print(f"| {name} | {cells} | {statistics.mean(every):.3f} | {empty} | {1000 * spent / len(every):.1f} |", flush=True)


def main(data):
    import html_text

    logging.disable(logging.CRITICAL)
    fold = lambda text: re.sub(r"\s+", " ", text or "").strip()
    print("| extractor | AEB P | R | F1 | TRA P | R | F1 | RDB F1 | ms AEB | ms TRA |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, function in extractors():
        function("<html><body><article><p>" + "Some words to warm up. " * 40 + "</p></article></body></html>")
        cells, milliseconds = [], []
        for part in ("article-extraction-benchmark", "trafilatura-eval", "readability-pages"):
            rows, spent, found, extra, missed = [], [], 0, 0, 0
            for page in pages(data, part):
                start = time.process_time()
                try:
                    text = function(page["html"])
                except Exception:
                    text = ""
                spent.append(1000 * (time.process_time() - start))
                if part == "trafilatura-eval":
                    hits = sum(fold(segment) in fold(text) for segment in page["with"])
                    found, missed = found + hits, missed + len(page["with"]) - hits
                    extra += sum(fold(segment) in fold(text) for segment in page["without"])
                else:
                    gold = page.get("text") or html_text.extract_text(page["expected_html"], guess_layout=False)
                    left, right = runs(gold), runs(text)
                    rows.append((sum((left & right).values()), sum(right.values()), sum(left.values())))
            if rows:
                cells += [means(rows)[2]] if part.startswith("read") else means(rows)
            else:
                cells += [found / (found + extra), found / (found + missed), 2 * found / (2 * found + extra + missed)]
            milliseconds.append(statistics.mean(spent))
        line = " | ".join(f"{cell:.3f}" for cell in cells)
        print(f"| {name} | {line} | {milliseconds[0]:.1f} | {milliseconds[1]:.1f} |", flush=True)


main(sys.argv[1])
page_types(sys.argv[1])
