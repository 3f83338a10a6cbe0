"""Starter code of every language is valid source that does not solve anything."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess

import pytest

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.signature import Signature

SIGNATURES = {
    "scalars": {
        "name": "mix",
        "params": [
            {"name": "a", "type": "int"},
            {"name": "b", "type": "long"},
            {"name": "c", "type": "float"},
            {"name": "d", "type": "bool"},
            {"name": "e", "type": "str"},
        ],
        "returns": "str",
    },
    "containers": {
        "name": "group",
        "params": [
            {"name": "words", "type": "list[str]"},
            {"name": "seen", "type": "set[int]"},
            {"name": "counts", "type": "map[str, list[int]]"},
            {"name": "grid", "type": "list[list[int]]"},
            {"name": "limit", "type": "optional[int]"},
        ],
        "returns": "map[int, list[str]]",
    },
    "tuples": {
        "name": "ends",
        "params": [{"name": "pair", "type": "tuple[int, str]"}],
        "returns": "tuple[str, float]",
    },
    "in place": {
        "name": "shuffle",
        "params": [{"name": "items", "type": "list[int]"}],
        "observe": "arg:0",
    },
    "prints": {"name": "greet", "params": [{"name": "name", "type": "str"}]},
    "class": {
        "kind": "class",
        "name": "Account",
        "params": [{"name": "owner", "type": "str"}],
        "methods": [
            {"name": "deposit", "params": [{"name": "cents", "type": "long"}]},
            {"name": "history", "returns": "list[long]"},
        ],
    },
    "record": {
        "name": "older",
        "params": [{"name": "person", "type": "record[name: str, age: int]"}],
        "returns": "record[name: str, age: int]",
    },
}


def starter(language, data):
    facts = FACTS[language]
    signature = Signature.parse(data)
    assert facts.supports(signature) is None
    make = facts.class_starter if signature.kind == "class" else facts.function_starter
    return make(signature), signature


@pytest.mark.parametrize("data", SIGNATURES.values(), ids=SIGNATURES)
def test_python_starters_parse(data):
    code, _ = starter("python", data)
    ast.parse(code)


@pytest.fixture(scope="module")
def refused_by_javac(tmp_path_factory):
    """Return what one call of javac says of all starters, each in a package of its own."""
    if not shutil.which("javac"):
        pytest.skip("javac is not installed")
    folder, paths = tmp_path_factory.mktemp("starters"), []
    for number, data in enumerate(SIGNATURES.values()):
        code, signature = starter("java", data)
        name = signature.name if signature.kind == "class" else "Solution"
        path = folder / f"m{number}" / f"{name}.java"
        path.parent.mkdir()
        path.write_text(f"package m{number}; {code}")
        paths.append(str(path))
    # Else javac leaves the order of statements unchecked in all classes once one has an error.
    command = ["javac", "-XDshould-stop.ifError=FLOW", "-d", str(folder / "out"), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.findall(r"/m(\d+)/\w+\.java:\d+: error: (.*)", done.stderr)
    assert bool(found) == (done.returncode != 0), done.stderr
    return {int(number): reason for number, reason in found}


@pytest.mark.java
@pytest.mark.parametrize("number", range(len(SIGNATURES)), ids=SIGNATURES)
def test_java_starters_compile(number, refused_by_javac):
    assert number not in refused_by_javac, refused_by_javac


def test_cpp_has_no_records():
    assert FACTS["cpp"].supports(Signature.parse(SIGNATURES["record"])) is not None


@pytest.mark.cpp
@pytest.mark.parametrize("name", [name for name in SIGNATURES if name != "record"])
def test_cpp_starters_compile(name, tmp_path):
    if not shutil.which("g++"):
        pytest.skip("g++ is not installed")
    code, _ = starter("cpp", SIGNATURES[name])
    (tmp_path / "solution.cpp").write_text(code)
    command = ["g++", "-std=c++20", "-fsyntax-only", "solution.cpp"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\n{code}"


@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_program_starters_say_that_nothing_is_written(language):
    code = FACTS[language].program_starter
    assert "not written yet" in code or language == "sql"
    if language == "python":
        ast.parse(code)
