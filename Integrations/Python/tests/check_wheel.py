#!/usr/bin/env python3
"""Checks a wheel: its size, its tag, what its module exports and which libraries it asks for.

    check_wheel.py WHEEL
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

# 9 MB is the goal; the vectors of English words, which the facade brings along, take 5 of these.
LARGEST = 15_000_000
ALLOWED = re.compile(r"(libc|libm|libdl|libpthread|libgcc_s|libstdc\+\+|ld-linux-[\w-]+)\.so\.\d+")

wheel = pathlib.Path(sys.argv[1])
faults = []
if wheel.stat().st_size > LARGEST:
    faults.append(f"it has {wheel.stat().st_size:,} bytes, more than {LARGEST:,}")
if not re.search(r"-cp310-abi3-manylinux_2_\d+_\w+\.whl$", wheel.name):
    faults.append("its tag is not cp310-abi3-manylinux")
with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
    module = archive.extract("epitome/_epitome.abi3.so", folder)
    symbols = subprocess.run(["nm", "-D", "--defined-only", module], capture_output=True, text=True, check=True).stdout
    # Small letters are symbols of the file's own.
    exported = {line.split()[-1] for line in symbols.splitlines() if line.split()[-2].isupper()}
    if exported != {"PyInit__epitome"}:
        faults.append(f"it exports {sorted(exported)[:5]}")
    dynamic = subprocess.run(["readelf", "-d", module], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.+?)\]", dynamic)
    faults += [f"it asks for {name}" for name in needed if not ALLOWED.fullmatch(name)]
    files = set(archive.namelist())
    if not {"epitome/py.typed", "epitome/_epitome.pyi"} <= files:
        faults.append("it is not typed")
print("\n".join(f"{wheel.name}: {fault}" for fault in faults)
      or f"{wheel.name}: {wheel.stat().st_size / 1e6:.2f} MB, needs {', '.join(needed)}")
sys.exit(1 if faults else 0)
