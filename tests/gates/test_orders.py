"""Ways to break ties in a query, so that rows whose order is open are seen."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_codemm.gates.proving.orders import REVERSED, order_variants

ROWS = "CREATE TABLE t (a INT, b INT); INSERT INTO t VALUES (1, 9), (2, 9), (3, 5);"


def answers(query: str, before: str = "") -> list[list[tuple]]:
    found = []
    for text in (query, *order_variants(query)):
        connection = sqlite3.connect(":memory:")
        connection.executescript(before + ROWS)
        found.append(connection.execute(text).fetchall())
    return found


@pytest.mark.parametrize(
    "query",
    [
        "SELECT a FROM t ORDER BY b",
        "SELECT a, b FROM t ORDER BY b DESC LIMIT 1",
        "WITH x AS (SELECT * FROM t) SELECT a, b FROM x ORDER BY b DESC LIMIT 1;",
    ],
)
def test_ties_come_in_two_orders(query):
    _, up, down = answers(query)
    assert up != down


@pytest.mark.parametrize(
    "query",
    ["SELECT a FROM t ORDER BY b, a", "SELECT b FROM t ORDER BY b", "SELECT a FROM t ORDER BY -a"],
)
def test_without_ties_nothing_changes(query):
    plain, up, down = answers(query)
    assert plain == up == down


@pytest.mark.parametrize(
    "query", ["SELECT a FROM t", "SELECT * FROM t ORDER BY a", "DELETE FROM t", "no query (", ""]
)
def test_what_has_no_order_or_no_named_columns_is_left_alone(query):
    assert order_variants(query) == ()


def test_scans_can_be_turned_round():
    assert answers("SELECT a FROM t")[0] == answers("SELECT a FROM t", REVERSED)[0][::-1]
