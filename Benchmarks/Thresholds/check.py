#!/usr/bin/env python3
"""Counts what can be counted without a clock, and fails if it has grown: instructions (callgrind) and peak memory of
fixed tasks on generated texts.

    check.py CONTESTANT [--record]

Without valgrind the instructions are skipped, with a line that says so.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "thresholds.json")
TASKS = ("count", "tfidf12", "hashing", "similar", "bm25")
# Compilers and C libraries differ by a few percent from one release to the next.
INSTRUCTIONS, MEMORY = 1.05, 1.15


def instructions(contestant, task):
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind 3.19 gives up on the debug information of newer compilers.
        stripped = os.path.join(folder, "contestant")
        subprocess.run(["strip", "--strip-debug", "-o", stripped, contestant], check=True)
        result = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", stripped, task, "synthetic:500", "1", "1"],
            capture_output=True, text=True, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    for line in result.stderr.splitlines():
        if "Collected" in line:
            return int(line.split(":")[1])
    sys.exit(f"callgrind on {task}: {result.stderr[-1000:]}")


def memory(contestant, task):
    result = subprocess.run(
        [contestant, task, "synthetic:5000", "1", "1"], capture_output=True, text=True, check=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    return json.loads(result.stdout)["peak_bytes"]


def main():
    contestant = sys.argv[1]
    measured = {"memory": {task: memory(contestant, task) for task in TASKS}}
    if shutil.which("valgrind"):
        measured["instructions"] = {task: instructions(contestant, task) for task in TASKS}
    else:
        print("skipped: instruction counts need valgrind, which is not installed")
    if "--record" in sys.argv:
        with open(FILE, "w", encoding="utf-8") as file:
            json.dump(measured, file, indent=1, sort_keys=True)
            file.write("\n")
        return
    with open(FILE, encoding="utf-8") as file:
        limits = json.load(file)
    failed = False
    for kind, slack in (("instructions", INSTRUCTIONS), ("memory", MEMORY)):
        for task, value in measured.get(kind, {}).items():
            limit = limits.get(kind, {}).get(task)
            if limit is None:
                print(f"skipped: no threshold of {kind} for {task}")
                continue
            verdict = "ok" if value <= limit * slack else "GROWN"
            failed |= verdict != "ok"
            print(f"{verdict}: {kind} of {task}: {value:,}, recorded {limit:,} ({value / limit - 1:+.1%})")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
