"""Queries whose answers have thousands of rows, or whose questions name a thousand people."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Select, Text, cast, func, literal, select
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


def named(connection: Connection, names: Collection[str]) -> TableValuedAlias:
    """Return names as a table with the column `value`; as parameters each would be bound alone."""
    text = literal(json.dumps(list(names)), Text)
    if connection.dialect.name == POSTGRESQL:
        return func.json_array_elements_text(cast(text, JSON)).table_valued("value", name="named")
    return func.json_each(text).table_valued("value", name="named")
