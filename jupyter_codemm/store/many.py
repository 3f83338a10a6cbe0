"""Queries whose answers have thousands of rows, or whose questions name a thousand people."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Select,
    Text,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import TableValuedAlias

POSTGRESQL = "postgresql"


def rows_of(connection: Connection, query: Select[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    """Return the rows of a query in its order; its columns are texts, numbers or truth values.

    The driver of PostgreSQL is Python and takes longer for a row than for a page of text, so there
    all of them come as one JSON text.
    """
    if connection.dialect.name != POSTGRESQL:
        return connection.execute(query).all()
    rows = query.subquery("found")
    told = select(cast(func.json_agg(func.json_build_array(*rows.c)), Text))
    text = connection.execute(told).scalar_one_or_none()  # nothing is aggregated to NULL
    found: list[list[Any]] = [] if text is None else json.loads(text)
    return found


def listed(connection: Connection, rows: Collection[Sequence[str]]) -> TableValuedAlias:
    """Return rows of texts as a table, whose texts `text_of` takes.

    As parameters of a statement each of them would be bound alone.
    """
    text = literal(json.dumps([*rows]), Text)
    if connection.dialect.name == POSTGRESQL:
        return func.json_array_elements(cast(text, JSON)).table_valued(column("value", JSON))
    return func.json_each(text).table_valued(column("value", JSON))


def among(
    connection: Connection, texts: InstrumentedAttribute[Any], wanted: Collection[str]
) -> ColumnElement[bool]:
    """Return the condition that a text is one of some, however many they are."""
    return texts.in_(select(text_of(listed(connection, [(one,) for one in wanted]), 0)))


def text_of(table: TableValuedAlias, place: int) -> ColumnElement[str]:
    """Return the text at a place of each row of a list."""
    text: ColumnElement[str] = table.c.value[place].as_string()
    return text
