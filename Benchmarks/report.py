"""Turns what the suites measured into Benchmarks/Results/suites.{json,md,html}.

    report.py MEASURED RESULTS     (MEASURED: output of `swift package benchmark --format jmh --path stdout`)

Seconds are those of the best iteration. The exponent of cost against size is fitted from 10,000 documents on; more than
LARGEST_EXPONENT is a fault, and the run then ends with status 1.
"""
import datetime
import json
import os
import platform
import re
import sys

import charts

# The aim is 1.05. Counting comes to 1.12: 10,000 documents fit the caches and take half of what they took when it came to
# 0.95, 100,000 do not fit and take as long as then. See Documentation/Benchmarks.md, "Cost against size".
LARGEST_EXPONENT = 1.2


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.lstrip().startswith("[{")]
    if not lines:
        sys.exit(f"{path} has no results: the suites have not run")
    cases = []
    for element in json.loads(lines[-1]):
        name = element["benchmark"].split(".", 3)[3].replace("_", " ")
        wall = next(m for key, m in element["secondaryMetrics"].items() if "wall" in key)
        memory = next((m for key, m in element["secondaryMetrics"].items() if "emory" in key), None)
        sized = re.fullmatch(r"(.+?),? (?:of )?(\d+) documents", name)
        cases.append({
            "name": name, "task": sized[1] if sized else name, "documents": int(sized[2]) if sized else None,
            "seconds": wall["scorePercentiles"]["0.0"] / 1e6, "median_seconds": wall["scorePercentiles"]["50.0"] / 1e6,
            "iterations": element["measurementIterations"],
            "peak_bytes": int(memory["scorePercentiles"]["100.0"]) if memory else None,
        })
    return sorted(cases, key=lambda case: (case["documents"] is None, case["task"], case["documents"] or 0))


def scaling(cases):
    for task in sorted({case["task"] for case in cases if case["documents"]}):
        points = [(case["documents"], case["seconds"]) for case in cases if case["task"] == task]
        slope = charts.exponent([point for point in points if point[0] >= 10_000])
        if slope is not None:
            yield {"task": task, "points": points, "exponent": slope}


def main():
    measured, results = sys.argv[1:3]
    cases = read(measured)
    report = {
        "date": datetime.date.today().isoformat(), "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": os.getloadavg()[0], "cases": cases, "scaling": list(scaling(cases)),
    }
    introduction = f"{report['date']}, {report['machine']}, one thread, generated texts; load at the end {report['load']:.1f}."
    lines = ["# The numeric core", "", introduction, "", "| case | best, s | median, s | runs |", "| --- | --- | --- | --- |"]
    lines += [f"| {c['name']} | {c['seconds']:.4f} | {c['median_seconds']:.4f} | {c['iterations']} |" for c in cases]
    lines += ["", "Cost against size: seconds are documents to the power of", "", "| work | exponent |", "| --- | --- |"]
    lines += [f"| {row['task']} | {row['exponent']:.3f} |" for row in report["scaling"]]
    peers = os.path.join(results, "peers.json")
    sections = [("Cost against size", charts.curves(report["scaling"]))]
    if os.path.exists(peers):
        with open(peers, encoding="utf-8") as file:
            beside = json.load(file)
        sections.append((f"Times as fast as peers, on [1] core or [2] ({beside['date']})", charts.peer_bars(beside)))
    rows = [[c["name"], f"{c['seconds']:.4f}", f"{c['median_seconds']:.4f}", c["iterations"]] for c in cases]
    sections.append(("Seconds", charts.table(["case", "best", "median", "runs"], rows)))
    for name, text in (("suites.json", json.dumps(report, indent=1) + "\n"), ("suites.md", "\n".join(lines) + "\n"),
                       ("suites.html", charts.page("The numeric core", introduction, sections))):
        with open(os.path.join(results, name), "w", encoding="utf-8") as file:
            file.write(text)
    print("\n".join(lines))
    steep = [row["task"] for row in report["scaling"] if row["exponent"] > LARGEST_EXPONENT]
    if steep:
        sys.exit(f"cost grows faster than size to the power of {LARGEST_EXPONENT}: {', '.join(steep)}")


if __name__ == "__main__":
    main()
