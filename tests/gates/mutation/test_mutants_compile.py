"""Mutants are programs: compilers and SQLite take them."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.mutation import Mutant
from tests.gates.mutation.asking import all_mutants, changed_programs

RARE = 0.03
CUSTOMERS = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, cents INTEGER, state TEXT);
"""


def needs(tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")


def refused_by_javac(programs: Iterable[tuple[str, str]], folder: Path) -> dict[int, str]:
    """Compile programs in one call, each in a package of its own; return what was refused."""
    paths = []
    for number, (name, text) in enumerate(programs):
        path = folder / f"m{number}" / name
        path.parent.mkdir()
        path.write_text(f"package m{number}; {text}", encoding="utf-8")
        paths.append(str(path))
    # javac leaves the order of statements unchecked in all classes as soon as one has an error.
    command = ["javac", "-Xmaxerrs", "9999", "-XDshould-stop.ifError=FLOW", "-proc:none"]
    done = subprocess.run(
        [*command, "-d", str(folder / "out"), *paths], capture_output=True, text=True, check=False
    )
    found = re.findall(r"/m(\d+)/\w+\.java:\d+: error: (.*)", done.stderr)
    assert bool(found) == (done.returncode != 0), done.stderr[:500]
    return {int(number): reason for number, reason in found}


def refused_by_gxx(programs: Iterable[str], folder: Path) -> dict[int, str]:
    """Compile programs in one call, each in a namespace of its own; return what was refused."""
    headers: dict[str, None] = {}
    bodies = []
    for number, text in enumerate(programs):
        headers |= dict.fromkeys(re.findall(r"^#include <.*$", text, re.MULTILINE))
        body = re.sub(r"^#include <.*$", "", text, flags=re.MULTILINE)
        body = body.replace("int main()", "int run()")
        bodies.append(f'namespace m{number} {{\n#line 1 "m{number}.cpp"\n{body}\n}}\n')
    path = folder / "all.cpp"
    path.write_text("\n".join([*headers, *bodies]), encoding="utf-8")
    command = ["g++", "-std=c++20", "-w", "-fsyntax-only", "-fmax-errors=0", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.findall(r"^m(\d+)\.cpp:\d+:\d+: error: (.*)", done.stderr, re.MULTILINE)
    assert bool(found) == (done.returncode != 0), done.stderr[:500]
    return {int(number): reason for number, reason in found}


def as_file(pair: tuple[ProblemDraft, Mutant]) -> tuple[str, str]:
    draft, mutant = pair
    return draft.problem.entry_file, mutant.source.text


def test_every_python_mutant_compiles():
    for _, mutant in all_mutants("python"):
        compile(mutant.source.text, "solution.py", "exec")
    for _, _, text in changed_programs("python"):
        compile(text, "solution.py", "exec")


@pytest.mark.java
def test_java_mutants_that_do_not_compile_are_rare(tmp_path):
    needs("javac")
    sample = list(all_mutants("java"))[::16]
    refused = refused_by_javac(map(as_file, sample), tmp_path)
    assert len(refused) < RARE * len(sample), refused


@pytest.mark.java
def test_java_that_uses_most_of_the_language_gives_mutants_that_compile(tmp_path):
    needs("javac")
    changed = list(changed_programs("java"))[::5]
    refused = refused_by_javac([("Solution.java", text) for *_, text in changed], tmp_path)
    assert len(changed) > 100
    assert not {changed[number][:2]: reason for number, reason in refused.items()}


@pytest.mark.cpp
def test_cpp_mutants_that_do_not_compile_are_rare(tmp_path):
    needs("g++")
    sample = list(all_mutants("cpp"))[::16]
    refused = refused_by_gxx((mutant.source.text for _, mutant in sample), tmp_path)
    assert len(refused) < RARE * len(sample), refused


@pytest.mark.cpp
def test_cpp_that_uses_most_of_the_language_gives_mutants_that_compile(tmp_path):
    needs("g++")
    changed = list(changed_programs("cpp"))[::4]
    refused = refused_by_gxx([text for *_, text in changed], tmp_path)
    assert len(changed) > 100
    assert not {changed[number][:2]: reason for number, reason in refused.items()}


def test_every_sql_mutant_is_a_query_that_runs():
    for draft, mutant in all_mutants("sql"):
        connection = sqlite3.connect(":memory:")
        connection.executescript(draft.problem.tests[0].input.database)
        connection.execute(f"EXPLAIN {mutant.source.text}")
        connection.close()
    connection = sqlite3.connect(":memory:")
    connection.executescript(CUSTOMERS)
    for *_, text in changed_programs("sql"):
        connection.execute(f"EXPLAIN {text}")
    connection.close()
