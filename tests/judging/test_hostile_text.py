"""Texts that learners choose and this process reads: each takes linear time, or this never ends."""

import pytest

from jupyter_codemm.contracts.expected import Table
from jupyter_codemm.contracts.outcome import CaseOutcome, Got
from jupyter_codemm.contracts.problem import TextComparator
from jupyter_codemm.judging.compiler_output import compile_text
from jupyter_codemm.judging.grading import _within_room
from jupyter_codemm.judging.harness.java import _main_class, _refused
from jupyter_codemm.judging.harness.program import Target
from jupyter_codemm.judging.messages import MAX_OUTCOME, TOO_MUCH, shown
from jupyter_codemm.judging.texts import texts_match

LONG = 200_000
TARGET = Target("java", "program", "Main.java", None, 64, 1000)


def filled(unit: str) -> str:
    return unit * (LONG // len(unit))


@pytest.mark.parametrize("got", ["1" * LONG + "x", "." * LONG, "1." * (LONG // 2)])
def test_words_that_are_nearly_numbers(got):
    assert not texts_match(TextComparator(kind="numbers"), "1", got)


@pytest.mark.parametrize(
    "unit",
    ["/a", "a/a.", "/a ", "undefined reference to `a", "undefined reference to `a(", "a.a:1"],
)
@pytest.mark.parametrize("line", [1, 20, 2000, LONG])
def test_words_that_a_compiler_quotes(unit, line):
    output = "\n".join([(unit * line)[:line]] * (LONG // line))
    assert len(compile_text(output, "int f(int)").encode()) <= 4096


@pytest.mark.parametrize(
    "unit",
    ["\n", "package\n", "package ", "public ", "static ", "static void ", "void main(", "class A "],
)
def test_java_that_is_nearly_a_program(unit):
    text = filled(unit)
    _refused(TARGET, {"Main.java": text})
    _main_class({"Main.java": f"{text} static void main("})


@pytest.mark.parametrize(
    ("rows", "columns", "letters"),
    [
        (20, 200, 300),
        (1, 100, 10_000),
        (10_000, 1, 90),
        (5000, 200, 1),
        (1, 200, 300),
        (1, 1, 10**6),
    ],
)
def test_a_large_table_is_shown_in_little_space(rows, columns, letters):
    row = ("x" * letters,) * columns
    table = Table(columns=row, rows=(row,) * rows)
    once = len(shown(Got(rows=table)).model_dump_json())
    assert once < 35_000
    seen = shown(Got(tables={f"t{i}": table for i in range(20)}))
    assert len(seen.model_dump_json()) < 35_000 * 20
    assert all(len(one.rows) >= 1 for one in seen.tables.values())


def test_an_outcome_shows_what_fits_in_it():
    got = shown(Got(value="x" * 60_000, stdout="y" * 60_000))
    facts = {"visibility": "sample", "category": "typical", "verdict": "wrong_answer", "points": 0}
    cases = _within_room(CaseOutcome(name=f"t{i}", got=got, **facts) for i in range(50))
    assert sum(len(case.model_dump_json()) for case in cases) < 2 * MAX_OUTCOME
    assert (cases[0].got.stdout, cases[0].message) == (got.stdout, "")
    assert (cases[-1].got, cases[-1].message) == (None, TOO_MUCH)


def test_a_number_that_no_database_holds_is_said_in_words():
    table = Table(columns=("a",), rows=((10**4000, 2**63 - 1),))
    assert shown(Got(rows=table)).rows.rows == (("an integer of 13288 bits", 2**63 - 1),)


def test_a_table_with_half_surrogate_pairs_is_shown():
    table = Table(columns=("\ud800",), rows=(("\udfff\0", 1),))
    assert shown(Got(rows=table)).rows == Table(columns=("\\ud800",), rows=(("\\udfff", 1),))
