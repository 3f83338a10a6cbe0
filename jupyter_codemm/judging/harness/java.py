"""Java: a generated bridge calls the learner's class without reflection; one JVM a test.

The harness behind the bridge is compiled apart and first, so its classes can be used again; it
lives in a package of its own, which no class of a learner can shadow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jupyter_codemm.contracts.languages.java import DEFAULT_CONTAINER
from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.java_bridge import (
    BRIDGE,
    expects,
    program_bridge,
    signature_bridge,
)
from jupyter_codemm.judging.harness.lexing import bare
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
    sandbox_file,
)
from jupyter_codemm.ports import CompileStep

OURS = "codemm"
FILES = tuple(
    f"Codemm{name}.java"
    for name in ("Calls", "Crowd", "Json", "Program", "Runs", "Serve", "Values")
)
HARNESS, CLASSES = "harness", "classes"
CLASS_PATH = f"{{build}}/{HARNESS}:{{build}}/{CLASSES}"
COMPILER_MB = 768
RUNTIME_MB = 192
THREADS = 128
JVM = (
    "-Xshare:auto",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-XX:+DisplayVMOutputToStderr",  # standard output is the program's own
)
JAVAC_JVM = (*JVM, "-XX:+UseSerialGC", "-Xmx512m")
OPTIONS = (
    *("-proc:none", "-encoding", "UTF-8", "-nowarn", "-Xlint:none", "-Xmaxerrs", "10"),
    "-XDstringConcat=inline",
)
# Only G1 takes the heap objects of the JVM's archive: it starts a quarter faster than others.
COLLECTOR = ("-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:ConcGCThreads=1", "-Xms16m")
# The same text and dates on every machine.
FIXED = (
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    "-Dsun.stdout.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Duser.timezone=UTC",
)
# Bounded, so that no text of a learner's takes more than linear time.
_PACKAGE = re.compile(r"^[^\S\n]*package\s[\w.\s]{1,300};", re.MULTILINE)
_TYPES = re.compile(r"\b(?:class|interface|enum|record)\s+([A-Za-z_$][\w$]*)")
_PUBLIC = re.compile(r"\bpublic\s+(?:\w+\s+){0,8}?(?:class|interface|enum|record)\s+([A-Za-z_]\w*)")
_VOID_MAIN = re.compile(r"\bvoid\s+main\s*\(")
_STATIC = re.compile(r"\bstatic\b")
MODIFIERS = 300


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program: the learner's classes, the bridge and the harness, compiled together."""
    files = {name: text.removeprefix("\ufeff") for name, text in files.items()}
    codes = {name: bare(text) for name, text in files.items()}
    if target.signature is None and list(files) == [target.entry_file]:
        name = _file_name(target, codes[target.entry_file])
        files, codes = {name: files[target.entry_file]}, {name: codes[target.entry_file]}
    refused = _refused(target, codes)
    if refused:
        return Refusal(refused)
    signature = target.signature
    main = None if signature is not None else _main_class(codes)
    bridge = signature_bridge(signature) if signature is not None else program_bridge(str(main))
    ours = {name: sandbox_file(name).encode() for name in FILES}
    sources = sorted([*files, f"{BRIDGE}.java"])
    return Program(
        files={**encoded(files), **ours, f"{BRIDGE}.java": bridge.encode()},
        compile=(
            _javac(sorted(ours), reads=ours, library=HARNESS, makes=HARNESS, ours=True),
            _javac(sources, reads=[*sources, HARNESS], library=HARNESS, makes=CLASSES),
        ),
        needs=(HARNESS, CLASSES),
        argv=_java(target.memory_mb),
        task={
            "kind": target.kind,
            "main": main,
            **(signature_task(signature) if signature is not None else {}),
        },
        overhead_mb=RUNTIME_MB,
        processes=THREADS,
        expects="" if signature is None else expects(signature),
    )


def _javac(
    sources: list[str], *, reads: Iterable[str], library: str, makes: str, ours: bool = False
) -> CompileStep:
    return compile_step(
        "javac",
        *(f"-J{flag}" for flag in JAVAC_JVM),
        *(*OPTIONS, "-cp", library, "-d", makes),
        *sources,
        memory_mb=COMPILER_MB,
        processes=THREADS,
        reads=tuple(sorted(reads)),
        makes=(makes,),
        ours=ours,
    )


def _java(memory_mb: int) -> tuple[str, ...]:
    return (
        "java",
        *JVM,
        *COLLECTOR,
        *FIXED,
        f"-Xmx{memory_mb}m",
        "-Xss16m",
        "-XX:MaxMetaspaceSize=96m",
        "-XX:MaxDirectMemorySize=32m",
        "-XX:ErrorFile=/dev/null",
        # A crash ends with a signal, which is a fact, not with an exit code.
        "-XX:+CreateCoredumpOnCrash",
        "-XX:-PrintWarnings",  # among them: that no core file may be written
        "-cp",
        CLASS_PATH,
        BRIDGE,
    )


def _refused(target: Target, codes: Mapping[str, str]) -> str:
    if target.signature is not None and target.entry_file not in codes:
        return f"There is no file {target.entry_file}."
    for name, code in codes.items():
        if name.lower().startswith(OURS) or BRIDGE in _TYPES.findall(code):
            return f"{name}: names that start with Codemm belong to the judge; choose another."
        if _PACKAGE.search(code):
            return f"{name}: remove the package line; solutions live in the default package."
    if target.signature is None and not any(_main_at(code) for code in codes.values()):
        return "No class has a method public static void main(String[] args)."
    return ""


def _file_name(target: Target, code: str) -> str:
    """Return the name that a single file has after its public class, as javac demands."""
    public = _PUBLIC.search(code)
    return f"{public.group(1)}.java" if public else target.entry_file


def _main_at(code: str) -> int | None:
    """Return where a static main method begins, or None."""
    for main in _VOID_MAIN.finditer(code):
        end = main.start()
        begin = max(code.rfind(c, 0, end) + 1 for c in ";{}()")
        if static := _STATIC.search(code, max(begin, end - MODIFIERS), end):
            return static.start()
    return None


def _main_class(codes: Mapping[str, str]) -> str:
    """Return the class that a program starts with: the top-level one around its main method."""
    for code in codes.values():
        names = _top_level_types(code[: _main_at(code) or 0])
        if names:
            return names[-1]
    return DEFAULT_CONTAINER


def _top_level_types(code: str) -> list[str]:
    """Return the types outside all braces; `code` holds no text or comments."""
    names, depth, at = [], 0, 0
    for found in _TYPES.finditer(code):
        depth += code.count("{", at, found.start()) - code.count("}", at, found.start())
        at = found.start()
        if depth == 0:
            names.append(found.group(1))
    return names
