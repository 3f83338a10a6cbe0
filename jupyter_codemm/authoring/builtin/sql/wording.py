"""The texts of a query problem: statement and hints."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from jupyter_codemm.authoring.builtin.imperative.naming import sentence
from jupyter_codemm.authoring.builtin.sql.concepts import CONCEPTS
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.task import Task
from jupyter_codemm.contracts.problem import Hint

NULLABLE: frozenset[Part] = frozenset({"group", "number", "who", "what"})


ASKS = (
    "Return one query with these columns, in this order:",
    "Write one query whose result has these columns, from left to right:",
    "One query is wanted. Its result has these columns, in this order:",
    "Your query has to show these columns, the first one first:",
)
ANY_ORDER = (
    "The order of the rows does not matter.",
    "The rows may come in any order.",
    "You need not sort the rows.",
)
TABLES = 3
"""How many ways there are to show a table."""


def statement(domain: Domain, task: Task, rng: Random) -> str:
    """Return the statement in Markdown: story, tables, question, columns and order."""
    way = rng.randrange(TABLES)
    tables = "\n".join(f"- {_table(domain, domain.entity(role), way)}" for role in task.roles)
    columns = "\n".join(
        f"{number}. `{result.name}`: {result.about}"
        for number, result in enumerate(task.results, 1)
    )
    order = task.order or rng.choice(ANY_ORDER)
    rules = " ".join([*task.notes, order])
    return (
        f"{domain.story}\n\n{tables}\n\n{task.question}\n\n"
        f"{rng.choice(ASKS)}\n\n{columns}\n\n{rules}\n"
    )


def hints(task: Task, topic: str) -> tuple[Hint, ...]:
    """Return three rungs: a question, an idea, and the steps with a usual mistake. No SQL."""
    start = (
        "Work out the first sample by hand before you look at its result. Which tables do you "
        "need, what is one row of the result, and which rows must not be there? Then compare your "
        "rows with the expected ones: are rows missing, too many, or is a cell different?"
    )
    steps = "; ".join(f"{number}) {goal}" for number, goal in enumerate(task.goals, 1))
    slips = " ".join(sentence(pitfall) for pitfall in task.pitfalls)
    last = (
        f"Compare your query with these steps: {steps}. A usual slip: {slips} Run only the first "
        "step, look at its rows, and add the next step when they are right."
    )
    return (
        Hint(level=1, text=start),
        Hint(level=2, text=CONCEPTS[topic]),
        Hint(level=3, text=last),
    )


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _table(domain: Domain, entity: Entity, way: int) -> str:
    nullable = listed([f"`{entity.name(p)}`" for p in entity.parts if p in NULLABLE])
    if way == 0:
        columns = ", ".join(_column(domain, entity, part) for part in entity.parts)
        return (
            f"`{entity.table}`, one row for each {entity.one}: {columns}. {nullable} may be NULL."
        )
    kinds = {
        kind: listed(
            [_noted(domain, entity, part) for part in entity.parts if _kind(part) == kind],
        )
        for kind in ("INTEGER", "TEXT")
    }
    if way == 1:
        return (
            f"`{entity.table}`: each row is one {entity.one}. INTEGER columns: "
            f"{kinds['INTEGER']}. TEXT columns: {kinds['TEXT']}. NULL is possible in {nullable}."
        )
    return (
        f"The table `{entity.table}` tells of every {entity.one} in a row of its own. It stores "
        f"{kinds['INTEGER']} as INTEGER and {kinds['TEXT']} as TEXT. There may be no value (NULL) "
        f"for {nullable}."
    )


def _column(domain: Domain, entity: Entity, part: Part) -> str:
    note = _note(domain, entity, part)
    return f"`{entity.name(part)}` ({_kind(part)}{f', {note}' if note else ''})"


def _noted(domain: Domain, entity: Entity, part: Part) -> str:
    note = _note(domain, entity, part)
    return f"`{entity.name(part)}`{f' ({note})' if note else ''}"


def _kind(part: Part) -> str:
    return "TEXT" if part in ("label", "group") else "INTEGER"


def _note(domain: Domain, entity: Entity, part: Part) -> str:
    """Return what has to be said about a column whose name does not say it."""
    if part == "id":
        return "the key"
    if part in ("who", "what"):
        parent = domain.who if part == "who" else domain.what
        return f"the `id` of the {parent.one}"
    return f"the {entity.noun(part)}" if entity.noun(part) != entity.name(part) else ""
