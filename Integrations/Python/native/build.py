#!/usr/bin/env python3
"""Builds `epitome/_epitome.abi3.so`: Swift's objects, the extension in C, Swift's runtime, one file.

    python3 native/build.py OUTPUT_FOLDER

SwiftPM cannot link Swift's runtime into a dynamic library (swift-package-manager #8198), so that its static library is linked
here. libxml2 and zlib are opened at their first use, as BLAS is (`lazy_libraries`): the file needs neither to be loaded.
"""
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
# Where the libraries are looked for, best first. Those of another version number have other structures.
LIBRARIES = {"xml2": ["libxml2.so.2"], "z": ["libz.so.1"]}


def run(*command, **settings):
    return subprocess.run([str(part) for part in command], check=True, **settings)


def symbols(*command):
    """The symbols that nm lists, with their kinds."""
    lines = run("nm", *command, capture_output=True, text=True).stdout.splitlines()
    fields = [line.split() for line in lines if line.strip() and not line.endswith(":")]
    return {line[-1].split("@")[0]: line[-2] for line in fields}


def lazy_libraries(archive):
    """Assembler and C for the functions of LIBRARIES that the archive calls: each jumps to where the library has it.

    The first call of a function saves the registers with its arguments, looks the function up and goes on to it; later ones jump
    through the place that the first has filled. A function that is called without its library ends the process with a
    message: `epi_task_create` looks for libxml2 before it takes HTML.
    """
    wanted = symbols("--undefined-only", archive)
    found = []
    for library, names in LIBRARIES.items():
        path = run("cc", f"-print-file-name=lib{library}.so", capture_output=True, text=True).stdout.strip()
        defined = symbols("-D", "--defined-only", path)
        for name in sorted(wanted.keys() & defined.keys()):
            if defined[name] not in "TWi":
                raise SystemExit(f"epitome: {name} of lib{library} is no function and cannot be opened at its first use")
            found.append((name, names[0]))
    machine = platform.machine()
    if machine == "x86_64":
        stub = """
    .globl {name}
    .hidden {name}
    .type {name}, @function
{name}:
    movq epitome_lazy_places+{offset}(%rip), %r11
    testq %r11, %r11
    jz 1f
    jmp *%r11
1:  pushq %rbp
    movq %rsp, %rbp
    subq $192, %rsp
    movq %rdi, (%rsp); movq %rsi, 8(%rsp); movq %rdx, 16(%rsp); movq %rcx, 24(%rsp)
    movq %r8, 32(%rsp); movq %r9, 40(%rsp); movq %rax, 48(%rsp)
    movups %xmm0, 64(%rsp); movups %xmm1, 80(%rsp); movups %xmm2, 96(%rsp); movups %xmm3, 112(%rsp)
    movups %xmm4, 128(%rsp); movups %xmm5, 144(%rsp); movups %xmm6, 160(%rsp); movups %xmm7, 176(%rsp)
    movl ${index}, %edi
    call epitome_lazy_find
    movq %rax, %r11
    movq (%rsp), %rdi; movq 8(%rsp), %rsi; movq 16(%rsp), %rdx; movq 24(%rsp), %rcx
    movq 32(%rsp), %r8; movq 40(%rsp), %r9; movq 48(%rsp), %rax
    movups 64(%rsp), %xmm0; movups 80(%rsp), %xmm1; movups 96(%rsp), %xmm2; movups 112(%rsp), %xmm3
    movups 128(%rsp), %xmm4; movups 144(%rsp), %xmm5; movups 160(%rsp), %xmm6; movups 176(%rsp), %xmm7
    leave
    jmp *%r11
"""
    elif machine in ("aarch64", "arm64"):
        stub = """
    .globl {name}
    .hidden {name}
    .type {name}, %function
{name}:
    adrp x16, epitome_lazy_places
    add x16, x16, :lo12:epitome_lazy_places
    ldr x16, [x16, #{offset}]
    cbz x16, 1f
    br x16
1:  stp x29, x30, [sp, #-208]!
    mov x29, sp
    stp x0, x1, [sp, #16]; stp x2, x3, [sp, #32]; stp x4, x5, [sp, #48]; stp x6, x7, [sp, #64]
    stp q0, q1, [sp, #80]; stp q2, q3, [sp, #112]; stp q4, q5, [sp, #144]; stp q6, q7, [sp, #176]
    mov w0, #{index}
    bl epitome_lazy_find
    mov x16, x0
    ldp x0, x1, [sp, #16]; ldp x2, x3, [sp, #32]; ldp x4, x5, [sp, #48]; ldp x6, x7, [sp, #64]
    ldp q0, q1, [sp, #80]; ldp q2, q3, [sp, #112]; ldp q4, q5, [sp, #144]; ldp q6, q7, [sp, #176]
    ldp x29, x30, [sp], #208
    br x16
"""
    else:
        return None
    assembler = "    .text\n" + "".join(
        stub.format(name=name, offset=8 * index, index=index) for index, (name, _) in enumerate(found))
    assembler += '    .section .note.GNU-stack,"",%progbits\n'
    table = "".join(f'    {{"{name}", "{library}"}},\n' for name, library in found)
    code = (HERE / "lazy_libraries.c").read_text().replace("/* FUNCTIONS */", table)
    return assembler, code, sorted({library for _, library in found})


def build(output):
    """Builds the extension into a folder; gives its path."""
    if sys.platform != "linux":
        raise SystemExit("epitome: the extension is linked for Linux only so far")
    if not shutil.which("swift"):
        raise SystemExit("epitome: Swift 6.2 or newer is needed to build the package (https://swift.org/install)")
    run("swift", "build", "--configuration", "release", "--product", "EpitomeC", cwd=ROOT)
    folder = pathlib.Path(run("swift", "build", "--configuration", "release", "--show-bin-path", cwd=ROOT,
                              capture_output=True, text=True).stdout.strip())
    archive = folder / "libEpitomeC.a"
    output = pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    module = output / "_epitome.abi3.so"
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        flags = ["-O2", "-fPIC", "-fvisibility=hidden", "-Wall", "-Werror=implicit-function-declaration"]
        run("cc", *flags, "-c", HERE / "extension.c", "-I", ROOT / "Sources" / "CEpitome",
            "-I", sysconfig.get_paths()["include"], "-o", work / "extension.o")
        objects = [work / "extension.o"]
        lazy = lazy_libraries(archive)
        if lazy:
            (work / "stubs.s").write_text(lazy[0])
            (work / "lazy.c").write_text(lazy[1])
            run("cc", "-c", work / "stubs.s", "-o", work / "stubs.o")
            run("cc", *flags, "-c", work / "lazy.c", "-o", work / "lazy.o")
            objects += [work / "stubs.o", work / "lazy.o"]
        (work / "exports.map").write_text("{ global: PyInit__epitome; local: *; };\n")
        # The modules of the system libraries ask for them by name; empty archives answer in their place.
        for library in LIBRARIES if lazy else ():
            run("ar", "rcs", work / f"lib{library}.a")
        run("swiftc", "-emit-library", "-static-stdlib", "-O", *objects, archive, "-L", work,
            "-Xlinker", "--gc-sections", "-Xlinker", f"--version-script={work}/exports.map",
            "-Xlinker", "-soname=_epitome.abi3.so", "-o", module)
    run("strip", "--strip-all", module)
    return module


def needed(module):
    """The shared libraries that a file asks for."""
    text = run("readelf", "-d", module, capture_output=True, text=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.+?)\]", text)


def glibc(module):
    """The newest version of glibc whose symbols a file has."""
    text = run("objdump", "-T", module, capture_output=True, text=True).stdout
    return max(tuple(int(part) for part in version.split(".")) for version in re.findall(r"GLIBC_(\d+\.\d+)", text))


if __name__ == "__main__":
    made = build(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "src" / "epitome")
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB, needs {', '.join(needed(made))}, glibc {glibc(made)}")
