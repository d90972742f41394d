"""Measures Epitome beside its peers: A B A B, processes of their own, pinned to one core or to two.

    run.py CONTESTANT CORPORA RESULTS [--quick]

Writes RESULTS/peers.json, peers.md and peers.html. Processor seconds are compared: other work on the machine lengthens
the time on the wall of both sides, but not by the same amount. Equal work is checked, not assumed: the same rows,
columns, stored values and sums, or the same sum of the top ten scores; the run ends with status 1 where they differ.
"""
import datetime
import json
import os
import platform
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import charts
# our task, the peer's task, corpus, the peer, what must agree and how closely
CASES = [
    ("count", "count", "20news", "scikit-learn CountVectorizer", {"columns": 0, "stored": 0, "sum": 0}),
    ("count12", "count12", "20news", "scikit-learn CountVectorizer (1, 2)", {"columns": 0, "stored": 0, "sum": 0}),
    ("tfidf", "tfidf", "20news", "scikit-learn TfidfVectorizer", {"columns": 0, "stored": 0, "sum": 1e-5}),
    ("tfidf12", "tfidf12", "20news", "scikit-learn TfidfVectorizer (1, 2)", {"columns": 0, "stored": 0, "sum": 1e-5}),
    ("transform", "transform", "20news", "scikit-learn TfidfVectorizer.transform", {"stored": 0, "sum": 1e-5}),
    # Other hash functions put other terms together: some of 2^20 columns.
    ("hashing", "hashing", "20news", "scikit-learn HashingVectorizer", {"rows": 0, "stored": 1e-3}),
    ("hashing12", "hashing12", "20news", "scikit-learn HashingVectorizer (1, 2)", {"rows": 0, "stored": 1e-2}),
    ("similar", "similar", "20news", "sparse_dot_topn, top 10", {"sum": 1e-4}),
    ("similar", "similar-scipy", "20news", "scipy product, top 10", {"sum": 1e-4}),
    ("bm25", "bm25", "20news", "bm25s, top 10", {"sum": 1e-3}),
    ("dense", "dense", "20news", "numpy, dense top 10 (1,000 × 384 against 100,000)", {"sum": 1e-4}),
    ("svd", "svd", "20news", "scikit-learn TruncatedSVD(256)", {"energy": 1e-2}),
    ("count", "words-gensim", "20news", "gensim doc2bow", {}),
    ("count", "words-tokenizers", "20news", "tokenizers WordLevel", {}),
    ("similar", "similar", "zipf-100000", "sparse_dot_topn, top 10 of 100,000", {"sum": 1e-4}),
    ("bm25", "bm25", "zipf-100000", "bm25s, top 10 of 100,000", {"sum": 1e-3}),
]
# What is measured on two cores as well: work that ours spreads over them.
ON_TWO_CORES = {"count", "count12", "tfidf12", "hashing", "similar", "dense"}
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
# The kernels that numpy's OpenBLAS picks; ours is told to use the same, so that code is compared and not libraries.
KERNELS = None


def run(command, cores):
    environment = dict(os.environ)
    for name in ("OMP", "OPENBLAS", "MKL", "RAYON"):
        environment[f"{name}_NUM_THREADS"] = str(cores)
    if KERNELS:
        environment["OPENBLAS_CORETYPE"] = KERNELS
    environment["TOKENIZERS_PARALLELISM"] = "true" if cores > 1 else "false"
    # Where this process may run at all: a container's first core need not be 0.
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, allowed))
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{result.stderr[-2000:]}")
    return json.loads(result.stdout)


def peer(arguments, cores):
    return run([sys.executable, os.path.join(HERE, "peer.py"), *arguments], cores)


def agree(ours, theirs, checks):
    faults = []
    for key, tolerance in checks.items():
        a, b = ours[key], theirs[key]
        # More energy is not a fault: the decomposition is then the better one.
        if key == "energy" and a >= b:
            continue
        if abs(a - b) > tolerance * max(abs(a), abs(b)):
            faults.append(f"{key}: {a} and {b}")
    return faults


def compare(contestant, corpora, rounds, repeats, cores):
    for task, peer_task, corpus, name, checks in CASES:
        path = os.path.join(corpora, corpus + ".bin")
        if not os.path.exists(path):
            yield {"name": name, "skipped": f"no corpus {corpus}: the evaluation data is absent"}
            continue
        if cores > 1 and (task not in ON_TWO_CORES or task != peer_task):
            continue
        sides = ([], [])
        # Reading the large corpus and indexing it takes the peers minutes.
        for _ in range(1 if corpus == "zipf-100000" or cores > 1 else rounds):
            sides[0].append(run([contestant, task, path, str(cores), str(repeats)], cores))
            sides[1].append(peer([peer_task, path, str(cores), str(repeats)], cores))
        # On one core processor time, which other work does not lengthen much; on more the wall is what is won.
        key = "cpu_seconds" if cores == 1 else "wall_seconds"
        ours = min(sides[0], key=lambda r: r[key])
        theirs = min(sides[1], key=lambda r: r[key])
        row = {
            "name": name, "corpus": corpus, "cores": cores, "ours": ours, "peer": theirs, "clock": key,
            "ratio": theirs[key] / ours[key], "faults": agree(ours, theirs, checks),
            "load": os.getloadavg()[0],
        }
        if "blas" in ours and "blas" in theirs:
            row["blas"] = [ours["blas"], theirs["blas"]]
        # Over what was held when the texts had been read; less than that leaves no mark in the peak.
        grown = [side["peak_bytes"] - side["base_bytes"] if "base_bytes" in side else 0 for side in (ours, theirs)]
        if min(grown) > 1 << 20:
            row["memory_ratio"] = grown[1] / grown[0]
        print(f"{name} [{cores}]: {row['ratio']:.1f} times {'' if not row['faults'] else 'UNEQUAL ' + '; '.join(row['faults'])}", file=sys.stderr)
        yield row


def scaling(contestant, corpora, repeats):
    for task in ("count", "tfidf12", "hashing"):
        points = []
        for size in SIZES:
            path = os.path.join(corpora, f"zipf-{size}.bin")
            if os.path.exists(path):
                points.append((size, run([contestant, task, path, "1", str(repeats)], 1)["cpu_seconds"]))
        yield {"task": task, "points": points, "exponent": charts.exponent(points)}


def markdown(report):
    lines = ["# Epitome beside its peers", "", f"{report['date']}, {report['machine']}. BLAS: {report['blas']}.", "",
             "Seconds of the best run of each side, and how many times as fast ours is: processor time on one core, time on",
             "the wall on two. `load` is the number of runnable processes beside the measurement.", "",
             "| work | corpus | cores | ours, s | peer, s | times | memory, times | load |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for row in report["comparisons"]:
        if "skipped" in row:
            lines.append(f"| {row['name']} | | | | | skipped: {row['skipped']} | | |")
            continue
        clock = row["clock"]
        memory = f"{row['memory_ratio']:.1f}" if "memory_ratio" in row else ""
        fault = "" if not row["faults"] else " (unequal: " + "; ".join(row["faults"]) + ")"
        lines.append(f"| {row['name']} | {row['corpus']} | {row['cores']} | {row['ours'][clock]:.4f} | {row['peer'][clock]:.4f} | {row['ratio']:.1f}{fault} | {memory} | {row['load']:.1f} |")
    for row in report["comparisons"]:
        if "blas" in row:
            lines += ["", f"Matrix kernels of \"{row['name']}\" [{row['cores']}]: {row['blas'][0]} and {row['blas'][1]}."]
    lines += ["", "Cost against size, generated texts, one core: seconds are size to the power of", "", "| work | exponent | seconds by documents |", "| --- | --- | --- |"]
    for row in report["scaling"]:
        lines.append(f"| {row['task']} | {row['exponent']:.3f} | " + ", ".join(f"{n:,}: {s:.3f}" for n, s in row["points"]) + " |")
    return "\n".join(lines) + "\n"


def html(report):
    rows = [[r["name"], r["corpus"], r["cores"], f"{r['ours'][r['clock']]:.4f}", f"{r['peer'][r['clock']]:.4f}", f"{r['ratio']:.1f}"]
            for r in report["comparisons"] if "ratio" in r]
    return charts.page(
        "Epitome beside its peers", f"{report['date']}, {report['machine']}. BLAS: {report['blas']}.",
        [("Times as fast, on [1] core or [2]", charts.peer_bars(report)), ("Cost against size", charts.curves(report["scaling"])),
         ("Seconds", charts.table(["work", "corpus", "cores", "ours", "peer", "times"], rows))])


def write(report, results):
    for name, text in (("peers.json", json.dumps(report, indent=1)), ("peers.md", markdown(report)), ("peers.html", html(report))):
        with open(os.path.join(results, name), "w", encoding="utf-8") as file:
            file.write(text)


def main():
    contestant, corpora, results = sys.argv[1:4]
    quick = "--quick" in sys.argv
    rounds, repeats = (1, 1) if quick else (2, 2)
    global KERNELS
    KERNELS = os.environ.get("OPENBLAS_CORETYPE") or (peer(["blas", "-"], 1)["blas"].split() + [None])[1]
    processor = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    report = {
        "date": datetime.date.today().isoformat(), "machine": f"{processor}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}",
        "blas": run([contestant, "blas", "-"], 1)["blas"], "comparisons": [], "scaling": [],
    }
    report["scaling"] = list(scaling(contestant, corpora, repeats))
    os.makedirs(results, exist_ok=True)
    for cores in (1, 2) if len(os.sched_getaffinity(0)) > 1 and not quick else (1,):
        for row in compare(contestant, corpora, rounds, repeats, cores):
            report["comparisons"].append(row)
            # After each row: an interrupted run leaves what it has measured.
            write(report, results)
    print(markdown(report))
    sys.exit(1 if any(row.get("faults") for row in report["comparisons"]) else 0)


if __name__ == "__main__":
    main()
