#!/usr/bin/env python3
"""Write the training texts of the model news-topics as JSON Lines, from the public data sets it is trained on.

    python3 Models/news-topics/prepare.py ../shared/data FOLDER    # writes ag-news.jsonl, bbc.jsonl, dbpedia.jsonl

Only training parts are read: the test parts of AG News and BBC remain for measuring. Standard library only.
"""
import gzip
import json
import sys

SOURCES = [
    ("ag-news/train-partial", "ag-news", {
        "World": "world", "Sports": "sport", "Business": "business", "Sci/Tech": "science and technology"}),
    ("bbc/train", "bbc", {
        "business": "business", "entertainment": "entertainment", "politics": "politics", "sport": "sport",
        "tech": "science and technology"}),
    ("dbpedia14-sample/train", "dbpedia", {
        "Athlete": "sport", "Album": "entertainment", "Film": "entertainment", "Artist": "entertainment",
        "OfficeHolder": "politics", "Company": "business"}),
]


def main(data, folder):
    for source, name, topics in SOURCES:
        with gzip.open(f"{data}/{source}.jsonl.gz", "rt", encoding="utf-8") as records, \
                open(f"{folder}/{name}.jsonl", "w", encoding="utf-8", newline="\n") as lines:
            for record in map(json.loads, records):
                topic = topics.get(record["label"])
                if topic is None:
                    continue
                line = {"id": record["id"], "title": record.get("title"), "text": record["text"], "label": topic}
                json.dump({key: value for key, value in line.items() if value is not None}, lines, ensure_ascii=False)
                lines.write("\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
