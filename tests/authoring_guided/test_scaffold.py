from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.base import ScaffoldLevel
from jupyter_codemm.contracts.source import Source
from tests.authoring_guided.batches import compile_cpp, compile_java
from tests.authoring_guided.guiding import (
    CASES,
    LEVELS,
    Case,
    code_lines,
    draft_of,
    faults,
    plain,
    shown,
    starter,
    structure,
)

HOSTILE = (
    "first\nimport os; os.system('x')\n",
    "ends in a backslash \\",
    "\\u000a System.exit(0); //",
    "*/ int main() { } /* '''",
    "\u2028 -- ; DROP TABLE finds; é 🎈",
    "x" * 3000,
)


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_levels_fade_and_the_code_stays_the_plain_starter(case: Case):
    made = draft_of(case)
    guided = {level: scaffolded(made, level) for level in LEVELS}
    for level, result in guided.items():
        assert result.problem.scaffold_level == level
        assert code_lines(result.problem.starter) == code_lines(made.problem.starter)
        assert result.reference == made.reference
        marks = shown(result.problem.starter)
        assert sum("BEGIN" in m for m in marks) == sum("END" in m for m in marks) == 1
    amounts = [len(structure(guided[level].problem.starter)) for level in LEVELS]
    assert amounts == sorted(amounts, reverse=True)
    texts = {level: result.problem.starter for level, result in guided.items()}
    for level in (80, 60, 30):
        told = re.findall(r"TODO (\d)\. ", texts[level])
        assert sorted(told) == ["1", "2", "3", "4"]
    assert "First step: start a counter" in texts[10]
    assert "TODO" not in texts[10]
    assert "..." not in texts[10] + texts[30]


@pytest.mark.parametrize("case", CASES, ids="-".join)
@pytest.mark.parametrize("level", LEVELS)
def test_nothing_of_the_reference_is_in_a_guided_starter(case: Case, level: ScaffoldLevel):
    assert faults(draft_of(case), level) == []


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_goals_that_quote_the_reference_are_not_shown(case: Case):
    made = draft_of(case)
    code = made.reference.text
    goals = (code, " ".join(code.split()), *code.splitlines(), "start with the first value")
    quoting = made.model_copy(update={"goals": goals[-12:]})
    for level in LEVELS:
        assert faults(quoting, level) == []
    assert "start with the first value" in starter(quoting, 60)


def test_a_goal_that_is_a_query_without_any_sign_is_not_shown():
    query = "SELECT name FROM finds WHERE days IS NOT NULL ORDER BY days"
    made = draft_of(CASES[-1], reference=Source.single(query))
    shown = starter(made.model_copy(update={"goals": (query.lower(), "keep what is known")}), 60)
    assert "select name" not in shown
    assert "TODO 1. keep what is known" in shown


@pytest.mark.parametrize("topic", ["loops", "classes"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_python_starter_still_raises(topic: str, level: ScaffoldLevel):
    scope: dict[str, Any] = {}
    exec(starter(draft_of(("python", "return", topic), goals=HOSTILE), level), scope)
    target = scope["count_above"] if topic == "loops" else scope["Cloakroom"]
    with pytest.raises(NotImplementedError):
        target(*([[1], 2] if topic == "loops" else [3]))


@pytest.mark.parametrize("level", LEVELS)
def test_a_python_program_still_raises(level: ScaffoldLevel):
    code = starter(draft_of(("python", "stdout", "loops"), goals=HOSTILE), level)
    with pytest.raises(NotImplementedError):
        exec(code, {"__name__": "__main__"})


@pytest.mark.parametrize("level", LEVELS)
def test_an_sql_starter_still_has_no_statement(level: ScaffoldLevel):
    code = starter(draft_of(CASES[-1], goals=HOSTILE), level)
    database = sqlite3.connect(":memory:")
    assert database.execute(code).description is None
    database.close()
    assert all(line.startswith("--") for line in code.splitlines())


@pytest.mark.skipif(shutil.which("javac") is None, reason="javac is not installed")
def test_java_starters_compile_with_hostile_goals(tmp_path: Path):
    made = [draft_of(case, goals=HOSTILE) for case in CASES if case[0] == "java"]
    codes = [starter(one, level) for one in made for level in LEVELS]
    assert compile_java(codes, tmp_path) == ""


@pytest.mark.skipif(shutil.which("g++") is None, reason="g++ is not installed")
def test_cpp_starters_compile_with_hostile_goals(tmp_path: Path):
    made = [draft_of(case, goals=HOSTILE) for case in CASES if case[0] == "cpp"]
    codes = [starter(one, level) for one in made for level in LEVELS]
    assert compile_cpp(codes, tmp_path) == ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5), st.sampled_from(CASES))
def test_no_goal_leaves_its_comment(goals: list[str], case: Case):
    made = draft_of(case, goals=tuple(goals))
    for level in LEVELS:
        code = starter(made, level)
        assert code_lines(code) == code_lines(plain(made.problem))
        assert len(code.split("\n")) == len(code.splitlines()) + 1


@pytest.mark.parametrize("level", LEVELS)
def test_a_draft_without_goals_still_says_something(level: ScaffoldLevel):
    made = draft_of(CASES[0], goals=())
    assert made.problem.title in starter(made, level)
