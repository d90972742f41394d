"""Writes the corpora of the peers' benchmark in a form that both sides read without parsing: their number, then each
text with its length in front (64 bits, little-endian). Underscores become blanks, since the two sides cut words at
them in different places.

    corpora.py DATA FOLDER     (DATA: the evaluation data, default ../shared/data)
"""
import gzip
import json
import os
import random
import struct
import sys


def jsonl(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record.get("text") or " ".join(record.get("sentences") or [])
            yield f"{record['title']}\n{text}" if record.get("title") else text


def synthetic(count, length=200, seed=1):
    """Zipf text: rank r with probability near 1 / r."""
    draw = random.Random(seed)
    syllables = [c + v for c in "tnsrhldcmfpgwybvkjxz" for v in "eaoiu"]
    for _ in range(count):
        words = []
        for _ in range(draw.randrange(length // 2, length * 3 // 2)):
            bits = draw.randrange(21)
            rank, word = (1 << bits) + draw.randrange(1 << bits), ""
            while rank:
                word += syllables[rank % 100]
                rank //= 100
            words.append(word)
        yield " ".join(words)


def write(path, texts):
    if os.path.exists(path):
        return
    texts = [text.replace("_", " ").encode() for text in texts]
    with open(path + ".partial", "wb") as file:
        file.write(struct.pack("<Q", len(texts)))
        for text in texts:
            file.write(struct.pack("<Q", len(text)))
            file.write(text)
    os.rename(path + ".partial", path)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    (count,), offset, texts = struct.unpack_from("<Q", data, 0), 8, []
    for _ in range(count):
        (length,) = struct.unpack_from("<Q", data, offset)
        texts.append(data[offset + 8 : offset + 8 + length].decode())
        offset += 8 + length
    return texts


def main():
    data, folder = sys.argv[1], sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    newsgroups = os.path.join(data, "20news-bydate", "train.jsonl.gz")
    if os.path.exists(newsgroups):
        write(os.path.join(folder, "20news.bin"), jsonl(newsgroups))
    for count in (1_000, 3_000, 10_000, 30_000, 100_000):
        write(os.path.join(folder, f"zipf-{count}.bin"), synthetic(count))


if __name__ == "__main__":
    main()
