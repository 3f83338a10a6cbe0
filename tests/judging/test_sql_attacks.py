"""Queries that try to do more than read, or to cost more than they may."""

import pytest

from tests.judging.problems import judged, problem

DATABASE = "CREATE TABLE t (a INT, b TEXT); INSERT INTO t VALUES (1, 'x');"
TASK = problem(
    "sql", "query", None, [({"database": DATABASE}, {"rows": {"columns": ["a"], "rows": [[1]]}})]
)
COUNT = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT {} FROM r"


@pytest.mark.parametrize(
    ("query", "verdict"),
    [
        ("SELECT a FROM t", "accepted"),
        ("\ufeff/* c */ -- d\n SELECT a FROM t;\n", "accepted"),
        ("WITH x AS (SELECT a FROM t) SELECT * FROM x", "accepted"),
        ("VALUES (1)", "accepted"),
        ("SELECT a FROM t;;; -- x", "accepted"),
        ("SELECT a FROM t WHERE b = 'x' -- ; '\n; /* ; */ ;", "accepted"),
        ("SELECT a FROM t WHERE b LIKE '" + "%" * 2000 + "'", "runtime_error"),
        ("SELECT replace('drop', 'drop', 1) + 0", "accepted"),
        ("-- nothing", "wrong_answer"),
        ("", "wrong_answer"),
        ("SELECT a, b FROM t", "wrong_answer"),
        ("SELECT CAST(a AS TEXT) FROM t", "wrong_answer"),
        ("SELECT count(*) FROM sqlite_master", "accepted"),
        (COUNT.format("count(*)"), "time_limit"),
        (COUNT.format("n"), "output_limit"),
        ("SELECT " + ", ".join(["printf('%.*c', 999999999, 'x')"] * 20), "time_limit"),
        ("SELECT zeroblob(1000000000)", "runtime_error"),
        ("SELECT load_extension('x')", "runtime_error"),
        ("SELECT * FROM pragma_table_info('t')", "runtime_error"),
        ("WITH x AS (SELECT 1) DELETE FROM t RETURNING a", "runtime_error"),
        ("WITH x AS (SELECT 1) INSERT INTO t VALUES (1, 2) RETURNING a", "runtime_error"),
        ("SELECT " + "(" * 5000 + "1" + ")" * 5000, "runtime_error"),
        ("SELECT 1" + " UNION SELECT 1" * 1000, "runtime_error"),
        ("ATTACH '/etc/passwd' AS p", "compile_error"),
        ("PRAGMA user_version", "compile_error"),
        ("VACUUM INTO 'x'", "compile_error"),
        ("CREATE TEMP TABLE u (a)", "compile_error"),
        ("EXPLAIN SELECT 1", "compile_error"),
        (".shell id", "compile_error"),
        ("SELECT 1; SELECT 2", "compile_error"),
        ("SELECT a FROM t WHERE", "compile_error"),
    ],
    ids=lambda text: text[:40],
)
def test_query_gets_its_verdict(query, verdict):
    assert judged(TASK, query).verdict == verdict


def test_a_second_statement_is_refused_in_our_words():
    outcome = judged(TASK, "SELECT a FROM t; DROP TABLE t")
    assert outcome.compile_output == (
        "solution.sql: write one statement, not 2: another one follows the first semicolon"
    )


def test_a_text_that_looks_like_a_blob_is_none():
    rows = {"columns": ["b"], "rows": [['{"hex": "00ff"}']]}
    task = problem("sql", "query", None, [({"database": ""}, {"rows": rows})])
    assert judged(task, "SELECT x'00ff'").verdict == "accepted"
    assert judged(task, 'SELECT \'{"hex": "00ff"}\'').verdict == "wrong_answer"
