"""Choose rows of one table by conditions on them."""

from __future__ import annotations

from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import NULL_NOTE, items, results
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import (
    Rule,
    all_of,
    any_of,
    double_rule,
    group_is,
    number_rule,
    simple_rule,
)
from jupyter_codemm.authoring.builtin.sql.schema import ROLES, Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.task import Task
from jupyter_codemm.authoring.builtin.sql.tree import Query
from jupyter_codemm.contracts.base import Difficulty


def _two_kinds(rng: Random, entity: Entity) -> Rule:
    kinds = rng.sample(entity.group.values, 2)
    return any_of(*(all_of(group_is(entity, k), number_rule(rng, entity)) for k in kinds))


def _task(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    entity = domain.entity(rng.choice(ROLES))
    makers = {"easy": simple_rule, "medium": double_rule, "hard": _two_kinds}
    rule = makers[difficulty](rng, entity)
    hard = difficulty == "hard"
    verb = rng.choice(("Find", "List", "Show"))
    lead = f"Two kinds of {entity.many} are wanted: those" if hard else f"{verb} the {entity.many}"
    words = rule.words.replace(" or whose ", ", and those whose ") if hard else rule.words
    parts: tuple[Part, ...] = (entity.named, "group", "number")
    return Task(
        title=f"{entity.many.capitalize()} by {entity.group.noun} and {entity.number.noun}",
        roles=(entity.role,),
        question=f"{lead} whose {words}.",
        results=results(entity, *parts),
        query=Query(items(entity, *parts), entity.table, where=rule.condition),
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
            "brackets around the two kinds are missing" if hard else "a condition is forgotten",
        ),
        notes=(NULL_NOTE,),
    )


FAMILIES = (QueryFamily("pick_rows", frozenset({"select", "filtering"}), _task),)
