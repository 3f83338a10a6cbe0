"""Queries that take long or do not end: nothing of theirs is accepted unproven."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import Verified, verify
from jupyter_codemm.gates.proving.entries import entries
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import good_draft

Edges = list[tuple[int, int]]

TABLE = "CREATE TABLE step (src INTEGER NOT NULL, dst INTEGER NOT NULL);\n"
ROADS: list[Edges] = [
    [(1, 2), (2, 3)],
    [(1, 2)],
    [],
    [(1, 2), (2, 3), (3, 4), (4, 7)],
    [(1, 5), (5, 6), (2, 3)],
    [(1, 2), (1, 3), (2, 4), (3, 4)],
    [(2, 9), (3, 9)],
    [(1, 8), (8, 9), (1, 9), (9, 10)],
]
CATEGORIES = "typical single minimal large boundary duplicates adversarial typical".split()
FOLLOWING = (
    "WITH RECURSIVE way(place, steps) AS (SELECT dst, 1 FROM step WHERE src = 1 UNION ALL "
    "SELECT s.dst, w.steps + 1 FROM step AS s JOIN way AS w ON s.src = w.place) "
    "SELECT place, MAX(steps) AS steps FROM way GROUP BY place ORDER BY place"
)
SPINNING = (
    "(WITH RECURSIVE spin(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM spin WHERE n < 9000000) "
    "SELECT COUNT(*) FROM spin) > 0"
)


def longest(edges: Edges) -> list[list[int]]:
    """Return how many steps each place that 1 leads to is away at most, by place."""

    def ways(place: int, steps: int) -> Iterator[tuple[int, int]]:
        for src, dst in edges:
            if src == place:
                yield dst, steps
                yield from ways(dst, steps + 1)

    most: dict[int, int] = {}
    for place, steps in ways(1, 1):
        most[place] = max(steps, most.get(place, 0))
    return [[place, most[place]] for place in sorted(most)]


def script(edges: Edges) -> str:
    return TABLE + "".join(f"INSERT INTO step VALUES ({a}, {b});\n" for a, b in edges)


def roads(query: str) -> ProblemDraft:
    tests = [
        {
            "name": f"test_case_{number}",
            "visibility": "sample" if number <= 3 else "hidden",
            "category": category,
            "input": {"database": script(edges)},
            "expected": {
                "rows": {"columns": ["place", "steps"], "rows": longest(edges)},
                "compare": {"rows": {"ordered": True}},
            },
        }
        for number, (edges, category) in enumerate(zip(ROADS, CATEGORIES, strict=True), 1)
    ]
    problem = {
        "id": "p1",
        "title": "The longest way",
        "statement": "The table step has one row for each step from a place to another, src and "
        "dst. Steps never lead in a circle. List each place that place 1 leads to, and the number "
        "of steps of the longest way there. Order by place.",
        "kind": "query",
        "language": "sql",
        "difficulty": "hard",
        "topics": ["joins"],
        "style": "stdout",
        "starter": "-- write your query here\n",
        "tests": tests,
    }
    return ProblemDraft.parse({"problem": problem, "reference": {"code": query}})


def has_circle(database: str) -> bool:
    """Return whether place 1 leads into a circle."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(database)
        edges = connection.execute("SELECT src, dst FROM step").fetchall()
    way = [1]
    for place in way:
        way += [dst for src, dst in edges if src == place and len(way) < 1000]
    return len(way) >= 1000


def test_databases_on_which_a_query_does_not_end_leave_the_others_to_prove_it_with():
    draft = roads(FOLLOWING)
    new = [entry.input.database for entry in entries(draft, seed=0) if entry.is_new]
    assert any(map(has_circle, new))
    result = asyncio.run(verify(draft, BareSandbox()))
    assert result.accepted, result.rejection
    assert result.gates[-1].gate == "student_path"
    assert not any(has_circle(test.input.database) for test in result.draft.problem.tests)


def test_a_slow_query_is_refused():
    slow = FOLLOWING.replace(" GROUP BY", f" WHERE {SPINNING} GROUP BY")
    rejection = asyncio.run(verify(roads(slow), BareSandbox())).rejection
    assert rejection is not None
    assert rejection.gate in ("reference", "margin")


def test_nothing_is_accepted_without_evidence():
    agreed = GateOutcome(gate="reference", ok=True)
    with pytest.raises(ValueError, match="no tests were chosen"):
        Verified((agreed,), 1, good_draft())
    assert not Verified((agreed.model_copy(update={"ok": False}),), 1, good_draft()).accepted
