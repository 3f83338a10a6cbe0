"""Seeded databases keep to the schema and crowd around what the query compares."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random

from jupyter_codemm.gates.inputs.databases import databases

SHOP = """
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  city TEXT,
  born TEXT
);
CREATE TABLE "order" (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers(id),
  amount REAL CHECK (amount >= 0),
  status TEXT CHECK (status IN ('new', 'paid', 'void'))
);
CREATE UNIQUE INDEX one_status ON "order" (customer_id, status, amount);
CREATE VIEW paid AS SELECT * FROM "order" WHERE status = 'paid';
"""
ROWS = """
INSERT INTO customers VALUES
  (1, 'a@x.org', 'Oslo', '2001-04-05'), (2, 'b@x.org', 'Rome', '1999-12-31');
INSERT INTO "order" VALUES (1, 1, 20.5, 'paid'), (2, 1, 99.99, 'new'), (3, 2, 50.0, 'void');
"""
QUERY = """
SELECT c.city, COUNT(*), SUM(o.amount) AS total
FROM customers c LEFT JOIN "order" o ON o.customer_id = c.id
WHERE o.amount BETWEEN 20 AND 60 AND c.city LIKE 'O%' AND c.born >= '2000-01-01'
GROUP BY c.city HAVING total > 80 ORDER BY total LIMIT 3
"""


def seeded(script: str = SHOP + ROWS, query: str = QUERY, count: int = 64) -> list[str]:
    return [text for _, text in databases([script], query, Random(5), count)]


def gathered(scripts: list[str], query: str) -> list[tuple[object, ...]]:
    rows = []
    for script in scripts:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(script)
            rows += connection.execute(query).fetchall()
    return rows


def test_every_database_builds_and_keeps_the_constraints() -> None:
    scripts = seeded()
    assert len(set(scripts)) == 64
    for script in scripts:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript("PRAGMA foreign_keys = ON;" + script)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("SELECT COUNT(*) >= 0 FROM paid").fetchone() == (1,)


def test_values_lie_beside_the_constants_of_the_query() -> None:
    scripts = seeded()
    amounts = {amount for (amount,) in gathered(scripts, 'SELECT amount FROM "order"')}
    assert {19.0, 20.0, 21.0, 59.0, 60.0, 61.0, None} <= amounts
    born = {day for (day,) in gathered(scripts, "SELECT born FROM customers")}
    assert {"1999-12-31", "2000-01-01", "2000-01-02"} <= born
    cities = {city for (city,) in gathered(scripts, "SELECT city FROM customers")}
    assert {"O", "Oa", "aO", "Oslo", "Rome", None} <= cities


def test_some_customers_have_no_order_and_some_tables_are_empty() -> None:
    scripts = seeded()
    lonely = 'SELECT 1 FROM customers WHERE id NOT IN (SELECT customer_id FROM "order")'
    assert gathered(scripts, lonely)
    assert (0,) in gathered(scripts, "SELECT COUNT(*) FROM customers")
    ties = 'SELECT 1 FROM "order" GROUP BY amount HAVING COUNT(*) > 1'
    assert gathered(scripts, ties)


def test_sums_reach_the_limit_of_a_having_exactly() -> None:
    scripts = seeded(
        "CREATE TABLE t (g TEXT, n INTEGER); INSERT INTO t VALUES ('a', 3), ('b', 40), ('b', 25);",
        "SELECT g FROM t GROUP BY g HAVING SUM(n) >= 50 AND COUNT(*) < 4",
    )
    sums = {total for (total,) in gathered(scripts, "SELECT SUM(n) FROM t GROUP BY g")}
    assert {49, 50, 51} <= sums
    sizes = {size for (size,) in gathered(scripts, "SELECT COUNT(*) FROM t GROUP BY g")}
    assert {3, 4, 5} <= sizes


def test_columns_joined_without_a_declared_reference_share_their_values() -> None:
    scripts = seeded(
        "CREATE TABLE a (code TEXT, x INTEGER); CREATE TABLE b (code TEXT, y INTEGER);"
        "INSERT INTO a VALUES ('k', 1), ('m', 2); INSERT INTO b VALUES ('k', 5), ('k', 6);",
        "SELECT x, y FROM a JOIN b ON a.code = b.code",
    )
    pairs = gathered(scripts, "SELECT 1 FROM a JOIN b USING (code)")
    assert len(pairs) > 100
    assert gathered(scripts, "SELECT 1 FROM b WHERE code IS NULL")


def test_a_query_that_cannot_be_read_still_gets_databases() -> None:
    assert len(seeded(query="SELEC nothing FROM FROM")) == 64
    assert len(seeded(query="UPDATE customers SET city = 'X' WHERE id = 3; DELETE FROM paid")) == 64


def test_scripts_that_leave_the_database_or_never_end_give_nothing() -> None:
    endless = (
        "CREATE TABLE t (n); WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
        " INSERT INTO t SELECT n FROM c;"
    )
    assert seeded(endless) == []
    assert seeded("CREATE TABLE t (n); ATTACH 'other.db' AS other;") == []
    assert seeded("CREATE TABLE t (n); INSERT INTO t VALUES (zeroblob(900000000));") == []
    assert seeded("this is no script") == []
    assert seeded("") == []


def test_a_script_that_sqlite_cannot_take_gives_no_database() -> None:
    assert seeded(SHOP + "\x00") == []


APART = """
CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE archive (id INTEGER NOT NULL, name TEXT NOT NULL);
INSERT INTO orders VALUES (1, 'ann'), (2, 'bob');
"""


def shared_ids(script: str) -> list[tuple[object, ...]]:
    query = "INSERT INTO archive SELECT * FROM orders WHERE name = 'ann'"
    found = seeded(script, query)
    assert found
    return gathered(found, "SELECT orders.id FROM orders, archive WHERE orders.id = archive.id")


def test_a_key_that_was_never_in_two_tables_is_not_put_into_both() -> None:
    assert shared_ids(APART) == []
    assert shared_ids(APART + "INSERT INTO archive VALUES (2, 'bob');")


def test_a_value_that_stands_in_for_a_missing_one_joins_nothing() -> None:
    script = """
CREATE TABLE parent (id INTEGER PRIMARY KEY, phone TEXT, mail TEXT);
INSERT INTO parent VALUES (1, '555', 'a@b'), (2, '777', 'c@d');
"""
    scripts = seeded(script, "SELECT id, COALESCE(phone, mail, 'ask') FROM parent")
    rows = gathered(scripts, "SELECT phone, mail FROM parent")
    assert any(phone is None and mail is not None for phone, mail in rows)
    assert all(mail is None or "@" in mail for _, mail in rows)


def test_texts_are_put_together_anew_at_a_sign_that_all_have() -> None:
    script = """
CREATE TABLE signup (id INTEGER PRIMARY KEY, mail TEXT NOT NULL);
INSERT INTO signup VALUES (1, 'ann@post'), (2, 'bob@mail');
"""
    rows = gathered(seeded(script, "SELECT mail FROM signup"), "SELECT mail FROM signup")
    assert {mail for (mail,) in rows} == {"ann@post", "bob@mail", "ann@mail", "bob@post"}
