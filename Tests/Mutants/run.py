#!/usr/bin/env python3
"""Runs the tests against mutants: programs that differ from ours in one expression each.

    Tests/Mutants/run.py [--configuration release|debug] [--work FOLDER] [--only 3,17] [--check] [--build-only]

`mutants.tsv` names for each mutant a file, a place in it with the expression between ⟨ and ⟩, what stands there instead,
and the tests that should notice. All mutants are put into one copy of the package (mutant schemata: `(mutant(17) ? new :
old)`, chosen by EPITOME_MUTANT at run time), so that it is built once; then the tests run once for each mutant. A place
that no longer occurs exactly once is stale: the list must follow the program, and the run fails. At least 90 % must be
caught. `--check` only looks for stale places.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GOAL = 0.9
SECONDS = 180

SWIFT_SWITCH = """\
// Written by Tests/Mutants/run.py: which mutant this process is.
@_silgen_name("getenv") private func mutantVariable(_ name: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>?
private let activeMutant: Int = {
    guard let text = mutantVariable("EPITOME_MUTANT") else { return 0 }
    return Int(String(cString: text)) ?? 0
}()
public func mutant(_ number: Int) -> Bool { activeMutant == number }
"""

C_SWITCH = """\
#ifndef EPITOME_MUTANT_SWITCH
#define EPITOME_MUTANT_SWITCH
#include <stdlib.h>
static int mutant(int number) {
    const char *text = getenv("EPITOME_MUTANT");
    return text && atoi(text) == number;
}
#endif
"""


class Mutant:
    def __init__(self, line):
        self.number, self.file, place, self.new, self.tests = line.rstrip("\n").split("\t")
        self.number = int(self.number)
        before, rest = place.split("⟨")
        self.old, after = rest.split("⟩")
        self.place = before + self.old + after
        self.shift = len(before)

    def find(self, sources):
        """The file and offset of the expression; moved files are searched for. None if it is not there once."""
        text = sources.get(self.file, "")
        files = [self.file] if text.count(self.place) == 1 else [f for f in sources if self.place in sources[f]]
        if len(files) != 1 or sources[files[0]].count(self.place) != 1:
            return None
        return files[0], sources[files[0]].index(self.place) + self.shift

    def __str__(self):
        return f"{self.number:3} {os.path.basename(self.file)}: {self.old} -> {self.new}"


def read_sources():
    sources = {}
    for folder, _, names in os.walk(os.path.join(ROOT, "Sources")):
        for name in names:
            if name.endswith((".swift", ".c", ".h")):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    sources[os.path.relpath(path, ROOT)] = file.read()
    return sources


def mutate(mutants, sources, work):
    """Writes the mutated sources into the copy."""
    edits = {}
    for mutant in mutants:
        file, offset = mutant.find(sources)
        edits.setdefault(file, []).append((offset, mutant))
    for file, places in edits.items():
        text = sources[file]
        for offset, mutant in sorted(places, key=lambda p: -p[0]):
            switch = f"(mutant({mutant.number}) ? {mutant.new} : {mutant.old})"
            text = text[:offset] + switch + text[offset + len(mutant.old):]
        if file.endswith(".c"):
            text = C_SWITCH + text
        else:
            write(os.path.join(work, *file.split("/")[:2], "MutantSwitch.swift"), SWIFT_SWITCH)
        write(os.path.join(work, file), text)


def write(path, text):
    """Writes a file unless it is the same already, so that a second run builds little."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def copy_package(work):
    """Brings the copy up to date; its build folder stays, and so do the times of unchanged files."""
    wanted = set()
    for top in ["Package.swift", "Sources", "Tests", "Models", "Benchmarks", "Data"]:
        start = os.path.join(ROOT, top)
        files = [start] if os.path.isfile(start) else [
            os.path.join(folder, name) for folder, _, names in os.walk(start) for name in names]
        for path in files:
            relative = os.path.relpath(path, ROOT)
            wanted.add(relative)
            target = os.path.join(work, relative)
            if os.path.exists(target) and os.stat(target).st_mtime >= os.stat(path).st_mtime:
                if os.stat(target).st_size == os.stat(path).st_size:
                    continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(path, target)
    for top in ["Sources", "Tests", "Models", "Benchmarks", "Data"]:
        for folder, _, names in os.walk(os.path.join(work, top)):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.relpath(path, work) not in wanted and name != "MutantSwitch.swift":
                    os.remove(path)


def run_tests(program, tests, number, work):
    """Whether the tests pass under a mutant, and the seconds they took. A hang or a crash is no pass."""
    environment = dict(os.environ, EPITOME_MUTANT=str(number))
    start = time.time()
    try:
        outcome = subprocess.run(
            [program, "--testing-library", "swift-testing", "--filter", tests], cwd=work, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS)
        passed = outcome.returncode == 0
        log = outcome.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        passed, log = False, "timed out"
    return passed, time.time() - start, log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--configuration", default="release")
    parser.add_argument("--work", default=os.path.join(ROOT, ".build", "mutants"))
    parser.add_argument("--only", default="")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--build-only", action="store_true")
    parser.add_argument("--swift", default=os.environ.get("SWIFT", "swift"))
    options = parser.parse_args()

    with open(os.path.join(HERE, "mutants.tsv"), encoding="utf-8") as file:
        mutants = [Mutant(line) for line in file if line.strip() and not line.startswith("#")]
    sources = read_sources()
    stale = [mutant for mutant in mutants if mutant.find(sources) is None]
    for mutant in stale:
        print(f"stale: {mutant.number} {mutant.file}: the place occurs not once: {mutant.place}")
    if options.check:
        print(f"{len(mutants)} mutants, {len(stale)} stale")
        return 1 if stale else 0
    mutants = [mutant for mutant in mutants if mutant not in stale]
    if options.only:
        chosen = {int(number) for number in options.only.split(",")}
        mutants_run = [mutant for mutant in mutants if mutant.number in chosen]
    else:
        mutants_run = mutants

    os.makedirs(options.work, exist_ok=True)
    copy_package(options.work)
    mutate(mutants, sources, options.work)
    build = subprocess.run(
        [options.swift, "build", "--configuration", options.configuration, "--build-tests"], cwd=options.work)
    if build.returncode:
        print("the mutated package does not build")
        return 2
    if options.build_only:
        return 0
    program = os.path.join(options.work, ".build", options.configuration, "epitomePackageTests.xctest")

    # What fails without any mutant would catch every one.
    for tests in sorted({mutant.tests for mutant in mutants_run}):
        passed, seconds, log = run_tests(program, tests, 0, options.work)
        print(f"unmutated: {tests}: {'passes' if passed else 'FAILS'} ({seconds:.1f} s)", flush=True)
        if not passed or re.search(r"with 0 tests", log):
            print(log[-3000:])
            return 2
    caught = 0
    for mutant in mutants_run:
        passed, seconds, _ = run_tests(program, mutant.tests, mutant.number, options.work)
        caught += not passed
        print(f"{'SURVIVES' if passed else 'caught  '} {mutant} ({seconds:.1f} s)", flush=True)
    share = caught / max(1, len(mutants_run))
    print(f"{caught} of {len(mutants_run)} caught ({100 * share:.0f} %), {len(stale)} stale")
    return 0 if share >= GOAL and not stale else 1


if __name__ == "__main__":
    sys.exit(main())
