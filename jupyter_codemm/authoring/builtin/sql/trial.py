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
    expected = comparable(rows, ordered=ordered)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return frozenset(
            index
            for index, query in enumerate(queries)
            if comparable(connection.execute(query).fetchall(), ordered=ordered) != expected
        )


def comparable(rows: Sequence[Row], *, ordered: bool) -> Sequence[Row] | Counter[Row]:
    """Return rows in a form that is equal for equal results: in order, or as a multiset."""
    return list(rows) if ordered else Counter(rows)
