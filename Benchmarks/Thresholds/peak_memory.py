"""Compares the peak memory of the command over 10 thousand and over 1 million documents.

    python3 Benchmarks/Thresholds/peak_memory.py .build/release/epitome [command ...]

Documents are made up, of 4 to 11 sentences, and come through a pipe. Ends with 1 if a command needs more than 20 MB more
for a hundred times the documents.
"""
import os
import random
import subprocess
import sys
import threading

SMALL, LARGE, ALLOWED = 10_000, 1_000_000, 20
WORDS = [w + e for w in (
    "harbour council bridge river storm reporter engine market teacher garden winter signal castle doctor orchard "
    "railway minister village festival court").split() for e in ("", "s")]
VERBS = "opened closed rebuilt praised blamed visited sold bought moved drew".split()


def document(generator):
    """One line of JSON Lines."""
    sentences = []
    for _ in range(generator.randint(4, 11)):
        words = [generator.choice(WORDS) for _ in range(generator.randint(4, 14))]
        sentences.append(f"The {words[0]} {generator.choice(VERBS)} the {' of the '.join(words[1:3])} near "
                         f"{' and '.join(words[3:])}.")
    return ('{"text":"' + " ".join(sentences) + '"}\n').encode()


def peak(command, count):
    """The largest resident size, in MB, of a run over so many documents."""
    generator = random.Random(7)
    # A part of the documents over and over: the pipe must not be what takes the time.
    part = [document(generator) for _ in range(5_000)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def feed():
        for _ in range(count // len(part)):
            process.stdin.write(b"".join(part))
        process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    feeder.join()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main():
    failed = False
    for name in sys.argv[2:] or ["summarize", "classify", "sentences"]:
        command = [sys.argv[1], name, "--input-format", "jsonl", "--quiet"]
        small, large = peak(command, SMALL), peak(command, LARGE)
        failed |= large - small > ALLOWED
        print(f"{name}: {small:.1f} MB for {SMALL:,} documents, {large:.1f} MB for {LARGE:,}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
