"""List each value, or each pair of values, once."""

from __future__ import annotations

from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import NULL_NOTE, items, results, shown_name
from jupyter_codemm.authoring.builtin.sql.joining import parent_join, partner
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import (
    all_of,
    joined_focus,
    null_rule,
    number_rule,
    simple_rule,
)
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, ROLES, Domain, Parent, Part
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Row
from jupyter_codemm.authoring.builtin.sql.task import Task
from jupyter_codemm.authoring.builtin.sql.tree import Col, Key, Query, both
from jupyter_codemm.contracts.base import Difficulty


def _plain(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    entity = domain.entity("event" if difficulty == "hard" else rng.choice(ROLES))
    parts: tuple[Part, ...] = ("group",)
    if difficulty == "hard":
        parts = (rng.choice(PARENTS), "group")
    rule = number_rule(rng, entity)
    if difficulty != "easy":
        rule = all_of(rule, null_rule(entity, "group", known=True))
    what = " and ".join(f"`{entity.name(part)}`" for part in parts)
    many = "combination" if len(parts) > 1 else "value"
    return Task(
        title=f"Every {entity.group.noun} once, from {entity.many}"
        + (f" by {entity.name(parts[0])}" if len(parts) > 1 else ""),
        roles=(entity.role,),
        question=(
            f"Which {many}s of {what} occur among the {entity.many} whose {rule.words}? List each "
            f"{many} once."
        ),
        results=results(entity, *parts),
        query=Query(items(entity, *parts), entity.table, where=rule.condition, distinct=True),
        oracle=lambda db: list(
            dict.fromkeys(
                tuple(row.part(part) for part in parts)
                for row in db.rows(entity.role)
                if rule.holds(row)
            )
        ),
        focus=rule.focus,
        goals=_goals(entity.many),
        pitfalls=(f"a {many} appears once for each row that holds it",),
        notes=(NULL_NOTE, "A NULL that is shown counts as one more value."),
    )


def _joined(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    parent: Parent = rng.choice(PARENTS)
    entity, event = domain.entity(parent), domain.event
    known = null_rule(entity, "group", known=True, qualified=True)
    rule = simple_rule(rng, event, qualified=True)
    parts: tuple[Part, ...] = ("group",) if difficulty == "easy" else ("group", "label")
    own = number_rule(rng, entity, qualified=True)
    parent_rule = all_of(known, own) if difficulty == "hard" else known

    def oracle(database: Database) -> list[Row]:
        pairs = ((row, partner(database, row, parent)) for row in database.event)
        found = {
            tuple(other.part(part) for part in parts)
            for row, other in pairs
            if other and rule.holds(row) and parent_rule.holds(other)
        }
        return sorted(found)

    names = [shown_name(entity, part, qualified=True) for part in parts]
    return Task(
        title=f"Every {' and '.join(entity.noun(p) for p in parts)} with {event.many}, once",
        roles=(parent, "event"),
        question=(
            f"Which {entity.many} have at least one {event.one} whose {rule.words}? Look only at "
            f"{entity.many} whose {parent_rule.words}. Of these {entity.many} list what the "
            "columns below say, each different row once."
        ),
        results=results(entity, *parts, qualified=True),
        query=Query(
            items(entity, *parts, qualified=True),
            event.table,
            joins=(parent_join(domain, parent),),
            where=both(rule.condition, parent_rule.condition),
            order=tuple(Key(Col(name)) for name in names),
            distinct=True,
        ),
        oracle=oracle,
        focus=joined_focus(rule, parent_rule),
        goals=(f"bring each {event.one} together with its {entity.one}", *_goals(event.many)),
        pitfalls=(f"a {entity.one} with two {event.many} appears twice",),
        notes=(NULL_NOTE,),
        order=f"Order the rows by {' and then by '.join(f'`{n}`' for n in names)}, from A to Z.",
    )


def _goals(many: str) -> tuple[str, ...]:
    return (
        f"drop the {many} that do not count",
        "show only the columns whose values are asked for",
        "let every different row appear once",
    )


FAMILIES = (
    QueryFamily("distinct_list", frozenset({"select", "filtering", "distinct"}), _plain),
    QueryFamily(
        "distinct_join", frozenset({"joins", "filtering", "distinct", "ordering"}), _joined
    ),
)
