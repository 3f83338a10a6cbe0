"""Goals stand where they belong in the control structure, in order."""

from __future__ import annotations

import textwrap

import pytest

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.source import Source
from tests.authoring_guided.guiding import CASES, Case, draft_of, shown, starter

FUNCTION: dict[str, Case] = {case[0]: case for case in reversed(CASES) if case[2] != "classes"}
RETURN = "return ...;"
HELPER = "A function of your own, outside of the one you are given:"
INNER = ("    SELECT ...", "    FROM ...")
SKELETONS: list[tuple[Language, str, list[str]]] = [
    (
        "python",
        "def count_above(x):\n    while x:\n        x -= 1\n    else:\n        return x",
        ["while ...:", "    ...", "else:", "    return ..."],
    ),
    (
        "python",
        "def g(x):\n    return x\n\ndef count_above(x):\n    return g(x)",
        [HELPER, "    return ...", "return ..."],
    ),
    ("python", "def count_above(:", []),
    ("python", "def count_above(x):\n    return", ["return"]),
    (
        "java",
        "class Solution { static int countAbove(int n) { do { n--; } while (n > 0); return n; } }",
        ["do {", "    ...", "} while (...);", "return ...;"],
    ),
    (
        "java",
        "class Solution { int countAbove() { if (n) return 1; else if (!n) { } return 2; } }",
        ["if (...) {", "    return ...;", "} else if (...) {", "    ...", "}", "return ...;"],
    ),
    (
        "java",
        "class Solution { void countAbove() { for (int i = 0; i < 2; i++) a[i] = 0; } }",
        ["for (...; ...; ...) {", "    ...", "}"],
    ),
    (
        "cpp",
        "#define F(x)\nint count_above() { switch (n) { case 1: n = 2; break; } return n; }",
        ["switch (...) {", "    case ...:", "        ...", "}", RETURN],
    ),
    ("cpp", "{" * 5000, []),
    ("cpp", "if " * 5000, []),
    ("cpp", "int count_above() {" + "if (a) {" * 1000 + "}" * 1001, []),
    (
        "sql",
        "WITH t AS (SELECT 'FROM' FROM a) SELECT x FROM t -- WHERE\nGROUP BY x",
        ["WITH ... AS (", *INNER, ")", "SELECT ...", "FROM ...", "GROUP BY ..."],
    ),
    (
        "sql",
        "SELECT a FROM b WHERE c > (SELECT MAX(c) FROM d) UNION SELECT e FROM f ORDER BY 1 LIMIT 2",
        [
            "SELECT ...",
            "FROM ...",
            "WHERE ... (",
            *INNER,
            ")",
            "UNION ...",
            "SELECT ...",
            "FROM ...",
            "ORDER BY ...",
            "LIMIT ...",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "code", "lines"), SKELETONS)
def test_a_skeleton_is_the_control_flow_only(language: Language, code: str, lines: list[str]):
    goals = ("hand back the count",)
    made = draft_of(FUNCTION[language], reference=Source.single(code), goals=goals)
    said = [line for line in shown(starter(made, 80)) if not line.lstrip().startswith("TODO")]
    start = next((i for i, line in enumerate(said) if line.endswith(("in.", "shape:"))), 0)
    end = next(i for i, line in enumerate(said) if line.startswith(("Write", "END")))
    indent = "    " if language == "sql" else ""
    bare = [line.partition("   <- ")[0].rstrip() for line in said[start + 1 : end]]
    assert bare == [indent + line for line in lines]


PLACED: list[tuple[str, tuple[str, ...], list[str]]] = [
    (
        "total = 0\nfor r in readings:\n    if r > limit:\n        total += 1\nreturn total",
        ("start a counter", "visit every reading", "decide if it counts", "hand back the count"),
        [
            "TODO 1. start a counter",
            "TODO 2. visit every reading",
            "for ... in ...:",
            "    TODO 3. decide if it counts",
            "    if ...:",
            "        ...",
            "TODO 4. hand back the count",
            "return ...",
        ],
    ),
    (
        "best = []\nfor row in readings:\n    best.append(row)\nbest.sort()\nreturn best[0]",
        ("collect what is there", "sort it"),
        [
            "...",
            "for ... in ...:",
            "    TODO 1. collect what is there",
            "TODO 2. sort it",
            "return ...",
        ],
    ),
    (
        "if not readings:\n    return 0\nwhile readings:\n    readings.pop()\nreturn limit",
        ("deal with nothing at all", "go on while something is left", "give back the limit"),
        [
            "TODO 1. deal with nothing at all",
            "if ...:",
            "    return ...",
            "TODO 2. go on while something is left",
            "while ...:",
            "    ...",
            "TODO 3. give back the limit",
            "return ...",
        ],
    ),
]


@pytest.mark.parametrize(("body", "goals", "lines"), PLACED)
def test_goals_stand_where_they_belong(body: str, goals: tuple[str, ...], lines: list[str]):
    code = "def count_above(readings, limit):\n" + textwrap.indent(body, "    ")
    made = draft_of(CASES[0], reference=Source.single(code), goals=goals)
    assert shown(starter(made, 80))[2:-1] == lines


def test_goals_of_a_class_stand_in_its_methods():
    goals = (
        "keep how many hooks there are",
        "refuse what does not fit when hanging",
        "tell the rest",
    )
    code = starter(draft_of(("python", "return", "classes"), goals=goals), 60)
    first, second, third = (code.index(f"TODO {n}.") for n in (1, 2, 3))
    assert code.index("__init__") < first < code.index("hang") < second < third
    assert code.index("def free") < third


def test_the_shape_of_a_query_names_the_goals_that_a_clause_serves():
    goals = ("keep only the finds that took long", "put them in order", "show both columns")
    lines = shown(starter(draft_of(CASES[-1], goals=goals), 80))
    served = dict(line.split("   <- ") for line in lines if "<-" in line)
    assert {clause.split()[0]: told for clause, told in served.items()} == {
        "SELECT": "TODO 3",
        "WHERE": "TODO 1",
        "ORDER": "TODO 2",
    }


def test_a_long_structure_is_shown_from_outside_only():
    many = "\n".join(
        f"if limit > {n}:\n    for r in readings:\n        limit += 1" for n in range(30)
    )
    many += "\n" + "\n".join(f"while limit > {n}:\n    limit -= {n}" for n in range(30))
    code = "def count_above(readings, limit):\n" + textwrap.indent(many, "    ")
    made = draft_of(CASES[0], reference=Source.single(code))
    assert len(shown(starter(made, 80))) < 70


def test_nothing_is_drawn_of_a_reference_that_nobody_would_read():
    many = "\n".join(f"    if limit > {n}:\n        limit += {n}" for n in range(4000))
    code = "def count_above(readings, limit):\n" + many
    made = draft_of(CASES[0], reference=Source.single(code))
    assert "if ...:" not in starter(made, 80)
    assert "TODO 4." in starter(made, 80)
