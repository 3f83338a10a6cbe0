"""The notebook of an activity as the master notebook of otter's assign.

Each test is a test cell with its own points. Otter writes the examples into the learner's copy and
the hidden ones into the autograder only: the master notebook is for who grades.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from nbformat.v4 import new_code_cell, new_raw_cell

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.notebook import cells
from jupyter_codemm.notebook.building import notebook_of
from jupyter_codemm.notebook.suites import suite_argument

HOW = (
    "Run the cells from the top. Then write your answers: **Shift+Enter** in an answer cell runs "
    "it; the `grader.check` cell below it checks it on the examples. All tests are run when you "
    "are graded."
)
# Nobody has a solution to run the tests on: generated problems keep no reference.
_CONFIG = """\
# ASSIGNMENT CONFIG
name: {name}
run_tests: false
solutions_pdf: false
export_cell:
  pdf: false
requirements:
  - jupyter_codemm
  - ipykernel"""
_TEST = '''\
""" # BEGIN TEST CONFIG
points: {points:g}
hidden: {hidden}
""" # END TEST CONFIG
from jupyter_codemm.widgets import passes

passes({suite})'''


def build_otter(activity: Activity, name: str) -> dict[str, Any]:
    """Return the master notebook of an assignment with this name."""
    config = _CONFIG.format(name=json.dumps(name))
    built = [_raw(config, "config"), cells.intro(activity, HOW), cells.setup()]
    for number, problem in enumerate(activity.problems, start=1):
        built += _question(problem, number)
    return notebook_of(activity, built)


def _question(problem: Problem, number: int) -> Iterator[Any]:
    name = f"q{number}"
    yield _raw(f"# BEGIN QUESTION\nname: {name}", f"{name}-begin")
    yield cells.statement(problem, number)
    yield _raw("# BEGIN SOLUTION", f"{name}-solution")
    yield cells.answer(problem)
    yield _raw("# END SOLUTION", f"{name}-solved")
    yield _raw("# BEGIN TESTS", f"{name}-tests")
    public = Suite.public(problem)
    shown = {test.name for test in public.tests} if public else set()
    suite = Suite.of(problem)
    for place, test in enumerate(problem.tests, start=1):
        source = _TEST.format(
            points=test.points,
            hidden=json.dumps(test.name not in shown),
            suite=suite_argument(suite.only(test)),
        )
        yield new_code_cell(source, id=cells.cell_id(f"{name}-test-{place}"))
    yield _raw("# END TESTS", f"{name}-tested")
    yield _raw("# END QUESTION", f"{name}-end")


def _raw(text: str, name: str) -> Any:  # noqa: ANN401 - nbformat has no types
    return new_raw_cell(text, id=cells.cell_id(name))
