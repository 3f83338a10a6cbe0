"""What learners are told of their grades: nothing of what staff has not released, or took back."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.classroom.reviewing import reopened
from jupyter_codemm.contracts.grading import Grade, GradeEvent


def released(grade: Grade) -> Grade:
    """Return a grade as its learner sees it: of one that waits for somebody, no marks."""
    return grade if grade.status == "graded" else grade.updated(comment="", rubric=())


def released_events(events: Sequence[GradeEvent]) -> tuple[GradeEvent, ...]:
    """Return how a grade came to be, oldest first, as its learner sees it.

    Of a review that was opened again they see who made it and when, and never its marks: those were
    taken back, for good. A decision against the tests that was made in between stays to be seen.
    """
    last = max((at for at, one in enumerate(events) if one.cause == "reopened"), default=-1)
    return tuple(
        one.updated(
            before=None if one.before is None else _seen(one.before, is_taken_back=at <= last),
            after=_seen(one.after, is_taken_back=at <= last),
        )
        for at, one in enumerate(events)
    )


def _seen(grade: Grade, *, is_taken_back: bool) -> Grade:
    if not is_taken_back or grade.grader != "teacher":
        return released(grade)
    # The lines that stand beside a decision against the tests are those of the review before it.
    return grade.updated(rubric=()) if grade.is_override else released(reopened(grade))
