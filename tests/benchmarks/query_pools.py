"""How many wrong queries eight databases out of the pool tell apart, of those that any can."""

from __future__ import annotations

import argparse
import sqlite3
import time
from contextlib import closing

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.sql.mutants import mutants
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.gates.inputs import PoolInput, pool
from jupyter_codemm.gates.selection import Choice, Row, chosen

SAMPLES = 3
FAMILIES = [family for family in ALL_FAMILIES if isinstance(family, QueryFamily)]


def measured(family: QueryFamily, seed: int, candidates: int) -> tuple[Choice, list[str], float]:
    """Return the choice, the wrong queries that survive it, and the milliseconds of the pool."""
    request = FamilyRequest(
        problem_id="p1",
        language="sql",
        difficulty=min(family.difficulties),
        style="stdout",
        topics=(min(family.topics),),
        seed=seed,
    )
    draft = family.draft(request)
    task = family.told(request.difficulty, request.seed).task
    wrong = mutants(task.query)
    begun = time.perf_counter()
    items = pool(draft.problem, draft.reference, draft.candidates[:candidates], seed=seed)
    took = (time.perf_counter() - begun) * 1000
    queries = (draft.reference.text, *wrong)
    choice = chosen([_row(item, queries, ordered=task.ordered) for item in items], range(SAMPLES))
    return choice, [wrong[index] for index in choice.survivors], took


def _row(item: PoolInput, queries: tuple[str, ...], *, ordered: bool) -> Row:
    script = item.input.database or ""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        found = [[str(row) for row in connection.execute(query)] for query in queries]
    right, *given = found if ordered else [sorted(rows) for rows in found]
    kills = frozenset(index for index, rows in enumerate(given) if rows != right)
    return Row(kills, item.category, len(script))


def report(seeds: int, candidates: int) -> None:
    found = [(f, *measured(f, seed, candidates)) for seed in range(seeds) for f in FAMILIES]
    for family, _, survivors, _ in found:
        for query in survivors:
            print(f"{family.name} survives: {query}")
    killable = sum(len(choice.killable) for _, choice, _, _ in found)
    alive = sum(len(survivors) for _, _, survivors, _ in found)
    slowest = max(took for *_, took in found)
    print(f"{len(found)} problems: {killable - alive} of {killable} killed, pool {slowest:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--candidates", type=int, default=16)
    options = parser.parse_args()
    report(options.seeds, options.candidates)
