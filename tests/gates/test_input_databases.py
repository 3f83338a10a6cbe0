"""Seeded databases keep to the schema and crowd around what the query compares."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random

import pytest

from jupyter_codemm.gates.inputs.databases import databases
from jupyter_codemm.gates.inputs.databases.checks import allowed

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

ONE_COLUMN = "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2);"


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


def test_conditions_may_be_longer_than_the_stack_is_deep() -> None:
    numbers = range(1200)
    for joined in (" AND ".join(f"n <> {n}" for n in numbers), f"n = 1{' OR n = 2' * 1200}"):
        assert len(seeded(ONE_COLUMN, f"SELECT n FROM t WHERE {joined}", 4)) == 4
    parts = "(n IS NULL OR n < 5) AND " * 1200
    check = f"CREATE TABLE t (n INTEGER CHECK ({parts}(n = 1{' OR n = 2' * 1200})))"
    assert allowed(check)["n"].listed == (1, 2)


@pytest.mark.parametrize("number", ["1e9999", "-1e9999", "7" * 400, "7" * 5000])
@pytest.mark.parametrize("kind", ["INTEGER", "REAL"])
def test_constants_beyond_all_numbers_are_near_no_value(kind: str, number: str) -> None:
    script = ONE_COLUMN.replace("INTEGER", kind)
    for query in (f"WHERE n IN ({number}, 2)", f"GROUP BY n HAVING SUM(n) + COUNT(*) > {number}"):
        assert len(seeded(script, f"SELECT n FROM t {query}", 4)) == 4


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


CHECKED = """
CREATE TABLE runner (
  id INTEGER PRIMARY KEY,
  sex TEXT NOT NULL CHECK (sex IN ('f', 'm')),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 300),
  fee REAL NOT NULL CHECK (fee > 0),
  born TEXT NOT NULL CHECK (born >= '1990-01-01'),
  rank INTEGER CHECK (rank = 1 OR rank = 2 OR rank IS NULL),
  CHECK (minutes > 10 OR rank IS NULL)
);
INSERT INTO runner VALUES (1, 'f', 60, 2.5, '2001-04-05', 1), (2, 'f', 75, 3.0, '2003-04-05', 1);
"""


def test_columns_hold_all_that_their_checks_list_and_the_ends_of_their_ranges() -> None:
    scripts = seeded(CHECKED, "SELECT id FROM runner WHERE sex = 'f' ORDER BY minutes")
    rows = gathered(scripts, "SELECT sex, minutes, fee, born, rank FROM runner")
    sexes, minutes, fees, days, ranks = (set(column) for column in zip(*rows, strict=True))
    assert sexes == {"f", "m"}
    assert {1, 60, 75, 300} <= minutes
    assert 0.1 in fees
    assert min(fees) > 0
    assert "1990-01-01" in days
    assert ranks == {1, 2, None}


def test_ends_that_break_a_step_of_all_numbers_are_left_out() -> None:
    script = """
CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER CHECK (n BETWEEN 1 AND 1000));
INSERT INTO t VALUES (1, 100), (2, 150), (3, 250), (4, 400), (5, 550), (6, 50);
"""
    numbers = {n for (n,) in gathered(seeded(script, "SELECT id FROM t"), "SELECT n FROM t")}
    assert {n % 50 for n in numbers if n is not None} == {0}
    assert 1000 in numbers


VOTES = """
CREATE TABLE vote (id INTEGER PRIMARY KEY, party TEXT NOT NULL, votes INTEGER NOT NULL{});
INSERT INTO vote VALUES (1, 'sun', 20), (2, 'sea', 35), (3, 'sun', 12);
"""
SHARES = "SELECT party, SUM(votes) FROM vote GROUP BY party"


def test_some_column_is_all_zero_where_a_check_lets_it() -> None:
    zeros = "SELECT 1 FROM (SELECT COUNT(*) AS n, MAX(votes) AS most FROM vote)"
    scripts = seeded(VOTES.format(" CHECK (votes BETWEEN 0 AND 500)"), SHARES)
    assert gathered(scripts, f"{zeros} WHERE n > 1 AND most = 0")
    assert not gathered(seeded(VOTES.format(""), SHARES), "SELECT 1 FROM vote WHERE votes = 0")


def test_some_database_has_rows_but_none_that_the_query_asks_for() -> None:
    script = """
CREATE TABLE course (id INTEGER PRIMARY KEY, core INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE pass (course_id INTEGER NOT NULL, who TEXT NOT NULL);
INSERT INTO course VALUES (1, 1, 'art'), (2, 0, 'law'), (3, 1, 'sea');
INSERT INTO pass VALUES (1, 'ann'), (2, 'bob'), (3, 'bob');
"""
    query = "SELECT who FROM pass p JOIN course c ON c.id = p.course_id WHERE c.core = 1"
    scripts = seeded(script, query)
    counts = "SELECT COUNT(*) AS n, SUM(core = 1) AS core FROM course"
    none = f"SELECT 1 FROM ({counts}) WHERE n > 2 AND core = 0"
    assert len(gathered(scripts, none)) > 2
    # Where all rows had their partners they still have them.
    lost = "EXISTS (SELECT 1 FROM pass WHERE course_id NOT IN (SELECT id FROM course))"
    assert not gathered(scripts, f"{none} AND {lost}")


def test_conditions_that_look_elsewhere_are_not_asked() -> None:
    script = "CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2);"
    query = "SELECT n FROM t WHERE load_extension(n) = 1 AND n IN (SELECT MAX(n) FROM t)"
    assert len(seeded(script, query)) > 20


def test_a_total_over_all_rows_reaches_the_limit_too() -> None:
    query = (
        "WITH sums AS (SELECT party, SUM(votes) AS got FROM vote GROUP BY party),"
        " whole AS (SELECT SUM(got) AS total FROM sums)"
        " SELECT party, got * 100 / total FROM sums CROSS JOIN whole WHERE total > 90"
    )
    scripts = seeded(VOTES.format(" CHECK (votes >= 0)"), query)
    totals = {total for (total,) in gathered(scripts, "SELECT SUM(votes) FROM vote")}
    assert {89, 90, 91} <= totals


def test_some_rows_make_up_for_each_other() -> None:
    script = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, account TEXT NOT NULL, amount INTEGER NOT NULL);
INSERT INTO entry VALUES (1, 'a', 20), (2, 'a', -35), (3, 'b', 12), (4, 'b', 9);
"""
    scripts = seeded(script, "SELECT SUM(amount) FROM entry")
    even = "SELECT COUNT(DISTINCT amount) AS n, SUM(DISTINCT amount) AS total FROM entry"
    assert gathered(scripts, f"SELECT 1 FROM ({even}) WHERE n = 2 AND total = 0")


def test_some_trees_are_deep() -> None:
    script = """
CREATE TABLE person (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES person(id));
INSERT INTO person VALUES (1, NULL), (2, 1), (3, 1);
"""
    depth = (
        "WITH RECURSIVE line(id, depth) AS (SELECT id, 1 FROM person WHERE boss IS NULL UNION ALL"
        " SELECT p.id, depth + 1 FROM person p JOIN line l ON p.boss = l.id)"
        " SELECT MAX(depth) FROM line"
    )
    depths = [n for (n,) in gathered(seeded(script, "SELECT id FROM person"), depth)]
    assert max(n for n in depths if isinstance(n, int)) > 5


UP = """
WITH RECURSIVE up(id, boss, depth) AS (
    SELECT id, boss, 0 FROM person UNION ALL
    SELECT u.id, p.boss, u.depth + 1 FROM up u JOIN person p ON u.boss = p.id WHERE u.depth < 99
) SELECT MAX(depth) FROM up"""
DOWN = """
WITH RECURSIVE down AS (
    SELECT id, 0 AS depth FROM person WHERE boss IS NULL UNION ALL
    SELECT p.id, d.depth + 1 FROM down d JOIN person p ON p.boss = d.id
) SELECT MAX(depth) FROM down"""


@pytest.mark.parametrize("query", [UP, DOWN])
def test_rows_that_a_recursive_query_follows_lead_to_earlier_rows_only(query: str) -> None:
    script = """
CREATE TABLE person (id INTEGER PRIMARY KEY, boss INTEGER);
INSERT INTO person VALUES (1, NULL), (2, 1), (3, 1);
"""
    found = seeded(script, query)
    assert max(n or 0 for (n,) in gathered(found, UP)) < 24
    assert max(n or 0 for (n,) in gathered(found, DOWN)) > 5


@pytest.mark.parametrize(
    ("codes", "query", "near"),
    [
        (("A-X", "B7-X"), "code LIKE 'A%-X'", {"A-X", "A-XA", "AA-X"}),
        (("ax", "bx"), "code LIKE 'A_'", {"aa", "aaa"}),
        (("12-3", "45-6"), "code LIKE '1%'", {"1", "10", "01"}),
        (("A-X", "B7-X"), "code GLOB 'A*'", {"A", "AA"}),
    ],
)
def test_texts_near_a_pattern_have_the_letters_that_all_others_have(codes, query, near) -> None:
    rows = ", ".join(f"({n}, '{code}')" for n, code in enumerate(codes))
    script = (
        f"CREATE TABLE part (id INTEGER PRIMARY KEY, code TEXT); INSERT INTO part VALUES {rows};"
    )
    found = gathered(seeded(script, f"SELECT id FROM part WHERE {query}"), "SELECT code FROM part")
    texts = {text for (text,) in found if isinstance(text, str)}
    assert near <= texts
    letters = "".join(codes)
    for text in texts:
        assert not set(text) & set("*?%_")
        assert text == (text.upper() if letters.isupper() else text.lower())
        assert any(map(str.isalpha, letters)) or not any(map(str.isalpha, text))


LOANS = "CREATE TABLE loan (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, back INTEGER);\n"
BOTH_WAYS = LOANS + "INSERT INTO loan VALUES (1, 20, 24), (2, 31, 28), (3, 12, NULL), (4, 18, 25);"
ONE_WAY = LOANS + "INSERT INTO loan VALUES (1, 20, 24), (2, 28, 31), (3, 12, NULL), (4, 18, 25);"


@pytest.mark.parametrize(("script", "equal"), [(BOTH_WAYS, True), (ONE_WAY, False)])
def test_columns_of_which_one_may_be_greater_are_equal_at_times(script, *, equal):
    query = "SELECT id FROM loan WHERE back > due ORDER BY id"
    pairs = []
    for _, text in databases([script], query, Random(5), 40):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(text)
            pairs += connection.execute("SELECT due, back FROM loan WHERE back NOTNULL").fetchall()
    level = sum(due == back for due, back in pairs) / len(pairs)
    assert (level > 0.15) is equal
