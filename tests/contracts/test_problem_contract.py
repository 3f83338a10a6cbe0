"""Problems, tests as data, sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jupyter_codemm.contracts.languages import FACTS, MAX_SOURCE_BYTES
from jupyter_codemm.contracts.problem import CaseInput, Expected, Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, TooLargeError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
PROBLEM = {
    "id": "p1",
    "title": "Add",
    "statement": "Return the sum.",
    "kind": "function",
    "language": "python",
    "difficulty": "easy",
    "topics": ["arithmetic"],
    "style": "return",
    "signature": {
        "name": "add",
        "params": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}],
        "returns": "int",
    },
    "starter": "def add(a, b): ...",
    "tests": [
        {
            "name": "test_case_1",
            "visibility": "sample",
            "input": {"args": [1, 2]},
            "expected": {"value": 3},
        }
    ],
}


def with_test(**changes):
    return PROBLEM | {"tests": [PROBLEM["tests"][0] | changes]}


def test_a_problem_survives_the_wire():
    problem = Problem.parse(PROBLEM)
    assert Problem.parse(problem.to_json()) == problem


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({k: v for k, v in PROBLEM.items() if k != "id"}, "draft.id: Field required"),
        (with_test(name="x y"), "draft.tests.0.name: String should match"),
        (
            with_test(expected={"value": "three"}),
            "draft: test_case_1.expected.value: 'three' is not of type int",
        ),
    ],
)
def test_a_refusal_names_the_part_at_fault_and_quotes_no_more(given, said):
    with pytest.raises(InvalidInputError) as raised:
        Problem.parse(given, where="draft")
    assert raised.value.message.startswith(said)
    assert PROBLEM["statement"] not in raised.value.message


@given(JSON)
def test_an_expected_value_stays_present_even_as_null(value):
    expected = Expected.parse({"value": value})
    again = Expected.parse(expected.to_json())
    assert again.has_value
    assert again == expected
    assert "value" in expected.to_json()


@given(st.text(max_size=20))
def test_an_absent_channel_stays_absent(text):
    expected = Expected.parse({"stdout": text})
    assert set(expected.to_json()) == {"stdout", "compare"}
    assert not Expected.parse(expected.to_json()).has_value


def test_expecting_nothing_is_refused():
    with pytest.raises(InvalidInputError, match="at least one of"):
        Expected.parse({})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"args": []}, "function"),
        ({"args": [1], "stdin": "x"}, "function"),
        ({"stdin": ""}, "program"),
        ({"steps": [{"new": "a"}]}, "class"),
        ({"database": ""}, "query"),
    ],
)
def test_an_input_knows_its_kind(data, kind):
    assert CaseInput.parse(data).kind == kind


@pytest.mark.parametrize("data", [{}, {"args": [], "database": ""}, {"steps": []}, {"args": 1}])
def test_an_input_has_exactly_one_channel(data):
    with pytest.raises(InvalidInputError):
        CaseInput.parse(data)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (with_test(input={"args": [1]}), "1 argument"),
        (with_test(input={"args": [1, "2"]}), r"args\.1"),
        (with_test(input={"stdin": ""}), "input is for a program"),
        (with_test(expected={"value": "3"}), r"expected\.value"),
        (PROBLEM | {"tests": PROBLEM["tests"] * 2}, "names repeat"),
        (PROBLEM | {"tests": []}, "at least 1"),
        (PROBLEM | {"language": "sql"}, "go together"),
        (PROBLEM | {"kind": "program", "style": "stdout"}, "no signature"),
        (PROBLEM | {"style": "both"}, "style"),
        (PROBLEM | {"id": "../etc"}, "pattern"),
        (PROBLEM | {"reference": "x"}, "Extra inputs"),
        (
            PROBLEM | {"language": "java", "signature": PROBLEM["signature"] | {"name": "class"}},
            "reserved",
        ),
        (
            PROBLEM | {"language": "cpp", "signature": PROBLEM["signature"] | {"returns": "any"}},
            "no type for any",
        ),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(data, complaint):
    with pytest.raises(InvalidInputError, match=complaint):
        Problem.parse(data)


def test_any_of_checks_each_acceptable_value():
    compare = {"value": {"kind": "any_of"}}
    Problem.parse(with_test(expected={"value": [3, 4], "compare": compare}))
    with pytest.raises(InvalidInputError, match=r"expected\.value\.1"):
        Problem.parse(with_test(expected={"value": [3, "x"], "compare": compare}))


def test_code_is_sugar_for_the_entry_file():
    source = Source.single("x")
    assert source.resolved("python") == {"solution.py": "x"}
    assert source.resolved("java", entry_file="Main.java") == {"Main.java": "x"}
    assert Source.parse(source.to_json()) == source


@pytest.mark.parametrize("data", [{}, {"code": "x", "files": {"a.py": ""}}, {"files": {}}])
def test_a_source_is_code_or_files(data):
    with pytest.raises(InvalidInputError):
        Source.parse(data)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("python", "../x.py"),
        ("python", "a b.py"),
        ("python", "x.py\n"),
        ("java", "a/B.java"),
        ("cpp", "main.cpp"),
        ("sql", "other.sql"),
        ("python", ""),
    ],
)
def test_a_file_name_that_the_language_does_not_know_is_refused(language, name):
    with pytest.raises(InvalidInputError, match="file name"):
        Source(files={name: ""}).resolved(language)


def test_a_source_has_limits():
    with pytest.raises(TooLargeError, match=str(MAX_SOURCE_BYTES)):
        Source.single("é" * (MAX_SOURCE_BYTES // 2 + 1)).resolved("python")
    too_many = {f"m{n}.py": "" for n in range(FACTS["python"].max_files + 1)}
    with pytest.raises(InvalidInputError, match="at most"):
        Source(files=too_many).resolved("python")


def test_an_unforeseen_error_quotes_nothing_that_may_be_private():
    with pytest.raises(ValidationError) as caught:
        Source(files={"hidden_test.py": "secret"}, code="secret")
    assert "secret" not in str(caught.value)
    with pytest.raises(InvalidInputError, match="give either files or code"):
        Source.parse({"files": {"a.py": "mine"}, "code": "mine"})


@pytest.mark.parametrize(
    ("candidate", "said"),
    [
        ({"input": {"args": [1]}}, "candidates.0: 1 argument(s) for 2 parameter(s)"),
        ({"input": {"args": [1, "2"]}}, "candidates.0.args.1: '2' is not of type int"),
        ({"input": {"stdin": "1"}}, "candidates.0: input is for a program, the problem is a func"),
        (
            {"input": {"args": [1, 2]}, "claimed": {"value": "3"}},
            "candidates.0.expected.value: '3' is not of type int",
        ),
        (
            {
                "input": {"args": [1, 2]},
                "claimed": {"value": 3, "compare": {"value": {"kind": "checker"}}},
            },
            "candidates.0 asks a checker, and the problem has none",
        ),
    ],
)
def test_a_candidate_that_does_not_fit_is_named(candidate, said):
    draft = {
        "problem": PROBLEM,
        "reference": {"code": "def add(a, b):\n    return a + b\n"},
        "candidates": [{"category": "typical"} | candidate],
    }
    with pytest.raises(InvalidInputError) as raised:
        ProblemDraft.parse(draft)
    assert raised.value.message.startswith(said)
