"""A grade that a person gives: by a rubric, by a percentage, or both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jupyter_codemm.contracts.classroom import RubricItem
from jupyter_codemm.contracts.grading import Grade, ReviewRequest, RubricLine
from jupyter_codemm.errors import InvalidInputError

_DIGITS = 2
NO_PERCENT = "percent: is missing, and so are points for a line of the rubric"


def reviewed(
    grade: Grade, asked: ReviewRequest, rubric: Sequence[RubricItem], *, at: datetime
) -> Grade:
    """Return a grade as somebody decided it after looking at the work.

    Without a percentage it is the share of the rubric's points that were given. Raises
    InvalidInputError when there is neither, and when the lines are not those of the `rubric` that
    the challenge has. What the tests gave stays beside. A decision holds whatever the evaluation is
    or becomes.
    """
    if rubric:
        _check(asked.rubric, rubric)
    percent = _share(asked.rubric) if asked.percent is None else asked.percent
    return grade.updated(
        status="graded",
        percent=percent,
        grader="teacher",
        is_override=False,
        decided_on=grade.from_tests,
        comment=asked.comment,
        rubric=asked.rubric,
        graded_at=at,
    )


def reopened(grade: Grade) -> Grade:
    """Return a decided grade as one that waits for somebody again; its lines and comment stay."""
    return grade.updated(
        status="manual_review",
        percent=None,
        grader=None,
        is_override=False,
        decided_on=None,
        graded_at=None,
    )


def _check(lines: Sequence[RubricLine], rubric: Sequence[RubricItem]) -> None:
    wanted = [(item.name, item.points) for item in rubric]
    if [(line.name, line.points) for line in lines] != wanted:
        names = ", ".join(f"{name} ({points:g})" for name, points in wanted)
        raise InvalidInputError(
            f"rubric: must have the lines of this challenge, in order: {names}", where="rubric"
        )


def _share(lines: Sequence[RubricLine]) -> float:
    given = [line.given for line in lines if line.given is not None]
    if not lines or len(given) != len(lines):
        raise InvalidInputError(NO_PERCENT, where="percent")
    return round(100 * sum(given) / sum(line.points for line in lines), _DIGITS)
