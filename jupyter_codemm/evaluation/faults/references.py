"""References that crash, do what is not allowed, answer differently each time, or take long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from jupyter_codemm.evaluation.faults.code import default_return, with_lines
from jupyter_codemm.evaluation.faults.spoiling import Spoilt, spoilt
from jupyter_codemm.evaluation.triples import Triple

Lines = tuple[str, str]
"""What goes to the top of the file, and what into the body."""

_CRASHES: Mapping[str, tuple[str, ...]] = {
    "python": ('raise KeyError("harbour")', "int([][0])"),
    "java": (
        "int[] none = new int[0];\nif (none[none.length] < 1) { return; }",
        "Object gone = null;\ngone.hashCode();",
    ),
    "cpp": ("throw 7;",),
}
_UNSAFE: Mapping[str, tuple[Lines, ...]] = {
    "python": (
        ("import os\n", "os.getcwd()"),
        ("", 'open("notes.txt", "w").close()'),
        ("", 'eval("1 + 1")'),
        ("", '__import__("socket")'),
        ("import threading\n", "threading.active_count()"),
        ("import subprocess\n", "subprocess.run"),
        ("", "().__class__.__base__.__subclasses__()"),
    ),
    "java": (
        ("", 'new java.io.File("notes.txt").exists();'),
        ("", "Runtime.getRuntime().availableProcessors();"),
        ("", "new Thread(() -> { }).start();"),
        ("", 'System.getenv("HOME");'),
        ("", '"".getClass().getMethods();'),
    ),
    "cpp": (
        ("#include <fstream>\n", 'std::ifstream notes("notes.txt");'),
        ("#include <cstdlib>\n", 'std::getenv("HOME");'),
        ("#include <cstdlib>\n", 'if (std::system("true") > 1) { throw 1; }'),
        ("#include <unistd.h>\n", "getpid();"),
        ("#include <thread>\n", "std::this_thread::yield();"),
    ),
}
_FICKLE: Mapping[str, tuple[Lines, ...]] = {
    "python": (
        ("import time\n", "if time.time_ns() // 1000 % 2:\n    {end}"),
        ("import random\n", "if random.random() < 0.5:\n    {end}"),
        ("", 'if next(iter({{"ann", "bob", "cy", "dora"}})) < "cy":\n    {end}'),
        ("", 'if hash("harbour") % 2:\n    {end}'),
    ),
    "java": (
        ("", "if (System.nanoTime() / 1000 % 2 == 0) {{\n    {end}\n}}"),
        ("", "if (Math.random() < 0.5) {{\n    {end}\n}}"),
        ("", "if (new Object().hashCode() % 2 == 0) {{\n    {end}\n}}"),
    ),
    "cpp": (
        (
            "#include <chrono>\n",
            (
                "auto now = std::chrono::steady_clock::now().time_since_epoch().count();\n"
                "if (now / 1000 % 2 == 0) {{\n    {end}\n}}"
            ),
        ),
        ("#include <random>\n", "if (std::random_device{{}}() % 2 == 0) {{\n    {end}\n}}"),
        ("#include <ctime>\n", "if (std::time(nullptr) % 2 == 0) {{\n    {end}\n}}"),
    ),
}
_SLOW: Mapping[str, str] = {
    "python": "spin = 0\nfor _ in range(6_000_000):\n    spin += 1",
    "java": "long spin = 1;\nfor (int i = 0; i < 900_000_000; i++) {\n"
    "    spin += i ^ (spin << 1);\n}\n"
    "if (spin == 42) {\n    throw new IllegalStateException();\n}",
    "cpp": "volatile int spin = 0;\nfor (int i = 0; i < 300000000; i++) {\n    spin = i;\n}",
}
_UNSAFE_QUERIES = (
    "{code}; DELETE FROM {table}",
    "SELECT load_extension('x') FROM ({code})",
    "PRAGMA table_info({table})",
    "ATTACH 'notes.db' AS notes",
    "DELETE FROM {table}",
)
_AROUND = "SELECT * FROM ({code}) WHERE {way}"
_SPIN = (
    "(WITH RECURSIVE spin(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM spin WHERE n < 6000000) "
    "SELECT COUNT(*) FROM spin)"
)


def crashes(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Let the reference end with an error, or not compile at all."""
    code = str(triple.reply["reference"])
    if triple.language == "sql":
        broken = rng.choice((f"{code} ORDER", code.replace("SELECT", "SELECT missing_column,", 1)))
        return spoilt(triple, "crash", reference=broken)
    if rng.random() < 1 / 3:
        cut = code.replace("(", "", 1) if triple.language == "python" else code.replace(";", "", 1)
        return spoilt(triple, "no program", reference=cut)
    lines = rng.choice(_CRASHES[triple.language])
    if triple.language == "java":
        lines = lines.replace("return;", default_return(triple))
    return _with(triple, "crash", ("", lines))


def does_what_is_not_allowed(
    triple: Triple, _others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Let the reference touch files, processes, the network or the insides of its language."""
    if triple.language == "sql":
        broken = _filled(rng.choice(_UNSAFE_QUERIES), triple)
        return spoilt(triple, "unsafe query", reference=broken)
    return _with(triple, "unsafe call", rng.choice(_UNSAFE[triple.language]))


def answers_differently(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Let the result depend on the clock, on chance, or on an order that nobody fixes."""
    if triple.language == "sql":
        way = "random() > 0" if not triple.reply["ordered"] else "1 ORDER BY random()"
        broken = _filled(_AROUND, triple).replace("{way}", way)
        return spoilt(triple, "random query", reference=broken)
    top, lines = rng.choice(_FICKLE[triple.language])
    return _with(triple, "fickle", (top, lines.format(end=default_return(triple))))


def takes_long(triple: Triple, _others: Sequence[Triple], _rng: Random) -> Spoilt | None:
    """Let the reference spend far more time than its work needs."""
    if triple.language == "sql":
        broken = _filled(_AROUND, triple).replace("{way}", f"{_SPIN} > 0")
        return spoilt(triple, "slow", reference=broken)
    return _with(triple, "slow", ("", _SLOW[triple.language]))


def _with(triple: Triple, label: str, lines: Lines) -> Spoilt | None:
    code = with_lines(triple, lines[1], top=lines[0])
    return spoilt(triple, label, reference=code) if code is not None else None


def _filled(query: str, triple: Triple) -> str:
    code = str(triple.reply["reference"])
    return query.replace("{table}", _table(triple)).replace("{code}", code)


def _table(triple: Triple) -> str:
    found = re.search(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", str(triple.reply["tables"]))
    return found.group(1) if found else "missing"
