"""Add up row by row with a window that grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import items, results, shown_name
from jupyter_codemm.authoring.builtin.sql.joining import parent_join, partner
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import Rule, joined_focus, text_rule
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, Domain, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record, Row
from jupyter_codemm.authoring.builtin.sql.task import Result, Task
from jupyter_codemm.authoring.builtin.sql.tree import Coalesce, Col, Item, Key, Lit, Over, Query
from jupyter_codemm.contracts.base import Difficulty

TOTAL = "running_total"


@dataclass(frozen=True, slots=True)
class _Running:
    """A drawn running total of the events, over all of them or for each parent apart."""

    domain: Domain
    parent: Parent
    rule: Rule | None
    apart: bool

    def result(self, database: Database) -> list[Row]:
        pairs = [(row, partner(database, row, self.parent)) for row in database.event]
        rows = sorted(
            (
                (row, other)
                for row, other in pairs
                if other and (self.rule is None or self.rule.holds(row))
            ),
            key=lambda pair: pair[0].id,
        )
        events = [row for row, _ in rows]
        return [(r.id, p.label, r.number, self._total(r, events)) for r, p in rows]

    def _total(self, row: Record, events: Sequence[Record]) -> int:
        own = row.part(self.parent)
        before = (event for event in events if event.id <= row.id)
        return sum(e.number or 0 for e in before if not self.apart or e.part(self.parent) == own)


def _task(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    told = _Running(
        domain=domain,
        parent=rng.choice(PARENTS),
        rule=text_rule(rng, domain.event, qualified=True) if difficulty == "hard" else None,
        apart=difficulty != "easy",
    )
    entity, event = domain.entity(told.parent), domain.event
    lead = f" whose {told.rule.words}" if told.rule else ""
    reach = f"of the same {entity.one}" if told.apart else "in the result"
    key = shown_name(event, "id", qualified=True)
    number = event.number.noun
    return Task(
        title=f"Running total of the {number}" + (f" per {entity.one}" if told.apart else ""),
        roles=(told.parent, "event"),
        question=(
            f"List the {event.many}{lead}, each with its {entity.one}, and show how the {number} "
            f"adds up: the running total of a row adds the {number} of this {event.one} and of "
            f"all earlier ones {reach}. Earlier means a smaller `id`. An unknown {number} adds 0 "
            f"but is shown as NULL. Leave out {event.many} whose {entity.one} is not known; they "
            "add nothing either."
        ),
        results=(
            *results(event, "id", qualified=True),
            *results(entity, "label", qualified=True),
            *results(event, "number", qualified=True),
            Result(TOTAL, f"the {number} added up so far"),
        ),
        query=_query(told),
        oracle=told.result,
        focus=joined_focus(told.rule),
        goals=(
            f"bring each {event.one} together with its {entity.one}",
            f"decide which earlier {event.many} a row adds up",
            "let an unknown number add nothing",
            "put the rows in the order that was asked for",
        ),
        pitfalls=("every row shows the same grand total, since the window has no order",),
        order=f"Order the rows by `{key}`, ascending.",
    )


def _query(told: _Running) -> Query:
    entity, event = told.domain.entity(told.parent), told.domain.event
    key = event.col("id", qualified=True)
    number = Coalesce(event.col("number", qualified=True), Lit(0))
    partition = (event.col(told.parent, qualified=True),) if told.apart else ()
    return Query(
        (
            *items(event, "id", qualified=True),
            *items(entity, "label", qualified=True),
            *items(event, "number", qualified=True),
            Item(Over("SUM", number, partition, (Key(key),)), TOTAL),
        ),
        event.table,
        joins=(parent_join(told.domain, told.parent),),
        where=told.rule.condition if told.rule else None,
        order=(Key(Col(shown_name(event, "id", qualified=True))),),
    )


FAMILIES = (
    QueryFamily(
        "running_total",
        frozenset({"window functions", "aggregation", "joins", "null handling", "ordering"}),
        _task,
    ),
)
