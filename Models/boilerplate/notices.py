"""Writes Data/boilerplate/development.jsonl: notices of our own wording, by kind and language.

usage: python3 Models/boilerplate/notices.py > Data/boilerplate/development.jsonl

The templates lie in notices/LANGUAGE.txt, by kind. In a template, {a|b|c} takes one of its parts. Every template is
written out up to three times, with a fixed seed, and its variants share a `template` number, so that a measure can leave
out a wording with all its variants. The sentences were written for this project; none is copied from a site.
"""
import json
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl"]
INNERMOST = re.compile(r"\{([^{}]*)\}")


def expand(template, generator):
    while True:
        changed = INNERMOST.sub(lambda match: generator.choice(match.group(1).split("|")), template)
        if changed == template:
            return re.sub(r"\s+", " ", changed).replace(" ,", ",").replace(" .", ".").strip()
        template = changed


def main():
    number = 0
    for language in LANGUAGES:
        kind = None
        with open(f"{HERE}/notices/{language}.txt", encoding="utf8") as file:
            for line in map(str.strip, file):
                if line.startswith("["):
                    kind = line[1:-1]
                elif line:
                    # A generator of its own, so that a new template changes no other's variants.
                    generator = random.Random(line)
                    texts = dict.fromkeys(text for text in (expand(line, generator) for _ in range(12)) if text)
                    # `!.` and `?.`: a part brought a mark of its own.
                    for text in list(texts)[:3]:
                        text = re.sub(r"([.!?])\.$", r"\1", text)
                        record = {"kind": kind, "language": language, "template": number, "text": text}
                        print(json.dumps(record, ensure_ascii=False))
                    number += 1


main()
