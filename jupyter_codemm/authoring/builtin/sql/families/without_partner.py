"""Find parents that have no event, or none of some kind: an anti-join."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import items, results
from jupyter_codemm.authoring.builtin.sql.joining import event_join, events_of
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import Rule, joined_focus, simple_rule, text_rule
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, Domain, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Row
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.authoring.builtin.sql.tree import Among, Item, Node, Null, Query, both
from jupyter_codemm.contracts.base import Difficulty


@dataclass(frozen=True, slots=True)
class _Missing:
    """A drawn anti-join: which events must be missing, and which parents are looked at."""

    domain: Domain
    parent: Parent
    rule: Rule | None
    parent_rule: Rule | None

    def result(self, database: Database) -> list[Row]:
        wanted, rule = self.parent_rule, self.rule
        return [
            (row.id, row.label)
            for row in database.rows(self.parent)
            if (wanted is None or wanted.holds(row))
            and not any(
                rule is None or rule.holds(e) for e in events_of(database, row, self.parent)
            )
        ]


def _recipe(*, nested: bool) -> Recipe:
    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        parent: Parent = rng.choice(PARENTS)
        entity = domain.entity(parent)
        rule = simple_rule(rng, domain.event, qualified=not nested)
        wanted = text_rule(rng, entity, qualified=not nested)
        told = _Missing(
            domain,
            parent,
            rule=None if difficulty == "easy" else rule,
            parent_rule=wanted if difficulty == "hard" or nested else None,
        )
        return _task(told, _nested(told) if nested else _joined(told), nested=nested)

    return draw


def _joined(told: _Missing) -> Query:
    entity, event = told.domain.entity(told.parent), told.domain.event
    extra = told.rule.condition if told.rule else None
    missing = Null(event.col("id", qualified=True))
    return Query(
        items(entity, "id", "label", qualified=True),
        entity.table,
        joins=(event_join(told.domain, told.parent, "LEFT JOIN", extra),),
        where=both(told.parent_rule.condition if told.parent_rule else None, missing),
    )


def _nested(told: _Missing) -> Query:
    entity, event = told.domain.entity(told.parent), told.domain.event
    known: Node = Null(event.col(told.parent), negated=True)
    inner = Query(
        (Item(event.col(told.parent)),),
        event.table,
        where=both(known, told.rule.condition if told.rule else None),
    )
    unseen = Among(entity.col("id"), inner, negated=True)
    condition = told.parent_rule.condition if told.parent_rule else None
    return Query(items(entity, "id", "label"), entity.table, where=both(condition, unseen))


def _task(told: _Missing, query: Query, *, nested: bool) -> Task:
    entity, event = told.domain.entity(told.parent), told.domain.event
    kind = f" whose {told.rule.words}" if told.rule else ""
    wanted = (
        f" Only {entity.many} whose {told.parent_rule.words} matter." if told.parent_rule else ""
    )
    pitfall = (
        f"one {event.one} without a known {entity.one} makes the whole result empty"
        if nested
        else f"the condition on the {event.many} drops the {entity.many} that have none"
    )
    return Task(
        title=f"{entity.many.capitalize()} without {event.many}"
        + (f" by {event.number.noun} or {event.group.noun}" if told.rule else ""),
        roles=(told.parent, "event"),
        question=f"Find the {entity.many} for which there is no {event.one}{kind}.{wanted}",
        results=results(entity, "id", "label", qualified=not nested),
        query=query,
        oracle=told.result,
        focus=joined_focus(told.rule, told.parent_rule),
        goals=(
            f"find out which {event.many} would count",
            f"look for them for every {entity.one}",
            f"keep the {entity.many} for which nothing was found",
        ),
        pitfalls=(pitfall,),
        notes=(
            f"In some {event.many} the {entity.one} is NULL: these belong to nobody.",
            "A NULL fulfils no condition.",
        ),
    )


FAMILIES = (
    QueryFamily("without_partner", frozenset({"joins", "null handling"}), _recipe(nested=False)),
    QueryFamily(
        "not_among", frozenset({"subqueries", "filtering", "null handling"}), _recipe(nested=True)
    ),
)
