"""Check an answer from a cell: what the notebooks for nbgrader and otter call.

A file of all tests, the bundle, is read only where it is: with who grades. Nothing goes to the
error channel, for which nbgrader would take away all points.
"""

from __future__ import annotations

from pathlib import Path

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.errors import InvalidInputError, MissingToolError, UnavailableError
from jupyter_codemm.widgets.extension import answers_of
from jupyter_codemm.widgets.report import words
from jupyter_codemm.widgets.slots import Slot

NO_EXAMPLE = "no example of this problem can be checked here; all tests are run in grading."
ONLY_EXAMPLES = "these were the examples; all tests are run in grading."


def graded(
    problem_id: str, points: float, examples: str | None, bundle: str | None = None
) -> float:
    """Judge the answer to a problem as it was last run; show how it went and return its points.

    Without a bundle the examples alone are judged, and stand for all points. Raises CodemmError
    when it could not be judged, so that nobody takes that for a wrong answer.
    """
    if bundle is not None:
        suite = _bundled(bundle, problem_id)
    elif examples is not None:
        suite = Suite.parse(examples, where="examples")
    else:
        _say(NO_EXAMPLE)
        return float(points)
    outcome = _judged(suite, final=bundle is not None)
    if outcome is None:
        return 0.0
    if bundle is None:
        _say(ONLY_EXAMPLES)
    return round(points * outcome.points / (outcome.max_points or 1.0), 6)


def passes(suite: str) -> None:
    """Judge the answer on a suite; raises AssertionError, saying why, when a test does not pass."""
    asked = Suite.parse(suite, where="suite")
    report = answers_of(_shell()).check(asked)
    if report is None:
        raise AssertionError(f"no cell with an answer to {asked.id} was run")
    outcome = report.outcome
    if outcome.verdict == "judge_error":
        raise UnavailableError(f"{asked.id} could not be judged: {outcome.message}")
    if outcome.verdict != "accepted":
        reasons = [case.message for case in outcome.cases if case.message]
        why = outcome.compile_output or outcome.message or "; ".join(reasons)
        raise AssertionError(f"{words(outcome.verdict)}{f': {why}' if why else ''}")


def _judged(suite: Suite, *, final: bool) -> Outcome | None:
    report = answers_of(_shell()).check(suite, final=final)
    if report is None:
        _say(f"no cell with an answer to {suite.id} was run.")
        return None
    if report.outcome.verdict == "judge_error":
        raise UnavailableError(f"{suite.id} could not be judged: {report.outcome.message}")
    Slot().show(report)
    return report.outcome


def _bundled(bundle: str, problem_id: str) -> Suite:
    """Return the suite of a problem from the nearest folder at or above that has the bundle."""
    folder = Path.cwd()
    path = next((f / bundle for f in (folder, *folder.parents) if (f / bundle).is_file()), None)
    if path is None:
        raise MissingToolError(
            f"the tests are not here: no {bundle} in {folder} or above it. Grade in the course "
            "folder that `jupyter codemm notebook --format nbgrader` wrote",
            where=bundle,
        )
    for line in path.read_text(encoding="utf-8").splitlines():
        suite = Suite.parse(line, where=bundle)
        if suite.id == problem_id:
            return suite
    raise InvalidInputError(f"{path}: holds no tests of {problem_id}", where=bundle)


def _shell() -> InteractiveShell:
    shell = get_ipython()
    if shell is None:
        raise MissingToolError("answers are checked in a notebook's kernel; there is none here")
    return shell


def _say(text: str) -> None:
    print(f"codemm: {text}")  # noqa: T201 - the cell's output
