"""What the notebooks for nbgrader and otter hold, and what they never hold."""

from __future__ import annotations

import ast
import json

import nbformat
import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.notebook import build, build_nbgrader, build_otter, bundle_of, read_answers
from jupyter_codemm.notebook.suites import suite_argument
from tests.notebook.graders.four_languages import HIDDEN, activity, problem

ALL = activity("python", "java", "cpp", "sql")
BUNDLE = "codemm-tests/twice.jsonl"


def marks(notebook: dict) -> list[dict]:
    return [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]


def learners(notebook: dict) -> str:
    """Return the source of all cells without the regions that nbgrader takes out."""
    kept, hidden = [], False
    for line in "\n".join(cell["source"] for cell in notebook["cells"]).split("\n"):
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        if not hidden:
            kept.append(line)
        hidden = hidden and "END HIDDEN TESTS" not in line
    return "\n".join(kept)


@pytest.mark.parametrize(
    "notebook",
    [build(ALL), build_nbgrader(ALL, BUNDLE), build_otter(ALL, "twice")],
    ids=["codemm", "nbgrader", "otter"],
)
def test_every_format_is_valid_and_gives_its_answers_back(notebook):
    nbformat.validate(nbformat.from_dict(notebook))
    answers = read_answers(json.dumps(notebook))
    assert set(answers.by_problem) == {f"p.{name}" for name in ("python", "java", "cpp", "sql")}
    assert answers.notes == ()


def test_nbgrader_marks_follow_its_schema():
    notebook = build_nbgrader(ALL, BUNDLE)
    found = marks(notebook)
    assert all(mark["schema_version"] == 3 for mark in found)
    names = [mark["grade_id"] for mark in found]
    assert len(set(names)) == len(names)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)
    assert [mark["points"] for mark in found if mark["grade"]] == [4.0] * 4
    assert all(mark["locked"] for mark in found if not mark["solution"])
    assert sum(mark["solution"] for mark in found) == 4
    answers = [c["source"] for c in notebook["cells"] if c["metadata"]["nbgrader"]["solution"]]
    assert all(source.count("### BEGIN SOLUTION") == 1 for source in answers)


def test_no_hidden_test_is_in_the_source_notebook_of_nbgrader():
    notebook = build_nbgrader(ALL, BUNDLE)
    assert str(HIDDEN) not in json.dumps(notebook)
    assert BUNDLE in json.dumps(notebook)
    assert BUNDLE not in learners(notebook)
    suites = [Suite.parse(line) for line in bundle_of(ALL).splitlines()]
    assert [len(suite.tests) for suite in suites] == [4] * 4


def test_otter_marks_exactly_the_hidden_tests():
    cells = build_otter(ALL, "twice")["cells"]
    tests = [c["source"] for c in cells if "BEGIN TEST CONFIG" in c["source"]]
    assert len(tests) == 16
    hidden = [source for source in tests if "hidden: true" in source]
    assert len(hidden) == 8
    assert all(("5" in s or str(HIDDEN) in s) for s in hidden)
    assert not any(str(HIDDEN) in source for source in set(tests) - set(hidden))


def test_a_starter_without_a_place_for_nbgraders_stub_is_left_alone():
    free = problem("python") | {"starter": "# your turn\n"}
    data = json.loads(activity("python").model_dump_json()) | {"problems": [free]}
    notebook = build_nbgrader(Activity.parse(data), BUNDLE)
    assert not any(mark.get("solution") for mark in marks(notebook))
    assert "# codemm: p.python\n# your turn" in notebook["cells"][3]["source"]


def test_a_checker_and_what_needs_it_stay_with_who_grades():
    asking = problem("python")
    for test in asking["tests"]:
        test["expected"]["compare"] = {"value": {"kind": "checker"}}
    asking["checker"] = "def check(given, got):\n    return True\n"
    data = json.loads(activity("python").model_dump_json()) | {"problems": [asking]}
    made = Activity.parse(data)
    assert Suite.public(made.problems[0]) is None
    source = build_nbgrader(made, BUNDLE)["cells"][-1]["source"]
    assert "examples=None" in source
    assert "def check" in bundle_of(made)
    tests = [c["source"] for c in build_otter(made, "x")["cells"] if "BEGIN TEST" in c["source"]]
    assert all("hidden: true" in source for source in tests if "CONFIG" in source)


NASTY = (
    "'''",
    '"""',
    "### BEGIN HIDDEN TESTS",
    "# END  SOLUTION",
    "it's \\ \\n {0} \u2028 é",
    "\\",
)


@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_test_holds_stays_inside_its_literal(text):
    said = problem("python")
    for test in said["tests"]:
        test["expected"]["value"] = text
    said["signature"]["returns"] = "str"
    data = json.loads(activity("python").model_dump_json()) | {"problems": [said]}
    suite = Suite.of(Activity.parse(data).problems[0])
    literal = suite_argument(suite)
    assert "HIDDEN TESTS" not in literal.replace("\\u0020", "#") or "BEGIN HIDDEN" not in literal
    assert Suite.parse(ast.literal_eval(literal)) == suite


def test_a_value_that_is_null_is_still_expected():
    nothing = problem("python")
    for test in nothing["tests"]:
        test["expected"] = {"value": None}
    nothing["signature"]["returns"] = "optional[int]"
    data = json.loads(activity("python").model_dump_json()) | {"problems": [nothing]}
    suite = Suite.of(Activity.parse(data).problems[0])
    back = Suite.parse(ast.literal_eval(suite_argument(suite)))
    assert all(test.expected.has_value for test in back.tests)


def test_the_built_notebook_exports_to_html_without_hidden_tests():
    from nbconvert import HTMLExporter  # noqa: PLC0415 - a second that other tests need not wait

    for notebook in (build(ALL), build_nbgrader(ALL, BUNDLE)):
        body, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
        assert "Twice" in body
        assert str(HIDDEN) not in body
