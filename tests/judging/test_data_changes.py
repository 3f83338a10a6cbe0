"""Queries that change data: what they may do, and how what they leave behind is compared."""

import pytest

from jupyter_codemm.contracts.problem import CaseInput, Expected
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.judging.harness.files.codemm_statements import statements
from jupyter_codemm.notebook.samples import samples_markdown
from jupyter_codemm.reporting.rows import results
from tests.judging.judged import every_tier, outcome_of
from tests.judging.problems import judged, observed, patient, problem

DATABASE = """
CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);
CREATE TABLE "o ""k" (x REAL);
CREATE TABLE log (what TEXT);
CREATE TABLE other (c INT);
CREATE TRIGGER noted AFTER DELETE ON t BEGIN INSERT INTO log VALUES ('gone ' || old.a); END;
INSERT INTO t (b) VALUES ('x'), (NULL), ('');
INSERT INTO other VALUES (1);
"""
AFTER = [[2, None], [3, "y"]]
COUNT = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "


def change(tables=None, database=DATABASE, **expected):
    tables = {"t": {"columns": ["a", "b"], "rows": AFTER}} if tables is None else tables
    return problem("sql", "query", None, [({"database": database}, {"tables": tables, **expected})])


RIGHT = "DELETE FROM t WHERE a = 1; UPDATE t SET b = 'y' WHERE b = ''"


@pytest.mark.parametrize(
    ("script", "verdict", "words"),
    [
        (RIGHT, "accepted", ""),
        (f"-- first\n{RIGHT} ;;; /* ; */ -- ;", "accepted", ""),
        ("DELETE FROM t; INSERT INTO t VALUES (3, 'y'), (2, NULL)", "accepted", ""),
        (f"WITH one AS (SELECT 1 AS n) DELETE FROM t WHERE a IN one; {RIGHT}", "accepted", ""),
        ("REPLACE INTO t VALUES (3, 'y'); DELETE FROM t WHERE a = 1 RETURNING *", "accepted", ""),
        ("INSERT INTO t VALUES (1, 1) ON CONFLICT DO NOTHING; " + RIGHT, "accepted", ""),
        ("SELECT * FROM t", "wrong_answer", ""),
        ("-- nothing", "wrong_answer", ""),
        ("DELETE FROM t WHERE a = 1; UPDATE t SET b = 'y' WHERE a > 1", "wrong_answer", ""),
        (f"{RIGHT}; UPDATE t SET b = '' WHERE b IS NULL", "wrong_answer", ""),
        (f"{RIGHT}; INSERT INTO t VALUES (9, '')", "wrong_answer", ""),
        (f"{RIGHT}; DELETE FROM other", "runtime_error", "only t may be changed, not other"),
        (f"{RIGHT}; UPDATE log SET what = ''", "runtime_error", "not log"),
        ("DELETE FROM sqlite_sequence", "runtime_error", "not sqlite_sequence"),
        ("UPDATE sqlite_master SET name = 'u'", "runtime_error", ""),
        ("INSERT INTO t VALUES (2, 'twice')", "runtime_error", "UNIQUE"),
        ("INSERT INTO missing VALUES (1)", "runtime_error", "missing"),
        ("UPDATE t SET b = load_extension('x')", "runtime_error", ""),
        (f"INSERT INTO t (b) {COUNT} SELECT hex(zeroblob(400000)) FROM r", "memory_limit", ""),
        (f"DELETE FROM t WHERE a = ({COUNT} SELECT count(*) FROM r)", "time_limit", ""),
        (f"INSERT INTO t (b) {COUNT} SELECT n FROM r LIMIT 20000", "output_limit", ""),
        ("DROP TABLE t", "compile_error", "not DROP"),
        ("ALTER TABLE t ADD COLUMN z", "compile_error", "not ALTER"),
        ("CREATE TRIGGER x AFTER DELETE ON t BEGIN SELECT 1; END", "compile_error", "not CREATE"),
        ("ATTACH ':memory:' AS m", "compile_error", "not ATTACH"),
        ("PRAGMA writable_schema = 1", "compile_error", "not PRAGMA"),
        (f"BEGIN; {RIGHT}; COMMIT", "compile_error", "not BEGIN"),
        (f"SAVEPOINT s; {RIGHT}", "compile_error", "not SAVEPOINT"),
        ("VACUUM", "compile_error", "not VACUUM"),
        ("DELETE FROM", "compile_error", "incomplete input"),
        ("SELECT 1;" * 21, "compile_error", "at most 20 statements"),
    ],
    ids=lambda text: text[-40:],
)
def test_changes_get_their_verdict(script, verdict, words):
    asked = change() if verdict == "time_limit" else patient(change())
    outcome = judged(asked, script)
    assert outcome.verdict == verdict, outcome
    assert words in outcome.cases[0].message + outcome.compile_output


@every_tier
def test_a_change_is_judged_in_every_tier(kind):
    assert outcome_of(kind, change(), Source.single(RIGHT)).verdict == "accepted"


def test_what_was_left_behind_is_shown():
    outcome = judged(change(), "DELETE FROM t WHERE a = 1")
    assert outcome.cases[0].got.tables["t"].rows == ((2, None), (3, ""))


def test_readers_see_each_table_before_and_after():
    rows = {"columns": ["a"], "rows": [[1]]}
    text = samples_markdown(change(rows=rows))
    assert "Result (rows in any order):" in text
    assert "`t` afterwards (rows in any order):" in text
    shown = list(results(judged(change(rows=rows), "DELETE FROM t WHERE a = 1").cases[0]))
    assert [(name, len(sides)) for name, sides, _ in shown] == [("", 2), ("t", 2)]
    assert [differs for differs, _ in shown[1][1][1].rows] == [False, True]


def test_tables_and_rows_are_both_compared():
    rows = {"columns": ["a"], "rows": [[1]]}
    task = change(rows=rows)
    assert judged(task, RIGHT.replace("= 1", "= 1 RETURNING a")).verdict == "accepted"
    assert judged(task, RIGHT).verdict == "wrong_answer"


def test_order_and_names_count_when_asked():
    tables = {"t": {"columns": ["A", "B"], "rows": AFTER}}
    asked = {"rows": {}, "tables": {"ordered": True, "column_names": True}}
    assert judged(change(tables, compare=asked), RIGHT).verdict == "accepted"
    backwards = {"t": {"columns": ["A", "B"], "rows": AFTER[::-1]}}
    assert judged(change(backwards), RIGHT).verdict == "accepted"
    assert judged(change(backwards, compare=asked), RIGHT).verdict == "wrong_answer"


def test_triggers_of_the_problem_work_and_their_table_is_compared():
    tables = {"t": {"rows": AFTER}, "log": {"rows": [["gone 1"]]}, 'o "k': {"rows": []}}
    assert judged(change(tables), RIGHT).verdict == "accepted"
    # Whoever may change the log may write it by hand.
    other = "UPDATE t SET b = 'y' WHERE a = 3; DELETE FROM t WHERE a = 1; DELETE FROM log"
    assert judged(change(tables), other).verdict == "wrong_answer"


def test_a_problem_without_tables_is_only_read():
    task = problem("sql", "query", None, [({"database": DATABASE}, {"rows": {"rows": []}})])
    outcome = judged(task, "WITH x AS (SELECT 1) DELETE FROM t RETURNING a")
    assert outcome.verdict == "runtime_error"
    assert "this task only reads" in outcome.cases[0].message
    assert "not DELETE" in judged(task, "DELETE FROM t").compile_output


@pytest.mark.parametrize(
    "database",
    [
        "CREATE TABLE other (a)",
        f"CREATE TABLE t (a); {COUNT} SELECT count(*) FROM r",
        f"CREATE TABLE t (a); INSERT INTO t {COUNT} SELECT zeroblob(1000000) FROM r",
    ],
)
def test_a_database_that_is_wrong_is_not_the_learners_fault(database):
    outcome = judged(change(database=database), RIGHT)
    assert outcome.verdict == "judge_error"
    assert "cannot be created" in outcome.message


def test_tests_of_a_problem_change_the_same_tables():
    tests = [({"database": DATABASE}, {"tables": {name: {}}}) for name in ("t", "other")]
    with pytest.raises(InvalidInputError, match="the same tables"):
        problem("sql", "query", None, tests)
    with pytest.raises(InvalidInputError):
        Expected.parse({"tables": {}})


def test_only_queries_expect_tables():
    tests = [({"stdin": ""}, {"stdout": "", "tables": {"t": {}}})]
    with pytest.raises(InvalidInputError, match="only a query"):
        problem("python", "program", None, tests)


def test_each_input_starts_from_its_own_database():
    given = [CaseInput(database=DATABASE), CaseInput(database=DATABASE)]
    seen = observed(change(), RIGHT, given)
    assert [len(i.got.tables["t"].rows) for i in seen.items] == [2, 2]


def test_nothing_is_asked_of_an_endless_query_twice():
    script = f"SELECT count(*) FROM t WHERE b = 'x' AND a = ({COUNT} SELECT count(*) FROM r)"
    task = problem("sql", "query", None, [({"database": DATABASE}, {"rows": {}})])
    seen = observed(task, script, [CaseInput(database=DATABASE)] * 40)
    assert [i.verdict for i in seen.items] == ["time_limit"] + ["not_run"] * 39


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("select 1;;; -- x", ["select 1"]),
        ("select ';' ; select \"a;b\", `;`, [;] -- ;\n", ["select ';' ", None]),
        ("select 'it''s; fine' /* ; */", ["select 'it''s; fine' /* ; */"]),
        ("/* open ; select 1", []),
        ("select 'open ; select 1", ["select 'open ; select 1"]),
        (" ; ;", []),
        ("select 1-1/1;", ["select 1-1/1"]),
    ],
)
def test_statements(script, expected):
    found = statements(script)
    assert len(found) == len(expected)
    assert all(e is None or f.strip() == e.strip() for f, e in zip(found, expected, strict=True))


def test_splitting_takes_linear_time():
    for text in ("';", "/*;", "--;", "[;", "-;", "/;"):
        assert len(statements(text * 200_000)) <= 400_000
