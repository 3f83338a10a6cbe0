"""Eight tests out of the pool find wrong programs that had no say in choosing them."""

from __future__ import annotations

import sqlite3
import statistics
from contextlib import closing

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.sql.mutants import mutants
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.gates.inputs import pool
from jupyter_codemm.gates.selection import Row, chosen
from tests.benchmarks.input_pools import TAKES, drafts, measured

SAMPLES = 3
CANDIDATES = 16
# Some families stand for all; the benchmark measures every one.
STEP = 8


def test_wrong_programs_of_families_that_chose_nothing_fail_the_eight() -> None:
    some = drafts("return", 4)[::STEP]
    found = [measured(draft, TAKES["sixteen"], seed=4, size=64) for draft in some]
    figures = [figure for figure in found if figure is not None]
    assert len(figures) > 7
    assert statistics.mean(figure.score for figure in figures) >= 0.99
    assert statistics.mean(figure.held_out for figure in figures) >= 0.99


def test_eight_databases_tell_apart_every_wrong_query_that_any_can() -> None:
    families = [family for family in ALL_FAMILIES if isinstance(family, QueryFamily)]
    for family in families[::STEP]:
        survivors = _survivors(family)
        assert survivors == (), (family.name, survivors)


def _survivors(family: QueryFamily) -> tuple[str, ...]:
    request = FamilyRequest(
        problem_id="p1",
        language="sql",
        difficulty=min(family.difficulties),
        style="stdout",
        topics=(min(family.topics),),
        seed=2,
    )
    draft = family.draft(request)
    task = family.told(request.difficulty, request.seed).task
    wrong = mutants(task.query)
    items = pool(draft.problem, draft.reference, draft.candidates[:CANDIDATES], seed=2)
    matrix = []
    for item in items:
        script = item.input.database or ""
        right, *given = _results(script, (draft.reference.text, *wrong), ordered=task.ordered)
        kills = frozenset(n for n, rows in enumerate(given) if rows != right)
        matrix.append(Row(kills, item.category, len(script)))
    choice = chosen(matrix, range(SAMPLES))
    return tuple(wrong[index] for index in choice.survivors)


def _results(script: str, queries: tuple[str, ...], *, ordered: bool) -> list[list[str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        rows = [[str(row) for row in connection.execute(query)] for query in queries]
    return rows if ordered else [sorted(found) for found in rows]
