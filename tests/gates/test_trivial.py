"""Trivial programs of every kind of problem."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.trivial import check_trivial, table_queries, trivial_programs
from jupyter_codemm.gates.verify import verify
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import good_draft

PEOPLE = """\
CREATE TABLE person (name TEXT, age INTEGER);
CREATE TABLE IF NOT EXISTS "pet" (name TEXT);
INSERT INTO person VALUES {rows};
INSERT INTO pet VALUES ('Rex');
"""


def refused(problem: Problem) -> str | None:
    outcome = check_trivial(problem, trivial_programs(problem))
    return None if outcome.ok else str(outcome.evidence["program"])


def function(returns, params, cases, style="return"):
    """cases: (args, expected) pairs; three samples come first."""
    return Problem.parse(
        good_draft().problem.to_json()
        | {
            "style": style,
            "signature": {
                "name": "f",
                "params": [{"name": f"p{i}", "type": t} for i, t in enumerate(params)],
                "returns": returns,
            },
            "tests": [
                {
                    "name": f"test_case_{i + 1}",
                    "visibility": "sample" if i < 3 else "hidden",
                    "input": {"args": args},
                    "expected": expected,
                }
                for i, (args, expected) in enumerate(cases)
            ],
        }
    )


def values(*results):
    return [([i], {"value": result}) for i, result in enumerate(results, 100)]


@pytest.mark.parametrize(
    ("returns", "results"),
    [
        ("int", (0, 0, 0, 0, 0, 0, 0, 5)),
        ("int", (1, 1, 1, 2, 1, 1, 1, 1)),
        ("bool", (True, True, True, True, True, True, False, True)),
        ("str", ("", "", "", "", "", "", "", "x")),
        ("list[int]", ([], [], [1], [], [], [], [], [])),
        ("optional[int]", (None, 3, None, None, None, None, None, None)),
        ("int", (7, 7, 7, 7, 7, 7, 7, 9)),
        ("int", (1, 2, 3, 0, 0, 0, 0, 0)),
    ],
)
def test_a_constant_that_nearly_passes_refuses_the_problem(returns, results):
    assert refused(function(returns, ["int"], values(*results))) is not None


def test_two_failures_are_enough_and_one_is_not():
    assert refused(function("int", ["int"], values(0, 0, 0, 0, 0, 0, 4, 5))) is None
    assert refused(function("int", ["int"], values(0, 0, 0, 0, 0, 0, 0, 5))) is not None


def test_failing_only_samples_is_not_enough():
    assert refused(function("int", ["int"], values(4, 5, 6, 0, 0, 0, 0, 0))) is not None


def test_an_echo_is_trivial():
    cases = [([i, -i], {"value": -i}) for i in range(8)]
    assert refused(function("int", ["int", "int"], cases)) == "echo_arg_1"


def test_printing_a_constant_or_an_argument_is_trivial():
    cases = [([f"word{i}"], {"stdout": f"word{i}\n"}) for i in range(8)]
    assert refused(function("void", ["str"], cases, style="stdout")) == "echo_arg_0"
    cases = [([f"word{i}"], {"stdout": "1"}) for i in range(8)]
    assert refused(function("void", ["str"], cases, style="stdout")) is not None


def test_a_real_problem_is_not_trivial():
    assert refused(good_draft().problem) is None


def program(pairs):
    data = good_draft().problem.to_json()
    tests = [
        {
            "name": f"test_case_{i + 1}",
            "visibility": "sample" if i < 3 else "hidden",
            "input": {"stdin": stdin},
            "expected": {"stdout": stdout},
        }
        for i, (stdin, stdout) in enumerate(pairs)
    ]
    return Problem.parse(
        data | {"kind": "program", "style": "stdout", "signature": None, "tests": tests}
    )


def test_a_program_that_repeats_its_input_is_trivial():
    assert refused(program([(f"{i}\nrest", f"{i}") for i in range(8)])) == "echo_line"
    assert refused(program([(f"{i}", f"{i}\n") for i in range(8)])) == "echo_input"
    assert refused(program([(f"{i}", f"{i * i + 2}\n") for i in range(8)])) is None


def counter(results):
    data = good_draft().problem.to_json()
    steps = [{"new": "c", "args": []}, {"call": "c.add", "args": [1]}, {"call": "c.size"}]
    tests = [
        {
            "name": f"test_case_{i + 1}",
            "visibility": "sample" if i < 3 else "hidden",
            "input": {"steps": steps},
            "expected": {"value": [None, None, result]},
        }
        for i, result in enumerate(results)
    ]
    signature = {
        "kind": "class",
        "name": "Counter",
        "methods": [
            {"name": "add", "params": [{"name": "n", "type": "int"}], "returns": "void"},
            {"name": "size", "returns": "int"},
        ],
    }
    return Problem.parse(data | {"kind": "class", "signature": signature, "tests": tests})


def test_methods_that_give_their_usual_answer_are_trivial():
    assert refused(counter((3, 3, 4, 3, 3, 3, 3, 3))) is not None
    assert refused(counter((3, 1, 4, 2, 5, 9, 6, 5))) is None


def query(rows_of, expected_of, reference):
    data = good_draft().to_json()
    tests = [
        {
            "name": f"test_case_{i + 1}",
            "visibility": "sample" if i < 3 else "hidden",
            "category": ("typical", "boundary", "large", "minimal")[i % 4],
            "input": {"database": PEOPLE.format(rows=rows_of(i))},
            "expected": {"rows": {"columns": ["name", "age"], "rows": expected_of(i)}},
        }
        for i in range(8)
    ]
    problem = data["problem"] | {
        "kind": "query",
        "language": "sql",
        "style": "stdout",
        "signature": None,
        "starter": "-- Write one SELECT statement here.\n",
        "tests": tests,
    }
    return ProblemDraft.parse(
        data | {"problem": problem, "reference": {"code": reference}, "candidates": []}
    )


def everyone(i):
    return f"('Ada', {i + 20}), ('Bo', {i + 1})"


def test_the_tables_of_a_database_are_found():
    problem = query(everyone, lambda i: [["Ada", i + 20]], "SELECT 1").problem
    assert list(table_queries(problem).values()) == [
        'SELECT * FROM "person"',
        'SELECT * FROM "pet"',
    ]
    assert table_queries(good_draft().problem) == {}


def test_a_query_that_copies_a_table_is_trivial():
    draft = query(
        everyone, lambda i: [["Ada", i + 20], ["Bo", i + 1]], "SELECT name, age FROM person"
    )
    refusal = asyncio.run(verify(draft, BareSandbox())).rejection
    assert refusal is not None
    assert (refusal.gate, refusal.evidence["program"]) == ("trivial", "all_of_person")


def test_a_query_that_chooses_is_not():
    draft = query(
        everyone, lambda i: [["Ada", i + 20]], "SELECT name, age FROM person WHERE age >= 20"
    )
    result = asyncio.run(verify(draft, BareSandbox()))
    assert result.accepted, result.rejection
    assert result.launches == 5


def people_alike(i):
    return f"('Ada', {i + 20}), ('Bo', {i + 20}), ('Cy', {i + 1})"


def ordered(query_draft):
    tests = [test.to_json() for test in query_draft.problem.tests]
    for test in tests:
        test["expected"]["compare"] = {"rows": {"ordered": True}}
    problem = query_draft.problem.updated(tests=tests)
    return query_draft.model_copy(update={"problem": problem})


@pytest.mark.parametrize(
    ("order", "gate"), [("age DESC", "deterministic"), ("age DESC, name", None)]
)
def test_rows_whose_order_is_open_are_refused_where_order_counts(order, gate):
    draft = query(
        people_alike,
        lambda i: [["Ada", i + 20], ["Bo", i + 20]],
        f"SELECT name, age FROM person WHERE age >= 20 ORDER BY {order}",
    )
    refusal = asyncio.run(verify(ordered(draft), BareSandbox())).rejection
    assert (refusal.gate if refusal else None) == gate
