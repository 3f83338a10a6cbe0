"""Wrong queries tried on the seeded databases: which database shows that which is wrong."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from jupyter_codemm.authoring.builtin.sql.seeding import Row


def wrong_queries(
    script: str, queries: Sequence[str], rows: Sequence[Row], *, ordered: bool
) -> frozenset[int]:
    """Return the indexes of the queries whose result on a database is not the expected one.

    The queries are our own: nothing that a learner or a model wrote runs here.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return frozenset(
            index
            for index, query in enumerate(queries)
            if not same(answer(connection, query), rows, ordered=ordered)
        )


def answer(connection: sqlite3.Connection, query: str) -> list[Row]:
    """Return the rows of a query."""
    rows: list[Row] = connection.execute(query).fetchall()
    return rows


def same(got: Sequence[Row], expected: Sequence[Row], *, ordered: bool) -> bool:
    """Return whether rows are the expected ones, in order or as a multiset."""
    if ordered:
        return list(got) == list(expected)
    return Counter(got) == Counter(expected)
