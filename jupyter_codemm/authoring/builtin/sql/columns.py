"""Columns that are shown as they are stored, as part of a query and in words."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.schema import Entity, Part
from jupyter_codemm.authoring.builtin.sql.task import Result
from jupyter_codemm.authoring.builtin.sql.tree import Item

NULL_NOTE = "A value that is NULL is unknown and fulfils no condition."


def items(entity: Entity, *parts: Part, qualified: bool = False) -> tuple[Item, ...]:
    """Return columns for a query; qualified ones get a name of their own."""
    return tuple(
        Item(
            entity.col(part, qualified=qualified),
            shown_name(entity, part, qualified=True) if qualified else "",
        )
        for part in parts
    )


def results(entity: Entity, *parts: Part, qualified: bool = False) -> tuple[Result, ...]:
    """Return the same columns as the statement lists them."""
    return tuple(
        Result(
            shown_name(entity, part, qualified=qualified),
            f"the {entity.noun(part)} of the {entity.one}",
        )
        for part in parts
    )


def shown_name(entity: Entity, part: Part, *, qualified: bool = False) -> str:
    """Return the name that a column has in the result."""
    return f"{entity.one}_{entity.name(part)}" if qualified else entity.name(part)
