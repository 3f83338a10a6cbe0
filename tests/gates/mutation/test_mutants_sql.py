"""The slips of SQL, on queries small enough to list them all."""

from __future__ import annotations

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs import pool
from jupyter_codemm.gates.proving.orders import order_variants
from jupyter_codemm.syntax.query_pieces import query_pieces
from tests.gates.mutation.asking import every_slip, problem_in

TABLES = """
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER, c TEXT, d TEXT);
CREATE TABLE IF NOT EXISTS "u" (id INTEGER, t_id INTEGER REFERENCES t (id), e TEXT);
"""


def slips(query: str, family: str) -> set[str]:
    found = every_slip("sql", query, TABLES).get(family, set())
    lines = (" ".join(text.rstrip(";\n").split()) for text in found)
    return {line.replace("( ", "(").replace(" )", ")") for line in lines}


def test_limits_and_constants():
    assert slips("SELECT c FROM t WHERE a < 3", "comparison") == {
        "SELECT c FROM t WHERE a <= 3", "SELECT c FROM t WHERE a > 3",
    }  # fmt: skip
    assert slips("SELECT c FROM t WHERE a < 0", "constant") == {
        "SELECT c FROM t WHERE a < 1", "SELECT c FROM t WHERE a < (-1)",
    }  # fmt: skip
    assert slips("SELECT c FROM t ORDER BY 1 LIMIT 2", "constant") == {
        "SELECT c FROM t ORDER BY 1 LIMIT 1", "SELECT c FROM t ORDER BY 1 LIMIT 3",
    }  # fmt: skip
    assert slips("SELECT c FROM t WHERE a BETWEEN 1 AND 5", "bounds") == {
        "SELECT c FROM t WHERE (a > 1 AND a <= 5)", "SELECT c FROM t WHERE (a >= 1 AND a < 5)",
        "SELECT c FROM t WHERE a >= 1", "SELECT c FROM t WHERE a <= 5",
    }  # fmt: skip


def test_conditions():
    query = "SELECT c FROM t WHERE a = 1 AND NOT b IS NULL"
    assert slips(query, "logic") == {
        "SELECT c FROM t WHERE (a = 1 OR NOT b IS NULL)",
        "SELECT c FROM t WHERE a = 1",
        "SELECT c FROM t WHERE NOT b IS NULL",
    }
    assert slips(query, "negation") == {"SELECT c FROM t WHERE a = 1 AND b IS NULL"}
    assert slips(query, "nulls") == {"SELECT c FROM t WHERE a = 1 AND NOT b = NULL"}
    assert slips("SELECT COALESCE(b, a) FROM t", "nulls") == {
        "SELECT b FROM t", "SELECT a FROM t",
    }  # fmt: skip
    query = "SELECT c FROM t WHERE a = 1 AND (b IS NULL OR b > 2)"
    assert query.replace("(", "").replace(")", "") in slips(query, "logic")
    assert slips("SELECT c FROM t WHERE a IN (SELECT t_id FROM u)", "negation") == {
        "SELECT c FROM t WHERE NOT a IN (SELECT t_id FROM u)"
    }
    assert slips("SELECT c FROM t WHERE c LIKE 'x%'", "pattern") == {
        f"SELECT c FROM t WHERE c LIKE '{pattern}'" for pattern in ("x", "%x", "%x%")
    }


def test_only_the_first_row():
    assert slips("SELECT c FROM t", "limit") == {"SELECT c FROM t LIMIT 1"}
    query = "SELECT c, COUNT(*) FROM t GROUP BY c"
    assert slips(query, "limit") == {f"{query} LIMIT 1"}
    assert slips("SELECT c FROM t UNION SELECT e FROM u", "limit") == {
        "SELECT c FROM t UNION SELECT e FROM u LIMIT 1"
    }
    for query in ("SELECT COUNT(*) FROM t", "SELECT c FROM t LIMIT 2"):
        assert slips(query, "limit") == set()


def test_joins():
    query = "SELECT t.c FROM t {}JOIN u ON t.id = u.t_id{}"
    inner = {query.format("LEFT ", ""), query.format("", "").replace("t.id = u.t_id", "1")}
    assert slips(query.format("", ""), "join") == inner
    assert query.format("", "") in slips(query.format("LEFT ", ""), "join")
    assert slips(query.format("", ""), "comparison") == set()


def test_clauses_groups_and_orders():
    query = "SELECT c, COUNT(*) FROM t WHERE a > 1 GROUP BY c, d HAVING COUNT(*) > 1"
    query += " ORDER BY c DESC, d LIMIT 2 OFFSET 1"
    assert slips(query, "clause") == {
        query.replace(" WHERE a > 1", ""),
        query.replace(" HAVING COUNT(*) > 1", ""),
        query.replace(" ORDER BY c DESC, d", ""),
        query.replace(" LIMIT 2 OFFSET 1", ""),
        query.replace(" OFFSET 1", ""),
    }
    assert slips(query, "group") == {
        query.replace("GROUP BY c, d", "GROUP BY c"),
        query.replace("GROUP BY c, d", "GROUP BY d"),
        query.replace(" GROUP BY c, d HAVING COUNT(*) > 1", ""),
    }
    assert slips(query, "order") >= {
        query.replace("c DESC, d", order) for order in ("c ASC, d", "c DESC, d DESC", "c DESC", "d")
    }


def test_rows_in_the_order_of_another_column():
    assert slips("SELECT c FROM t ORDER BY b, c DESC", "order") == {
        f"SELECT c FROM t ORDER BY {keys}"
        for keys in (
            "b DESC, c DESC", "b, c ASC", "b", "c DESC",
            "id, c DESC", "a, c DESC", "d, c DESC", "b, id DESC", "b, a DESC", "b, d DESC",
        )
    }  # fmt: skip
    query = "SELECT x.c FROM t AS x JOIN u ON x.id = u.t_id ORDER BY {}"
    assert slips(query.format("x.c"), "order") == {
        query.format(key) for key in ("x.c DESC", "x.id", "x.a", "x.b", "x.d", "u.id", "u.t_id")
    }
    window = "SELECT ROW_NUMBER() OVER (ORDER BY a) FROM t"
    assert window.replace("a)", "b)") in slips(window, "order")
    # The rows of several queries together can only be ordered by what the result shows.
    query = "SELECT c FROM t UNION SELECT e FROM u ORDER BY c"
    assert slips(query, "order") == {f"{query} DESC"}


def test_things_that_are_described_alike():
    query = "SELECT t.c, COUNT(u.id) FROM t LEFT JOIN u ON t.id = u.t_id GROUP BY {}"
    assert slips(query.format("t.id"), "group") == {
        query.format("t.a, t.b, t.c, t.d"),
        query.replace(" GROUP BY {}", ""),
    }
    assert query.format("t.a, t.b, t.c, t.d, t.c") in slips(query.format("t.id, t.c"), "group")
    # A column that is no key of its table describes nothing.
    assert slips(query.format("u.t_id"), "group") == {query.replace(" GROUP BY {}", "")}


def test_aggregates_and_repeated_rows():
    assert slips("SELECT SUM(a) FROM t", "aggregate") == {
        "SELECT AVG(a) FROM t", "SELECT MAX(a) FROM t",
    }  # fmt: skip
    assert slips("SELECT COUNT(u.id) FROM t LEFT JOIN u ON t.id = u.t_id", "aggregate") == {
        "SELECT COUNT(*) FROM t LEFT JOIN u ON t.id = u.t_id"
    }
    assert slips("SELECT COUNT(*) FROM t LEFT JOIN u ON t.id = u.t_id", "aggregate") == {
        "SELECT COUNT(u.t_id) FROM t LEFT JOIN u ON t.id = u.t_id"
    }
    assert slips("SELECT COUNT(DISTINCT a) FROM t", "distinct") == {"SELECT COUNT(a) FROM t"}
    assert slips("SELECT COUNT(a) FROM t", "distinct") == {"SELECT COUNT(DISTINCT a) FROM t"}
    assert slips("SELECT AVG(a) FROM t", "distinct") == {"SELECT AVG(DISTINCT a) FROM t"}
    assert slips("SELECT SUM(DISTINCT a) FROM t", "distinct") == {"SELECT SUM(a) FROM t"}
    for query in ("SELECT MAX(a) FROM t", "SELECT id, SUM(a) OVER (ORDER BY b) FROM t"):
        assert slips(query, "distinct") == set()
    assert slips("SELECT DISTINCT a FROM t", "distinct") == {"SELECT a FROM t"}
    assert slips("SELECT a FROM t", "distinct") == {"SELECT DISTINCT a FROM t"}
    assert slips("SELECT id, a FROM t", "distinct") == set()


def test_windows_cases_and_sets():
    query = "SELECT RANK() OVER (PARTITION BY a ORDER BY b) FROM t"
    assert slips(query, "window") == {
        query.replace("RANK", "DENSE_RANK"),
        query.replace("RANK", "ROW_NUMBER"),
        query.replace("PARTITION BY a ", ""),
        query.replace(" ORDER BY b", ""),
    }
    query = "SELECT CASE WHEN a > 1 THEN 'x' WHEN b > 1 THEN 'y' ELSE 'z' END FROM t"
    assert slips(query, "case") == {
        query.replace(" ELSE 'z'", ""),
        query.replace(" WHEN a > 1 THEN 'x'", ""),
        query.replace(" WHEN b > 1 THEN 'y'", ""),
    }
    assert slips("SELECT a FROM t UNION SELECT b FROM t", "set") == {
        "SELECT a FROM t UNION ALL SELECT b FROM t", "SELECT a FROM t", "SELECT b FROM t",
    }  # fmt: skip
    assert "SELECT a FROM t EXCEPT SELECT b FROM t" in slips(
        "SELECT a FROM t INTERSECT SELECT b FROM t", "set"
    )


def test_parts_of_inner_queries_and_of_with_are_mutated_too():
    query = (
        "WITH x AS (SELECT a FROM t WHERE a > 1) SELECT a FROM x WHERE a = (SELECT MAX(a) FROM x)"
    )
    assert len(slips(query, "clause")) == 2
    assert any("MIN(a)" in text for text in slips(query, "aggregate"))


def test_another_column_is_held_out():
    assert slips("SELECT id FROM t ORDER BY c", "column") == {
        "SELECT a FROM t ORDER BY c", "SELECT b FROM t ORDER BY c",
    }  # fmt: skip
    assert slips("SELECT x.c FROM t AS x", "column") == {"SELECT x.d FROM t AS x"}
    assert slips("SELECT c FROM t JOIN u ON t.id = u.t_id", "column") >= {
        "SELECT c FROM t JOIN u ON t.a = u.t_id", "SELECT c FROM t JOIN u ON t.id = u.id",
    }  # fmt: skip
    assert "SELECT y.c FROM (SELECT d AS c FROM t) AS y" in slips(
        "SELECT y.c FROM (SELECT c FROM t) AS y", "column"
    )


def test_swapping_is_held_out():
    assert slips("SELECT a - b, c FROM t ORDER BY a, b", "swapped") == {
        "SELECT b - a, c FROM t ORDER BY a, b",
        "SELECT c, a - b FROM t ORDER BY a, b",
        "SELECT a - b, c FROM t ORDER BY b, a",
    }
    assert slips("SELECT a - a FROM t ORDER BY b, b", "swapped") == set()


def test_changes_of_data_are_mutated():
    assert slips("DELETE FROM t WHERE a > 1", "clause") == {"DELETE FROM t"}
    assert slips("UPDATE t SET a = a + 1 WHERE b = 2", "arithmetic") == {
        "UPDATE t SET a = (a - 1) WHERE b = 2"
    }


def test_no_log_tells_of_a_query(caplog):
    problem = problem_in("sql", TABLES)
    for query in (
        "REPLACE INTO t SELECT hidden FROM t",
        "SELECT DATEDIFF(a, b, hidden) FROM t WHERE DATEDIFF(a, b, hidden) > 1 ORDER BY a",
        "EXPLAIN QUERY PLAN SELECT hidden FROM t",
        "PRAGMA hidden = 1",
        "VACUUM hidden",
        "SELECT hidden FROM t TABLESAMPLE (5 PERCENT) QUALIFY hidden = 1",
        "SELECT hidden FROM",
    ):
        every_slip("sql", query)
        pool(problem, Source.single(query), (), seed=1, size=1)
        order_variants(query)
        query_pieces(query)
    assert "hidden" not in caplog.text.lower()


def test_a_query_beyond_all_reading_is_left_alone():
    assert len(every_slip("sql", f"SELECT a FROM t WHERE a > {' + '.join(['1'] * 40)}")) > 3
    assert every_slip("sql", f"SELECT a FROM t WHERE a > {' + '.join(['1'] * 400)}") == {}
