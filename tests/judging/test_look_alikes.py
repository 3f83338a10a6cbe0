"""Values of another type than the declared one that would be the same in JSON."""

import pytest

from tests.judging.problems import class_, function, judged, problem

WRONG = [
    ("map[str, int]", [["a", 1]], 'List.of(List.of("a", 1))'),
    ("set[int]", [1], "List.of(1)"),
    ("list[int]", [1], "Set.of(1)"),
    ("list[list[int]]", [[1, 2]], "Map.of(1, 2)"),
    ("float", "Infinity", '"Infinity"'),
]


def in_java(type_text, value, expression):
    task = function("", type_text, ({"args": []}, {"value": value}), language="java")
    code = (
        f"import java.util.*;\nclass Solution {{ public static Object f() {{ return {expression};"
    )
    return judged(task, f"{code} }} }}")


@pytest.mark.java
@pytest.mark.parametrize(("type_text", "value", "expression"), WRONG)
def test_java_values_of_another_type_are_told(type_text, value, expression):
    outcome = in_java(type_text, value, expression)
    assert outcome.passed == 0
    assert f"not a {type_text}" in outcome.cases[0].message


@pytest.mark.java
@pytest.mark.parametrize(
    ("type_text", "value", "expression"),
    [
        ("map[str, int]", [["a", 1]], 'Map.of("a", 1)'),
        ("set[int]", [1], "Set.of(1)"),
        ("list[int]", [1], "List.of(1)"),
        ("float", "Infinity", "1.0 / 0"),
    ],
)
def test_java_values_of_the_declared_type_are_right(type_text, value, expression):
    assert in_java(type_text, value, expression).verdict == "accepted"


def test_an_infinite_real_is_no_text():
    rows = {"columns": ["x"], "rows": [['{"real": "-Infinity"}']]}
    task = problem("sql", "query", None, [({"database": ""}, {"rows": rows})])
    assert judged(task, "SELECT -9e999").verdict == "accepted"
    assert judged(task, "SELECT '-Infinity'").verdict == "wrong_answer"
    assert judged(task, 'SELECT \'{"real": "-Infinity"}\'').verdict == "wrong_answer"


@pytest.mark.parametrize("returns", ["any", "int", "record[a: str]"])
def test_a_returned_value_does_not_stand_for_an_exception(returns):
    steps = {"steps": [{"new": "s", "args": []}, {"call": "s.f", "args": []}]}
    test = (steps, {"value": [None, {"raises": "ValueError"}]})
    task = class_("python", {"f": ("", returns)}, test)
    body = "class Thing:\n    def f(self):\n        {}\n"
    assert judged(task, body.format("raise ValueError")).verdict == "accepted"
    assert judged(task, body.format("return {'raises': 'ValueError'}")).verdict == "wrong_answer"
