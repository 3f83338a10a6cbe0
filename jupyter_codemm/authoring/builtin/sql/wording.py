"""The texts of a query problem: statement and hints."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.authoring.builtin.imperative.naming import sentence
from jupyter_codemm.authoring.builtin.sql.concepts import CONCEPTS
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.task import Task
from jupyter_codemm.contracts.problem import Hint

NULLABLE: frozenset[Part] = frozenset({"group", "number", "who", "what"})


def statement(domain: Domain, task: Task) -> str:
    """Return the statement in Markdown: story, tables, question, columns and order."""
    tables = "\n".join(f"- {_table(domain, domain.entity(role))}" for role in task.roles)
    columns = "\n".join(
        f"{number}. `{result.name}`: {result.about}"
        for number, result in enumerate(task.results, 1)
    )
    order = task.order or "The order of the rows does not matter."
    rules = " ".join([*task.notes, order])
    return (
        f"{domain.story}\n\n{tables}\n\n{task.question}\n\n"
        f"Return one query with these columns, in this order:\n\n{columns}\n\n{rules}\n"
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


def _table(domain: Domain, entity: Entity) -> str:
    columns = ", ".join(_column(domain, entity, part) for part in entity.parts)
    nullable = listed([f"`{entity.name(p)}`" for p in entity.parts if p in NULLABLE])
    return f"`{entity.table}`, one row for each {entity.one}: {columns}. {nullable} may be NULL."


def _column(domain: Domain, entity: Entity, part: Part) -> str:
    kind = "TEXT" if part in ("label", "group") else "INTEGER"
    note = ""
    if part == "id":
        note = ", the key"
    elif part in ("who", "what"):
        parent = domain.who if part == "who" else domain.what
        note = f", the `id` of the {parent.one}"
    elif entity.noun(part) != entity.name(part):
        note = f", the {entity.noun(part)}"
    return f"`{entity.name(part)}` ({kind}{note})"
