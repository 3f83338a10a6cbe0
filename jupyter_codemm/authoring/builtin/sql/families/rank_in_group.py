"""Give rows a place within their group, and sometimes keep the first places only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import items, results
from jupyter_codemm.authoring.builtin.sql.query_family import with_hard_select
from jupyter_codemm.authoring.builtin.sql.rules import null_rule
from jupyter_codemm.authoring.builtin.sql.schema import ROLES, Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record, Row
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Result, Task
from jupyter_codemm.authoring.builtin.sql.tree import (
    Col,
    Compare,
    Cte,
    Item,
    Key,
    Lit,
    Over,
    Query,
    both,
)
from jupyter_codemm.contracts.base import Difficulty

PLACE = "place"
BEST = "best"
STEP = "placed"
PARTS: tuple[Part, ...] = ("id", "group", "number")


@dataclass(frozen=True, slots=True)
class _Ranking:
    """A drawn ranking: of all rows, or within the rows of the same group.

    `dense` leaves no gap after a tie. `keep` shows the first places only. `with_best` shows the
    best number of the group as well.
    """

    entity: Entity
    grouped: bool
    down: bool
    dense: bool
    keep: int | None
    with_best: bool

    def result(self, database: Database) -> list[Row]:
        rows = [
            row
            for row in database.rows(self.entity.role)
            if row.number is not None and (row.group is not None or not self.grouped)
        ]
        found = [(row, self._better(row, self._peers(row, rows))) for row in rows]
        return [
            (row.id, row.group, row.number, 1 + len(better), *self._best(row, rows))
            for row, better in found
            if self.keep is None or 1 + len(better) <= self.keep
        ]

    def _peers(self, row: Record, rows: Sequence[Record]) -> list[Record]:
        return [other for other in rows if not self.grouped or other.group == row.group]

    def _better(self, row: Record, peers: Sequence[Record]) -> list[int]:
        own = row.number or 0
        numbers = [other.number or 0 for other in peers]
        better = [n for n in numbers if (n > own if self.down else n < own)]
        return sorted(set(better)) if self.dense else better

    def _best(self, row: Record, rows: Sequence[Record]) -> tuple[int, ...]:
        if not self.with_best:
            return ()
        numbers = [other.number or 0 for other in self._peers(row, rows)]
        return (max(numbers) if self.down else min(numbers),)


def _recipe(*, first: bool) -> Recipe:
    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        return _task(
            _Ranking(
                entity=domain.entity(rng.choice(ROLES)),
                grouped=difficulty != "easy",
                down=rng.choice((True, False)),
                dense=rng.choice((True, False)) if difficulty == "hard" else False,
                keep=rng.randint(2, 3) if first else None,
                with_best=difficulty == "hard" and not first,
            )
        )

    return draw


def _task(told: _Ranking) -> Task:
    entity = told.entity
    word = "largest" if told.down else "smallest"
    number, group = entity.number.noun, entity.group.noun
    among = (
        f"among the {entity.many} with the same {group}"
        if told.grouped
        else f"among all {entity.many}"
    )
    after = "2" if told.dense else "3"
    text = (
        f"Give each of the {entity.many} a place {among}: the {word} {number} has place 1, equal "
        f"numbers share a place, and after two that share place 1 comes place {after}."
    )
    if told.keep:
        text += f" Keep only rows with a place from 1 to {told.keep}."
    if told.with_best:
        text += f" Show also the {word} {number} {among}."
    dropped = f"{number} or {group}" if told.grouped else number
    best = (Result(BEST, f"the {word} {number} {among}"),) if told.with_best else ()
    return Task(
        title=_title(told),
        roles=(entity.role,),
        question=text,
        results=(*results(entity, *PARTS), Result(PLACE, "the place"), *best),
        query=_query(told),
        oracle=told.result,
        focus={},
        goals=(
            "leave out rows that cannot have a place",
            "say which rows are compared with each other" if told.grouped else "compare all rows",
            f"number them, starting with the {word} {number}",
            *(("keep the first places in a second step",) if told.keep else ()),
        ),
        pitfalls=("equal numbers get different places, or a gap that was not asked for",),
        notes=(f"Leave out {entity.many} whose {dropped} is NULL.",),
    )


def _title(told: _Ranking) -> str:
    entity = told.entity
    many = entity.many.capitalize()
    within = f" within each {entity.group.noun}" if told.grouped else ""
    if told.keep:
        return f"The first {told.keep} places of the {entity.many}{within}"
    return f"{many} ranked by {entity.number.noun}{within}"


def _query(told: _Ranking) -> Query:
    entity = told.entity
    order = (Key(entity.col("number"), told.down),)
    partition = (entity.col("group"),) if told.grouped else ()
    place = Item(Over("DENSE_RANK" if told.dense else "RANK", None, partition, order), PLACE)
    best = Over("MAX" if told.down else "MIN", entity.col("number"), partition)
    known = null_rule(entity, "number", known=True).condition
    grouped = null_rule(entity, "group", known=True).condition if told.grouped else None
    placed = Query(
        (*items(entity, *PARTS), place, *((Item(best, BEST),) if told.with_best else ())),
        entity.table,
        where=both(known, grouped),
    )
    if told.keep is None:
        return placed
    names = (*(entity.name(part) for part in PARTS), PLACE)
    return Query(
        tuple(Item(Col(name)) for name in names),
        STEP,
        where=Compare(Col(PLACE), "<=", Lit(told.keep)),
        ctes=(Cte(STEP, placed),),
    )


_TOPICS = frozenset({"window functions", "filtering"})
FAMILIES = (
    *with_hard_select("rank_in_group", _TOPICS, _recipe(first=False)),
    *with_hard_select("first_in_group", _TOPICS | {"cte"}, _recipe(first=True)),
)
