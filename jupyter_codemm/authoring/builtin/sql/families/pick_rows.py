"""Choose rows of one table by conditions on them."""

from __future__ import annotations

from random import Random

from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import (
    Rule,
    all_of,
    any_of,
    double_rule,
    group_rule,
    number_rule,
    simple_rule,
)
from jupyter_codemm.authoring.builtin.sql.schema import ROLES, Domain, Entity
from jupyter_codemm.authoring.builtin.sql.task import Result, Task
from jupyter_codemm.authoring.builtin.sql.tree import Item, Query
from jupyter_codemm.contracts.base import Difficulty


def _two_kinds(rng: Random, entity: Entity) -> Rule:
    first, second = rng.sample(entity.group.values, 2)
    rules = [_of_kind(rng, entity, kind) for kind in (first, second)]
    return any_of(*rules)


def _of_kind(rng: Random, entity: Entity, kind: str) -> Rule:
    rule = group_rule(rng, entity)
    while f"`{kind}`" not in rule.words:
        rule = group_rule(rng, entity)
    return all_of(rule, number_rule(rng, entity))


def _task(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    entity = domain.entity(rng.choice(ROLES))
    makers = {"easy": simple_rule, "medium": double_rule, "hard": _two_kinds}
    rule = makers[difficulty](rng, entity)
    hard = difficulty == "hard"
    lead = "Two kinds are wanted: those" if hard else f"Find the {entity.many}"
    words = rule.words.replace(" or whose ", ", and those whose ") if hard else rule.words
    parts = (entity.named, "group", "number")
    return Task(
        title=f"{entity.many.capitalize()} by {entity.group.noun} and {entity.number.noun}",
        roles=(entity.role,),
        question=f"From the {entity.many} we need some only. {lead} whose {words}.",
        results=tuple(Result(entity.name(p), f"the {entity.noun(p)}") for p in parts),
        query=Query(
            items=tuple(Item(entity.col(p)) for p in parts),
            source=entity.table,
            where=rule.condition,
        ),
        oracle=lambda db: [
            tuple(row.part(p) for p in parts) for row in db.rows(entity.role) if rule.holds(row)
        ],
        focus=rule.focus,
        goals=(
            f"look at the {entity.many} one by one",
            "decide for each row whether the condition holds",
            "show the columns that were asked for and nothing else",
        ),
        pitfalls=(
            "a value that is just at the limit falls on the wrong side",
            "the brackets around the two kinds are missing" if hard else "a condition is forgotten",
        ),
        notes=("A value that is NULL is unknown and fulfils no condition.",),
    )


FAMILIES = (QueryFamily("pick_rows", frozenset({"select", "filtering"}), _task),)
