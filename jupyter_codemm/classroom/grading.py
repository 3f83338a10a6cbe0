"""From submissions to a grade, and what a teacher's word does to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.classroom.lateness import Lateness, lateness
from jupyter_codemm.contracts.classroom import Challenge, ChallengeTerms
from jupyter_codemm.contracts.grading import Grade, Scored
from jupyter_codemm.errors import InvalidInputError

_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    """The submission of a problem that counts, and what is left of its points."""

    scored: Scored
    late: Lateness

    @property
    def share(self) -> float:
        return self.scored.share * self.late.share


def suggested(
    challenge: Challenge, problem_ids: Sequence[str], submissions: Iterable[Scored], user: str
) -> Grade:
    """Return the grade that tests suggest: the mean over the problems of what counts of each.

    A problem without a submission in time has nothing. Where the journey is evaluated a person has
    to look: then there is no percentage but what the tests gave. `user` is whose grade it is.
    Raises InvalidInputError for a challenge without problems.
    """
    if not problem_ids:
        raise InvalidInputError("problem_ids: a challenge without problems has no grade")
    counted = _counted(challenge.terms, problem_ids, submissions)
    if not counted:
        return Grade(challenge_id=challenge.id, user=user, status="pending")
    whole = sum(one.scored.share for one in counted.values()) / len(problem_ids)
    after = sum(one.share for one in counted.values()) / len(problem_ids)
    last = max(counted.values(), key=lambda one: one.scored.at)
    percent = round(100 * after, _DIGITS)
    by_tests = challenge.terms.evaluation == "tests"
    return Grade(
        challenge_id=challenge.id,
        user=user,
        status="graded" if by_tests else "manual_review",
        percent=percent if by_tests else None,
        from_tests=percent,
        evaluation=challenge.terms.evaluation,
        grader="system" if by_tests else None,
        submission_id=last.scored.submission_id,
        version=last.scored.version,
        late_by_seconds=max(round(one.late.by.total_seconds()) for one in counted.values()),
        penalty_percent=round(100 * (whole - after), _DIGITS),
        graded_at=last.scored.at if by_tests else None,
    )


def decided(
    grade: Grade, percent: float, *, at: datetime, comment: str = "", is_override: bool = False
) -> Grade:
    """Return a grade as a teacher decided it.

    Raises InvalidInputError when `percent` is none from 0 to 100. What the tests gave stays beside.
    A decision holds whatever the evaluation is or becomes. The lines of a review that was opened
    again are no part of it.
    """
    return grade.updated(
        status="graded",
        percent=percent,
        grader="teacher",
        is_override=is_override,
        decided_on=grade.from_tests,
        comment=comment,
        rubric=grade.rubric if grade.status == "graded" else (),
        graded_at=at,
    )


def regraded(before: Grade | None, suggestion: Grade) -> Grade:
    """Return a grade after tests were run anew: a teacher's decision is never overwritten.

    Then only what the tests give now is noted beside it. The lines and the comment of a review that
    was opened again stay with the work that they are about.
    """
    if before is None:
        return suggestion
    if before.grader != "teacher":
        is_same_work = before.submission_id == suggestion.submission_id
        if is_same_work and before.status == suggestion.status == "manual_review":
            return suggestion.updated(comment=before.comment, rubric=before.rubric)
        return suggestion
    return before.updated(from_tests=suggestion.from_tests)


def points_of(grade: Grade, terms: ChallengeTerms) -> float | None:
    """Return the points of a grade, None as long as there is none."""
    return None if grade.percent is None else round(grade.percent * terms.points / 100, _DIGITS)


def _counted(
    terms: ChallengeTerms, problem_ids: Sequence[str], submissions: Iterable[Scored]
) -> Mapping[str, _Counted]:
    """Return what counts of each problem: the best or the last that was in time and allowed."""
    wanted = set(problem_ids)
    tried: dict[str, list[Scored]] = {}
    for one in sorted(submissions, key=lambda scored: (scored.at, scored.submission_id)):
        if one.problem_id in wanted:
            tried.setdefault(one.problem_id, []).append(one)
    found: dict[str, _Counted] = {}
    for problem_id, attempts in tried.items():
        taken = [
            _Counted(one, late)
            for one in _allowed(attempts, terms.attempts)
            if (late := lateness(terms, one.at)).is_taken
        ]
        if taken:
            last = terms.counted == "last"
            found[problem_id] = taken[-1] if last else max(taken, key=lambda one: one.share)
    return found


def _allowed(tried: Iterable[Scored], attempts: int | None) -> Iterator[Scored]:
    """Yield those, oldest first, that were made while an attempt was left."""
    used = 0
    for one in tried:
        if attempts is not None and used >= attempts:
            return
        yield one
        used += not one.is_free
