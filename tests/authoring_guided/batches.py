"""Many starters compiled and run by one launch of a compiler."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ASK = """
import inspect, json, sys
for code in json.load(open(sys.argv[1], encoding="utf-8")):
    scope = {"__name__": "starter"}
    exec(code, scope)
    makers = [v for v in scope.values() if getattr(v, "__module__", "") == "starter"]
    for make in makers:
        try:
            make(*[None for _ in inspect.signature(make).parameters])
        except NotImplementedError:
            continue
        sys.exit("did not raise: " + code)
    makers or sys.exit("is empty: " + code)
"""
_CLASS = re.compile(r"^public class (\w+)", re.MULTILINE)
_INCLUDE = re.compile(r"^#include.*\n", re.MULTILINE)


def compile_java(codes: Sequence[str], folder: Path) -> str:
    """Return what the compiler says of these starters, each as a class of its own name."""
    files = []
    for index, code in enumerate(codes):
        place = folder / f"s{index}"
        place.mkdir()
        name = _CLASS.search(code)
        assert name is not None
        file = place / f"{name.group(1)}.java"
        file.write_text(f"package s{index};\n{code}", encoding="utf-8")
        files.append(str(file))
    (folder / "files").write_text("\n".join(files))
    command = ["javac", "-encoding", "UTF-8", "-d", str(folder), f"@{folder / 'files'}"]
    return _said(command)


def compile_cpp(codes: Sequence[str], folder: Path) -> str:
    """Return what the compiler says of these starters, each in a namespace of its own."""
    includes = sorted({line for code in codes for line in _INCLUDE.findall(code)})
    bodies = (
        f"namespace s{index} {{\n{_INCLUDE.sub('', code).replace('int main()', 'int start()')}}}\n"
        for index, code in enumerate(codes)
    )
    file = folder / "all.cpp"
    file.write_text("".join([*includes, *bodies]), encoding="utf-8")
    return _said(["g++", "-std=c++20", "-Wcomment", "-Werror", "-fsyntax-only", str(file)])


def run_python(codes: Sequence[str], folder: Path) -> str:
    """Return what one interpreter says of these starters, each of which must refuse to work."""
    (folder / "codes").write_text(json.dumps(list(codes)), encoding="utf-8")
    return _said([sys.executable, "-c", _ASK, str(folder / "codes")])


def run_sql(codes: Sequence[str], folder: Path) -> str:
    """Return those starters that are a statement already, or that no database reads."""
    database = sqlite3.connect(":memory:")
    answers = [code for code in codes if database.execute(code).description is not None]
    database.close()
    return "\n".join(answers)


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr[-2000:] if done.returncode else ""
