"""Static findings: what is odd in a learner's program, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.tutoring.checking import findings, told
from jupyter_codemm.tutoring.checking.told import _SENTENCES
from tests.fakes.drafts import REFERENCE, good_draft
from tests.tutoring.problems import problem_in

ODD = json.loads((Path(__file__).parent / "data" / "odd_programs.json").read_text())
PYTHON, JAVA, SQL = ODD["python"], ODD["java"], ODD["sql"]
JAVA_HEAD = "public class Solution {\n    public static int f(int[] values, String name) {\n"


@pytest.mark.parametrize("kind", PYTHON)
def test_python_programs_show_what_is_odd(kind):
    code, line = PYTHON[kind]
    found = {one.kind: one for one in findings(good_draft().problem, Source.single(code))}
    assert kind in found
    assert found[kind].line == line


@pytest.mark.parametrize("kind", JAVA)
def test_java_programs_show_what_is_odd(kind):
    code, line = JAVA[kind]
    whole = f"{JAVA_HEAD}{code}    }}\n}}\n"
    found = {one.kind: one for one in findings(problem_in("java"), Source.single(whole))}
    assert kind in found
    assert found[kind].line == line


def test_a_condition_that_stores_is_found_in_cpp():
    code = "int f(int n, int m) {\n    if (n = m) {\n        return 1;\n    }\n    return 0;\n}\n"
    (found,) = findings(problem_in("cpp"), Source.single(code))
    assert (found.kind, found.line) == ("assigned_in_condition", 2)


def test_a_parameter_that_makes_an_object_or_a_field_in_cpp_is_used():
    code = (
        "struct Tank {\n    explicit Tank(int size) : size_(size) {}\n    int size_;\n};\n"
        "int f(int size, int spare) {\n    Tank tank(size);\n    return tank.size_;\n}\n"
    )
    found = findings(problem_in("cpp"), Source.single(code))
    assert [(one.kind, one.name) for one in found] == [("unused_parameter", "spare")]


@pytest.mark.parametrize("kind", SQL)
def test_queries_show_what_is_odd(kind):
    code, line = SQL[kind]
    found = {one.kind: one for one in findings(problem_in("sql"), Source.single(code))}
    assert kind in found
    assert found[kind].line == line


def test_the_starter_code_is_known():
    problem = good_draft().problem
    (found,) = findings(problem, Source.single("# mine\n" + problem.starter))
    assert found.kind == "unchanged"


def test_a_right_solution_shows_nothing():
    assert findings(good_draft().problem, Source.single(REFERENCE)) == ()


def test_no_sentence_holds_code():
    for text in _SENTENCES.values():
        plain = text.format(line=1, name="it")
        assert not set("`{}[]<>+*") & set(plain), plain
        assert len(plain.split()) <= 45


@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
@pytest.mark.parametrize("text", ["", "\ud800", "\x00(", "((((" * 200, "x" * 60_000, "if" * 99])
def test_any_text_is_survived(language, text):
    for one in findings(problem_in(language), Source.single(text)):
        assert told(one)
