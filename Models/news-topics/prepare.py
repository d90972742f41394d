#!/usr/bin/env python3
"""Write the training texts of the model news-topics as JSON Lines, from the public data sets it is trained on.

    python3 Models/news-topics/prepare.py ../shared/data news-topics.jsonl

Only training parts are read: the test parts of AG News and BBC remain for measuring. Standard library only.
"""
import gzip
import json
import sys

# The share each text has in training: BBC has one text for every 22 of AG News and is the only source of politics;
# DBpedia's abstracts are no news, but widen the vocabulary of sport, entertainment, politics and business.
SOURCES = [
    ("ag-news/train-partial", 1, {
        "World": "world", "Sports": "sport", "Business": "business", "Sci/Tech": "science and technology"}),
    ("bbc/train", 4, {
        "business": "business", "entertainment": "entertainment", "politics": "politics", "sport": "sport",
        "tech": "science and technology"}),
    ("dbpedia14-sample/train", 0.5, {
        "Athlete": "sport", "Album": "entertainment", "Film": "entertainment", "Artist": "entertainment",
        "OfficeHolder": "politics", "Company": "business"}),
]


def main(data, output):
    count = 0
    with open(output, "w", encoding="utf-8", newline="\n") as lines:
        for source, weight, topics in SOURCES:
            with gzip.open(f"{data}/{source}.jsonl.gz", "rt", encoding="utf-8") as records:
                for record in map(json.loads, records):
                    topic = topics.get(record["label"])
                    if topic is None:
                        continue
                    line = {"id": record["id"], "title": record.get("title"), "text": record["text"], "label": topic,
                            "weight": weight}
                    json.dump({k: v for k, v in line.items() if v is not None}, lines, ensure_ascii=False)
                    lines.write("\n")
                    count += 1
    print(f"{output}: {count} texts", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
