"""The notebook of an activity as nbgrader's source version.

The learner's copy that nbgrader makes of it holds the examples. All tests are in a file of their
own, the bundle, which stays with who grades: the cell names it in a region of hidden tests, which
nbgrader takes out of that copy and puts back for grading. Not even feedback shows a hidden test.
"""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_code_cell

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.notebook import cells
from jupyter_codemm.notebook.building import notebook_of
from jupyter_codemm.notebook.suites import suite_argument

SCHEMA_VERSION = 3
HOW = (
    "Run the next cell once. Then write your answers: **Shift+Enter** in an answer cell runs it; "
    "the cell below it checks it on the examples. All tests are run when you are graded."
)
_CALL = """\
# Checks the answer above; please leave this cell as it is.
from jupyter_codemm.widgets import graded

graded(
    {problem_id!r},
    points={points:g},
    examples={examples},
    ### BEGIN HIDDEN TESTS
    bundle={bundle!r},
    ### END HIDDEN TESTS
)"""
_COMMENT = """\
/* Your answer goes below. The next two lines are nbgrader's.
### BEGIN SOLUTION
### END SOLUTION
*/"""


def build_nbgrader(activity: Activity, bundle: str) -> dict[str, Any]:
    """Return the source notebook; `bundle` is the path of the bundle below the course's folder."""
    built = [_locked(cells.intro(activity, HOW), "intro"), _locked(cells.setup(), "setup")]
    for number, problem in enumerate(activity.problems, start=1):
        name = f"{number}-{cells.safe_name(problem.id)}"
        built += [
            _locked(cells.statement(problem, number), f"statement-{name}"),
            _answer(problem, f"answer-{name}"),
            _check(problem, f"check-{name}", bundle),
        ]
    return notebook_of(activity, built)


def bundle_of(activity: Activity) -> str:
    """Return the bundle: the suite of each problem on a line. It is for who grades, only."""
    return "".join(f"{Suite.of(problem).model_dump_json()}\n" for problem in activity.problems)


def _answer(problem: Problem, name: str) -> Any:  # noqa: ANN401 - nbformat has no types
    """Return the answer cell with a region that nbgrader fills with its stub.

    A starter with no place for one stays an ordinary cell, which nbgrader leaves alone.
    """
    cell = cells.answer(problem)
    header, _, starter = cell.source.partition("\n")
    marked = _in_python(starter) if problem.language == "python" else f"{_COMMENT}\n{starter}"
    if marked != starter:
        cell.source = f"{header}\n{marked}"
        _mark(cell, name, solution=True)
    return cell


def _in_python(starter: str) -> str:
    lines: list[str] = []
    for line in starter.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        if line.strip().startswith("raise NotImplementedError"):
            lines += [f"{indent}### BEGIN SOLUTION", line, f"{indent}### END SOLUTION"]
        else:
            lines.append(line)
    return "\n".join(lines)


def _check(problem: Problem, name: str, bundle: str) -> Any:  # noqa: ANN401 - nbformat has no types
    points = sum(test.points for test in problem.tests)
    public = Suite.public(problem)
    source = _CALL.format(
        problem_id=problem.id,
        points=points,
        examples=suite_argument(public) if public else None,
        bundle=bundle,
    )
    cell = new_code_cell(
        source,
        id=cells.cell_id(f"check-{problem.id}"),
        metadata={"codemm": {"role": "check", "problem_id": problem.id}},
    )
    _mark(cell, name, grade=True, locked=True, points=points)
    return cell


def _locked(cell: Any, name: str) -> Any:  # noqa: ANN401 - nbformat has no types
    _mark(cell, name, locked=True)
    return cell


def _mark(
    cell: Any,  # noqa: ANN401 - nbformat has no types
    name: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> None:
    cell.metadata["nbgrader"] = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": name,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    } | ({} if points is None else {"points": points})
