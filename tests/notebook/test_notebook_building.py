"""Notebooks are valid, reproducible, and hold nothing that learners must not see."""

from __future__ import annotations

import json

import nbformat
import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.notebook import build, parse_header, read_answers

PROBLEM = {
    "id": "p1",
    "title": "Double it",
    "statement": "Write `double(n)`, which returns twice `n`.",
    "kind": "function",
    "language": "python",
    "difficulty": "easy",
    "topics": ["functions"],
    "style": "return",
    "signature": {"name": "double", "params": [{"name": "n", "type": "int"}], "returns": "int"},
    "starter": "def double(n: int) -> int:\n    raise NotImplementedError\n",
    "tests": [
        {
            "name": "test_case_1",
            "visibility": "sample",
            "input": {"args": [21]},
            "expected": {"value": 42},
        },
        {
            "name": "test_case_2",
            "visibility": "hidden",
            "input": {"args": [777001]},
            "expected": {"value": 1554002},
        },
    ],
}
QUERY = {
    "id": "q1",
    "title": "All names",
    "statement": "Select every name.",
    "kind": "query",
    "language": "sql",
    "difficulty": "easy",
    "topics": ["select"],
    "style": "stdout",
    "starter": "-- Write one SELECT statement here.\n",
    "tests": [
        {
            "name": "test_case_1",
            "visibility": "sample",
            "input": {
                "database": "CREATE TABLE t (name TEXT);\nINSERT INTO t VALUES ('a|b'), (NULL);"
            },
            "expected": {"rows": {"columns": ["name"], "rows": [["a|b"], [None]]}},
        }
    ],
}


def activity(*problems: dict, language: str = "python") -> Activity:
    return Activity.parse(
        {
            "id": "a1",
            "owner": "local",
            "title": "Python: functions (1 problem)",
            "language": language,
            "problems": list(problems),
            "created_at": "2026-01-01T00:00:00Z",
        }
    )


def test_notebook_is_valid_and_reproducible():
    first = build(activity(PROBLEM))
    nbformat.validate(nbformat.from_dict(first))
    assert json.dumps(first) == json.dumps(build(activity(PROBLEM)))
    assert (first["nbformat"], first["nbformat_minor"]) == (4, 5)


def test_hidden_tests_stay_out():
    text = json.dumps(build(activity(PROBLEM)))
    assert "777001" not in text
    assert "1554002" not in text
    assert "double(21)" in text


def test_python_answer_is_a_plain_cell_and_sql_a_magic_cell():
    cells = build(activity(PROBLEM))["cells"]
    assert cells[-1]["source"].startswith("# codemm: p1\ndef double")
    cells = build(activity(QUERY, language="sql"))["cells"]
    assert cells[-1]["source"].startswith("%%codemm sql q1\n")


def test_python_program_is_a_magic_cell():
    program = PROBLEM | {
        "kind": "program",
        "style": "stdout",
        "signature": None,
        "tests": [
            {
                "name": "test_case_1",
                "visibility": "sample",
                "input": {"stdin": "21\n"},
                "expected": {"stdout": "42\n"},
            }
        ],
    }
    assert build(activity(program))["cells"][-1]["source"].startswith("%%codemm python p1\n")


def test_sql_sample_shows_typed_cells():
    statement = build(activity(QUERY, language="sql"))["cells"][-2]["source"]
    assert "| a\\|b |" in statement
    assert "| NULL |" in statement


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# codemm: p1\nx", ("p1", "python", None)),
        ("\n\n#codemm:p1 helper.py\nx", ("p1", "python", "helper.py")),
        ("%%codemm java p1\nx", ("p1", "java", None)),
        ("%%codemm java p1 Helper.java\r\nx", ("p1", "java", "Helper.java")),
        ("%%codemm rust p1\nx", None),
        ("x = 1\n# codemm: p1", None),
        ("# codemm: p1; import os", None),
        ("%%codemm sql\nx", None),
        ("", None),
    ],
)
def test_headers(source, expected):
    parsed = parse_header(source)
    assert (parsed and (parsed[0].problem_id, parsed[0].language, parsed[0].file)) == expected


def damaged(change) -> str:
    notebook = build(activity(PROBLEM, PROBLEM | {"id": "p2"}))
    cells = change([dict(cell) for cell in notebook["cells"]])
    return json.dumps(dict(notebook) | {"cells": cells})


def test_answers_come_back():
    answers = read_answers(damaged(lambda cells: cells))
    assert set(answers.by_problem) == {"p1", "p2"}
    assert answers.by_problem["p1"].code == PROBLEM["starter"].rstrip()
    assert answers.notes == ()


def test_stripped_metadata_loses_nothing():
    answers = read_answers(damaged(lambda cells: [c | {"metadata": {}} for c in cells]))
    assert set(answers.by_problem) == {"p1", "p2"}


def test_copied_cell_uses_the_last_and_says_so():
    copy = {"source": "# codemm: p1\nx = 2"}
    answers = read_answers(damaged(lambda cells: [*cells, cells[3] | copy]))
    assert answers.by_problem["p1"].code == "x = 2"
    assert answers.notes == ("p1: 2 cells answer it; the last one was used",)


def test_split_cell_is_joined_and_said():
    def split(cells):
        head = cells[3] | {"source": "# codemm: p1\nx = 1"}
        tail = cells[3] | {"source": "y = 2"}
        return [*cells[:3], head, tail, *cells[4:]]

    answers = read_answers(damaged(split))
    assert answers.by_problem["p1"].code == "x = 1\ny = 2"
    assert "split" in answers.notes[0]
    assert "p2" in answers.by_problem


def test_deleted_cell_loses_only_its_problem():
    answers = read_answers(damaged(lambda cells: cells[:3] + cells[4:]))
    assert set(answers.by_problem) == {"p2"}
    assert answers.notes == ("p1: no cell answers it any more",)


def test_lost_header_is_said():
    answers = read_answers(
        damaged(lambda cells: [*cells[:3], cells[3] | {"source": "x = 1"}, *cells[4:]])
    )
    assert set(answers.by_problem) == {"p2"}
    assert any("lost its first line" in note for note in answers.notes)


def test_extra_files_and_line_lists():
    cells = [
        {"cell_type": "code", "source": ["%%codemm java j1\n", "class A {}"], "metadata": {}},
        {"cell_type": "code", "source": "%%codemm java j1 Helper.java\nclass Helper {}"},
        "no cell",
        {"cell_type": "code", "source": 3, "metadata": None},
    ]
    answer = read_answers(json.dumps({"cells": cells})).by_problem["j1"]
    assert answer.source("A.java").files == {
        "A.java": "class A {}",
        "Helper.java": "class Helper {}",
    }


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 3}', b"\xff", "[" * 100_000])
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(InvalidInputError, match="notebook"):
        read_answers(text)
