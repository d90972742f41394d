#!/usr/bin/env python3
"""Counts what can be counted without a clock, and fails if it has grown: instructions (callgrind) and memory of fixed
tasks on generated texts.

    check.py CONTESTANT [--record]

Instructions are those of one repetition: a run with three repetitions less a run with one, halved. Start-up, the
reading of texts and what the C library does on first use are in both. Memory is the peak beyond what was held when the
texts had been read. Without valgrind or strip the instructions are skipped, with a line that says so.
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
# Another release of the compiler makes other code of the same source; 9 % have been seen between two of them.
SAME_COMPILER, OTHER_COMPILER = 1.05, 1.3
# Large pages come in pieces of 2 MB, where the system has them.
MEMORY, MEMORY_BYTES = 1.15, 8 << 20
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}


class NotCounted(Exception):
    """Valgrind is there but does not run on this machine: nothing is known, so nothing has grown."""


def compiler():
    if not shutil.which("swift"):
        return "unknown"
    return subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]


def collected(stripped, folder, task, repeats):
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", stripped, task, "synthetic:300", "1", str(repeats)],
        capture_output=True, text=True, env=ENVIRONMENT)
    for line in result.stderr.splitlines():
        if "Collected" in line:
            return int(line.split(":")[1])
    raise NotCounted(f"callgrind on {task} counted nothing: {result.stderr[-500:]}")


def instructions(contestant):
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind 3.19 gives up on the debug information of newer compilers.
        stripped = os.path.join(folder, "contestant")
        subprocess.run(["strip", "--strip-debug", "-o", stripped, contestant], check=True)
        return {task: (collected(stripped, folder, task, 3) - collected(stripped, folder, task, 1)) // 2 for task in TASKS}


def memory(contestant, task):
    result = subprocess.run([contestant, task, "synthetic:5000", "1", "1"], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    line = json.loads(result.stdout)
    return line["peak_bytes"] - line["base_bytes"]


def main():
    contestant = sys.argv[1]
    measured = {"compiler": compiler(), "memory": {task: memory(contestant, task) for task in TASKS}}
    missing = [tool for tool in ("valgrind", "strip") if not shutil.which(tool)]
    if missing:
        print(f"skipped: instruction counts need {' and '.join(missing)}")
    else:
        try:
            measured["instructions"] = instructions(contestant)
        except NotCounted as reason:
            print(f"skipped: {reason}")
    if "--record" in sys.argv:
        with open(FILE, "w", encoding="utf-8") as file:
            json.dump(measured, file, indent=1, sort_keys=True)
            file.write("\n")
        return
    with open(FILE, encoding="utf-8") as file:
        recorded = json.load(file)
    same = measured["compiler"] == recorded.get("compiler")
    if not same:
        print(f"recorded with another compiler: {recorded.get('compiler')}; {OTHER_COMPILER - 1:.0%} more instructions are allowed")
    failed = False
    print(f"{'':8} {'':12} {'task':8} {'now':>14} {'recorded':>14} {'change':>8}")
    for kind in ("instructions", "memory"):
        for task, value in measured.get(kind, {}).items():
            limit = recorded[kind][task]
            if kind == "instructions":
                allowed = limit * (SAME_COMPILER if same else OTHER_COMPILER)
            else:
                allowed = limit * MEMORY + MEMORY_BYTES
            verdict = "ok" if value <= allowed else "GROWN"
            failed |= verdict != "ok"
            print(f"{verdict:8} {kind:12} {task:8} {value:14,} {limit:14,} {value / max(1, limit) - 1:+8.1%}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
