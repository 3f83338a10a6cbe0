"""Find rows with unknown values, or count the unknown in where a plain comparison drops it."""

from __future__ import annotations

from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import items, results
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import (
    Rule,
    all_of,
    null_rule,
    number_rule,
    or_unknown,
    other_rule,
)
from jupyter_codemm.authoring.builtin.sql.schema import ROLES, Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.task import Result, Task
from jupyter_codemm.authoring.builtin.sql.tree import Coalesce, Item, Lit, Query
from jupyter_codemm.contracts.base import Difficulty

UNNAMED = "unknown"


def _rule(rng: Random, entity: Entity, difficulty: Difficulty) -> Rule:
    if difficulty == "easy":
        part: Part = rng.choice(("group", "number"))
        return null_rule(entity, part)
    by_text = or_unknown(other_rule(rng, entity), entity, "group")
    by_number = or_unknown(number_rule(rng, entity), entity, "number")
    if difficulty == "medium":
        return rng.choice((by_text, by_number))
    return all_of(by_text, by_number)


def _task(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    entity = domain.entity(rng.choice(ROLES))
    rule = _rule(rng, entity, difficulty)
    filled = difficulty == "hard"
    group = Item(Coalesce(entity.col("group"), Lit(UNNAMED)), f"{entity.group.name}_shown")
    about = f"the {entity.group.noun}, or `{UNNAMED}` when it is NULL"
    last = Result(group.alias, about)
    return Task(
        title=f"{entity.many.capitalize()} with gaps: {entity.group.noun}, {entity.number.noun}",
        roles=(entity.role,),
        question=f"Find the {entity.many} whose {rule.words}.",
        results=(
            *results(entity, "id", "number"),
            *((last,) if filled else results(entity, "group")),
        ),
        query=Query(
            (*items(entity, "id", "number"), *((group,) if filled else items(entity, "group"))),
            entity.table,
            where=rule.condition,
        ),
        oracle=lambda db: [
            (row.id, row.number, UNNAMED if filled and row.group is None else row.group)
            for row in db.rows(entity.role)
            if rule.holds(row)
        ],
        focus=rule.focus,
        goals=(
            "find out which values may be missing",
            "ask for a missing value in the way that the language has for it",
            "say for a missing value whether its row stays",
        ),
        pitfalls=("a comparison with an unknown value is never true, so the row is lost",),
        notes=("A value is unknown when it is NULL. An empty text would not be unknown.",),
    )


FAMILIES = (
    QueryFamily("unknown_rows", frozenset({"select", "filtering", "null handling"}), _task),
)
