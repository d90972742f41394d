#!/usr/bin/env python3
"""Writes or checks Data/manifest.json: the SHA-256 of every data file, and that every expectation is about its article.

    python3 Data/manifest.py --write    after a file was added or changed
    python3 Data/manifest.py            checks; exit code 1 and one line per fault

Only the standard library is used.
"""

import hashlib
import html
import json
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parent
MANIFEST = DATA / "manifest.json"
NOT_LISTED = {"manifest.json", "manifest.py"}


def data_files():
    return sorted(p for p in DATA.rglob("*") if p.is_file() and p.name not in NOT_LISTED and not p.name.startswith("."))


def entries():
    result = []
    for path in data_files():
        content = path.read_bytes()
        result.append(
            {
                "path": path.relative_to(DATA).as_posix(),
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    return result


def plain(text):
    """One blank for every run of white space."""
    return re.sub(r"\s+", " ", text).strip()


def article_text(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return plain(text)


def expectation_faults():
    """An expectation whose words do not stand in its article can never fail, so it is a fault."""
    for path in sorted((DATA / "articles").glob("*.expect.json")):
        name = path.name.removesuffix(".expect.json")
        articles = [p for p in path.parent.glob(name + ".*") if not p.name.endswith(".expect.json")]
        if len(articles) != 1:
            yield f"{path.name}: {len(articles)} articles of this name"
            continue
        text = article_text(articles[0])
        expected = json.loads(path.read_text(encoding="utf-8"))
        wanted = expected["must_contain"]
        if not 1 <= wanted["at_least"] <= len(wanted["phrases"]):
            yield f"{path.name}: at_least {wanted['at_least']} of {len(wanted['phrases'])} phrases"
        phrases = wanted["phrases"] + expected["must_not_contain"] + expected["boilerplate"]
        phrases += expected["sentences_kept"] + expected.get("extract_must_contain", [])
        phrases += expected.get("whole_sentences", [])
        for phrase in phrases:
            if plain(phrase) not in text:
                yield f"{path.name}: not in the article: {phrase}"
        for left, right in expected["sentences_cut"]:
            if plain(left + right) not in text and plain(left + " " + right) not in text:
                yield f"{path.name}: not in the article: {left} | {right}"


def manifest_faults():
    recorded = {entry["path"]: entry for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]}
    present = {entry["path"]: entry for entry in entries()}
    for path in sorted(recorded.keys() | present.keys()):
        if path not in present:
            yield f"{path}: in the manifest, but missing"
        elif path not in recorded:
            yield f"{path}: not in the manifest"
        elif present[path] != recorded[path]:
            yield f"{path}: differs from the manifest"


def main():
    if "--write" in sys.argv[1:]:
        content = {"licence": "Apache-2.0", "files": entries()}
        MANIFEST.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    faults = list(manifest_faults()) + list(expectation_faults())
    for fault in faults:
        print(fault)
    if faults:
        print("Correct the file, or run 'python3 Data/manifest.py --write' if the change is wanted.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
