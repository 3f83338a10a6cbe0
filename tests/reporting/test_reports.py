"""What a page is told of an outcome: values in the problem's language, places, nothing hidden."""

import pytest

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.reporting import report_of
from tests.judging.problems import judged, problem

SIGNATURE = {"name": "f", "params": [{"name": "a", "type": "list[str]"}], "returns": "bool"}
TASK = problem(
    "python",
    "function",
    SIGNATURE,
    [({"args": [["x"]]}, {"value": True}), ({"args": [[]]}, {"value": False})],
)


def reported(source: str, task=TASK):
    return report_of(judged(task, source), task.language, task.signature)


def compiled(text: str):
    """Return the marks of a source that did not compile."""
    data = judged(TASK, "def f(a): return True").to_json()
    return report_of(Outcome.parse(data | {"compile_output": text}), "cpp", None).marks


def test_values_are_written_in_the_language_and_the_difference_is_marked():
    right, wrong = reported("def f(a):\n    print('hm')\n    return True").cases
    assert (right.verdict, wrong.verdict) == ("accepted", "wrong_answer")
    assert [(given.kind, given.text) for given in wrong.given] == [("call", "f([])")]
    (compared,) = wrong.compared
    assert [(part.text, part.differs) for part in compared.expected] == [
        ("Fals", True),
        ("e", False),
    ]
    assert [(part.text, part.differs) for part in compared.got or ()] == [
        ("Tru", True),
        ("e", False),
    ]
    assert wrong.printed == "hm\n"


def test_hidden_tests_show_their_category_and_what_became_of_them():
    tests = [test.updated(visibility="hidden") for test in TASK.tests]
    cases = reported("def f(a):\n    return None", TASK.updated(tests=tests)).cases
    assert {case.verdict for case in cases} == {"wrong_answer"}
    for case in cases:
        told = case.model_dump(exclude_defaults=True)
        assert told.keys() <= {
            *("name", "visibility", "category", "verdict", "time_ms", "memory_kb")
        }


def test_an_error_is_marked_on_the_learners_own_line():
    (mark,) = reported("\ndef f(a):\n    return b").marks
    assert (mark.file, mark.line) == ("solution.py", 3)
    assert mark.message == "NameError: name 'b' is not defined"
    (mark,) = reported("\ndef f(a)\n    return a").marks
    assert (mark.line, mark.message) == (2, "SyntaxError: expected ':'")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Solution.java:4: error: cannot find symbol\n    return b;\n1 error", [(4, None)]),
        (
            (
                "solution.cpp: In function 'int f(int)':\n"
                "solution.cpp:3:10: error: 'b' was not declared\n"
                "solution.cpp:3:10: error: 'b' was not declared\n"
                "solution.cpp:2:5: note: suggested\nsolution.cpp:9:1: warning: odd"
            ),
            [(3, 10)],
        ),
        ('solution.sql: near "t": syntax error', []),
        ("solution.py:0: SyntaxError: no line\nsolution.py:999999999: x", []),
    ],
)
def test_compilers_name_places(text, places):
    assert [(mark.line, mark.column) for mark in compiled(text)] == places
    assert all(not mark.message.startswith("error") for mark in compiled(text))


def test_tables_of_queries_are_compared_row_by_row():
    rows = {"columns": ["a"], "rows": [[1], [2]]}
    given = {"database": "CREATE TABLE t(a); INSERT INTO t VALUES (1)"}
    task = problem("sql", "query", None, [(given, {"rows": rows})])
    (case,) = reported("SELECT a FROM t", task).cases
    (tables,) = case.tables
    assert [row.differs for row in tables.expected.rows] == [False, True]
    assert tables.got is not None
    assert [row.cells for row in tables.got.rows] == [("1",)]
    assert [given.kind for given in case.given] == ["tables"]
