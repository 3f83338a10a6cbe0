from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.authoring.outline import outline
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.base import Language, ProblemStyle, ScaffoldLevel
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.ports import DraftRequest
from tests.fakes.model_replies import drafting_model

LEVELS: tuple[ScaffoldLevel, ...] = (80, 60, 30, 10)
CASES: list[tuple[Language, ProblemStyle, str]] = [
    ("python", "return", "loops"),
    ("python", "mixed", "loops"),
    ("python", "stdout", "loops"),
    ("python", "return", "classes"),
    ("java", "return", "loops"),
    ("java", "stdout", "loops"),
    ("java", "return", "classes"),
    ("cpp", "return", "loops"),
    ("cpp", "stdout", "loops"),
    ("cpp", "return", "classes"),
    ("sql", "stdout", "filtering"),
]
HOSTILE = (
    "first\nimport os; os.system('x')\n",
    "ends in a backslash \\",
    "\\u000a System.exit(0); //",
    "*/ int main() { } /* '''",
    "\u2028 -- ; DROP TABLE finds; é 🎈",
    "x" * 3000,
)


def draft(language: Language, style: ProblemStyle, topic: str, **changes: Any) -> ProblemDraft:
    slot = Slot(index=0, language=language, difficulty="easy", topics=(topic,), style=style)
    request = DraftRequest(slot=slot, problem_id="p1", seed=1)
    made = asyncio.run(ModelAuthor(drafting_model()).draft(request))
    return made.model_copy(update=changes)


def starter(made: ProblemDraft, level: ScaffoldLevel) -> str:
    return scaffolded(made, level).problem.starter


def comments(code: str) -> list[str]:
    return [line.strip() for line in code.splitlines() if re.match(r"\s*(#|//|--) ", line)]


def code_lines(code: str) -> list[str]:
    return [line for line in code.splitlines() if not re.match(r"\s*(#|//|--) ", line)]


def normalised(code: str) -> list[str]:
    """Return words and signs; every name is ID, so renaming hides nothing."""
    kept = "for while if else elif return in and or not select from where order by".split()
    words = re.findall(r"[A-Za-z_]\w*|\d+|[^\s\w]", code)
    return [w.lower() if w.lower() in kept or not w[0].isalpha() else "ID" for w in words]


def longest_run(reference: str, text: str) -> int:
    mine, theirs = normalised(reference), normalised(text)
    size = 0
    while any(
        mine[i : i + size + 1] == theirs[j : j + size + 1]
        for i in range(len(mine) - size)
        for j in range(len(theirs) - size)
    ):
        size += 1
    return size


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_levels_fade_and_the_code_stays_the_plain_starter(case: Any):
    made = draft(*case)
    plain = code_lines(made.problem.starter)
    guided = {level: scaffolded(made, level) for level in LEVELS}
    for level, result in guided.items():
        assert result.problem.scaffold_level == level
        assert code_lines(result.problem.starter) == plain
        assert result.reference == made.reference
        marks = comments(result.problem.starter)
        assert sum("BEGIN" in m for m in marks) == sum("END" in m for m in marks) == 1
    amounts = [len(comments(guided[level].problem.starter)) for level in LEVELS]
    assert amounts == sorted(amounts, reverse=True)
    assert "TODO 4. hand back the count" in guided[60].problem.starter
    assert "TODO 1." in guided[30].problem.starter
    assert "TODO 2." not in guided[30].problem.starter
    assert "One way to go" in guided[80].problem.starter
    assert "TODO" not in guided[10].problem.starter


@pytest.mark.parametrize("case", CASES, ids="-".join)
@pytest.mark.parametrize("level", LEVELS)
def test_no_run_of_the_reference_is_in_what_a_scaffold_adds(case: Any, level: ScaffoldLevel):
    made = draft(*case)
    added = "\n".join(comments(starter(made, level)))
    assert longest_run(made.reference.text, added) < 12


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_goals_that_quote_the_reference_are_not_shown(case: Any):
    made = draft(*case)
    code = made.reference.text
    goals = (code, " ".join(code.split()), *code.splitlines(), "start with the first value")
    added = "\n".join(comments(starter(made.model_copy(update={"goals": goals[-12:]}), 60)))
    assert longest_run(code, added) < 12
    assert "start with the first value" in added


def test_a_goal_that_is_a_query_without_any_sign_is_not_shown():
    query = "SELECT name FROM finds WHERE days IS NOT NULL ORDER BY days"
    made = draft("sql", "stdout", "filtering", reference=Source.single(query))
    shown = starter(made.model_copy(update={"goals": (query.lower(), "keep what is known")}), 60)
    assert "select name" not in shown
    assert "TODO 1. keep what is known" in shown


@pytest.mark.parametrize("topic", ["loops", "classes"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_python_starter_still_raises(topic: str, level: ScaffoldLevel):
    scope: dict[str, Any] = {}
    exec(starter(draft("python", "return", topic, goals=HOSTILE), level), scope)
    target = scope["count_above"] if topic == "loops" else scope["Cloakroom"]
    with pytest.raises(NotImplementedError):
        target(*([[1], 2] if topic == "loops" else [3]))


@pytest.mark.parametrize("level", LEVELS)
def test_a_python_program_still_raises(level: ScaffoldLevel):
    code = starter(draft("python", "stdout", "loops", goals=HOSTILE), level)
    with pytest.raises(NotImplementedError):
        exec(code, {"__name__": "__main__"})


@pytest.mark.parametrize("level", LEVELS)
def test_an_sql_starter_still_has_no_statement(level: ScaffoldLevel):
    code = starter(draft("sql", "stdout", "filtering", goals=HOSTILE), level)
    database = sqlite3.connect(":memory:")
    assert database.execute(code).description is None
    database.close()
    assert all(line.startswith("-- ") for line in code.splitlines())


JAVA = [case for case in CASES if case[0] == "java"]
CPP = [case for case in CASES if case[0] == "cpp"]


@pytest.mark.skipif(shutil.which("javac") is None, reason="javac is not installed")
@pytest.mark.parametrize("case", JAVA, ids="-".join)
def test_a_java_starter_compiles(case: Any, tmp_path: Path):
    made = draft(*case, goals=HOSTILE)
    sources = []
    for level in (80, 10):
        file = tmp_path / str(level) / made.problem.entry_file
        file.parent.mkdir()
        file.write_text(starter(made, level), encoding="utf-8")
        sources.append(file)
    for file in sources:
        command = ["javac", "-encoding", "UTF-8", "-Werror", "-d", str(file.parent), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("g++") is None, reason="g++ is not installed")
@pytest.mark.parametrize("case", CPP, ids="-".join)
def test_a_cpp_starter_compiles(case: Any, tmp_path: Path):
    made = draft(*case, goals=HOSTILE)
    for level in LEVELS:
        file = tmp_path / f"s{level}.cpp"
        file.write_text(starter(made, level), encoding="utf-8")
        command = ["g++", "-std=c++20", "-Wcomment", "-Werror", "-fsyntax-only", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5), st.sampled_from(CASES))
def test_no_goal_leaves_its_comment(goals: list[str], case: Any):
    made = draft(*case)
    plain = code_lines(made.problem.starter)
    for level in LEVELS:
        code = starter(made.model_copy(update={"goals": tuple(goals)}), level)
        assert [line for line in code.split("\n") if line in plain or not line] == [*plain, ""]
        assert len(code.split("\n")) == len(code.splitlines()) + 1


OUTLINES: list[tuple[Language, str, list[str]]] = [
    (
        "python",
        "def f(x):\n    while x:\n        x -= 1\n    else:\n        return x",
        [
            "as long as ...",
            "otherwise",
            "  give back ...",
        ],
    ),
    (
        "python",
        "def g(x):\n    return x\n\ndef f(x):\n    return g(x)",
        [
            "a helper",
            "  give back ...",
            "f",
            "  give back ...",
        ],
    ),
    ("python", "def f(:", []),
    ("python", "def f(x):\n    return", []),
    (
        "java",
        "class S { static int f(int n) { do { n--; } while (n > 0); return n; } }",
        [
            "repeat",
            "give back ...",
        ],
    ),
    (
        "java",
        'class S { int f(int n) { if (n > 0) return 1; else if (n < 0) { } return "}".size(); } }',
        [
            "if ...",
            "  give back ...",
            "otherwise",
            "  if ...",
            "give back ...",
        ],
    ),
    (
        "java",
        "class S { void f() { int[] a = {1, 2}; for (int i = 0; i < 2; i++) a[i] = 0; return; } }",
        [
            "for each ...",
        ],
    ),
    (
        "cpp",
        "#define f(\nint f() { switch (n) { case 1: n = 2; } auto g = [](int x) { return x; }; }",
        [
            "choose by ...",
            "give back ...",
        ],
    ),
    ("cpp", "{" * 5000, []),
    ("cpp", "if " * 5000, []),
    ("cpp", "}}}} if (", ["if ..."]),
    (
        "sql",
        "WITH t AS (SELECT 'FROM' FROM a) SELECT x FROM t -- WHERE\nGROUP BY x",
        [
            "WITH ...",
            "  SELECT ...",
            "  FROM ...",
            "SELECT ...",
            "FROM ...",
            "GROUP BY ...",
        ],
    ),
]


@pytest.mark.parametrize(("language", "code", "lines"), OUTLINES)
def test_an_outline_is_control_flow_only(language: Language, code: str, lines: list[str]):
    steps = outline(code, language, ["f"])
    assert [f"{'  ' * step.depth}{step.text}" for step in steps] == lines
