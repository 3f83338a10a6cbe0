"""Texts that learners choose and this process reads: each takes linear time, or this never ends."""

import pytest

from jupyter_codemm.contracts.expected import Table
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import TextComparator
from jupyter_codemm.judging.compiler_output import compile_text
from jupyter_codemm.judging.harness.java import _main_class, _refused
from jupyter_codemm.judging.harness.program import Target
from jupyter_codemm.judging.messages import shown
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


def test_a_table_with_half_surrogate_pairs_is_shown():
    table = Table(columns=("\ud800",), rows=(("\udfff\0", 1),))
    assert shown(Got(rows=table)).rows == Table(columns=("\\ud800",), rows=(("\\udfff", 1),))
