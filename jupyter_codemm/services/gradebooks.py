"""The gradebook of a class, on a page and as files for other systems."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from jupyter_codemm.classroom import GradebookFormat, gradebook_table, points_of
from jupyter_codemm.contracts.classroom import Challenge, ChallengeTerms, SchoolClass
from jupyter_codemm.contracts.gradebook import (
    ClassGradebook,
    GradebookCell,
    GradebookChallenge,
    GradebookLine,
)
from jupyter_codemm.contracts.grading import Grade
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.journey.exports.tables import formula_safe, write_table
from jupyter_codemm.ports import LearnerAt, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for
from jupyter_codemm.services.exporting import Export

MOST_LINES = 200
"""Learners of one page."""


async def class_gradebook(
    ctx: Context, caller: Caller, class_id: str, *, after: str = "", limit: int = MOST_LINES
) -> ClassGradebook:
    """Return what learners of a class have for its challenges, by name, those that follow `after`.

    Challenges are those that are published, oldest first. Raises InvalidInputError for a `limit`
    that is none from 1 to 200.
    """
    if not 1 <= limit <= MOST_LINES:
        raise InvalidInputError(f"limit: must be 1 to {MOST_LINES} (got {limit})", where="limit")

    def work(tx: Transaction) -> ClassGradebook:
        return Book.of(tx, class_for(tx, caller, class_id, "see_work")).page(after, limit)

    return await ctx.store.transact(work)


async def gradebook_file(
    ctx: Context, caller: Caller, class_id: str, form: GradebookFormat
) -> Export:
    """Return the whole gradebook as a CSV file that a system reads (RFC 4180).

    No cell of it is calculated by a spreadsheet; numbers stay numbers.
    """

    def work(tx: Transaction) -> ClassGradebook:
        return Book.of(tx, class_for(tx, caller, class_id, "see_work")).whole()

    book = await ctx.store.transact(work)
    return await asyncio.to_thread(_written, book, form)


def _written(book: ClassGradebook, form: GradebookFormat) -> Export:
    table = gradebook_table(book, form)
    safe = {name: str(formula_safe(name)) for name in table.columns}
    rows = [{safe[name]: formula_safe(cell) for name, cell in row.items()} for row in table.rows]
    text = write_table(tuple(safe.values()), rows)
    return Export(f"grades-{form}.csv", "text/csv; charset=utf-8", text.encode())


class Book:
    """The gradebook of a class inside a transaction; each page takes four queries."""

    def __init__(self, tx: Transaction, school_class: SchoolClass) -> None:
        self._tx = tx
        self._class = school_class
        self._challenges = [
            one for one in tx.challenges.of_class(school_class.id) if one.state == "published"
        ]
        self._ids = [one.id for one in self._challenges]
        held = tx.memberships.roles(school_class.id, ended=True)
        learners = [one for one in held if one.role == "learner"]
        self._members = {one.user for one in learners if one.is_active}
        # Who became staff of the class, or comes from elsewhere, is no learner of it.
        self._gone = {one.user for one in learners} - {one.user for one in held if one.is_active}
        self._waiting = tx.submissions.waiting(self._ids)

    @classmethod
    def of(cls, tx: Transaction, school_class: SchoolClass) -> Book:
        """Return that of a class."""
        return cls(tx, school_class)

    def page(self, after: str, limit: int) -> ClassGradebook:
        """Return the lines of so many learners that follow a name."""
        everybody = self._users()
        rest = [user for user in everybody if user > after]
        users = rest[:limit]
        more = len(rest) > limit
        return self._book(self.lines(users), len(everybody), users[-1] if more else None)

    def whole(self) -> ClassGradebook:
        """Return all lines."""
        users = self._users()
        starts = range(0, len(users), MOST_LINES)
        pages = (self.lines(users[start : start + MOST_LINES]) for start in starts)
        return self._book([line for lines in pages for line in lines], len(users), None)

    def _users(self) -> list[str]:
        """Return the learners, and those who have left with a grade, by name."""
        left = self._tx.grades.holders(self._ids) & self._gone if self._gone else frozenset()
        return sorted(self._members | left)

    def columns(self) -> tuple[GradebookChallenge, ...]:
        """Return the challenges, oldest first."""
        return tuple(
            GradebookChallenge(
                id=one.id,
                title=one.title,
                points=one.terms.points,
                due_at=one.terms.due_at,
            )
            for one in self._challenges
        )

    def _book(
        self, lines: Sequence[GradebookLine], learners: int, following: str | None
    ) -> ClassGradebook:
        return ClassGradebook(
            class_id=self._class.id,
            name=self._class.name,
            challenges=self.columns(),
            lines=tuple(lines),
            learners=learners,
            next=following,
        )

    def lines(self, users: Sequence[str]) -> list[GradebookLine]:
        """Return the lines of some people, learners or not."""
        found = self._tx.grades.of_challenges(self._ids, users)
        grades = {(one.challenge_id, one.user): one for one in found}
        attempts = self._tx.attempts.counts(self._ids, users)
        counted = {one.submission_id for one in found if one.submission_id is not None}
        made = self._tx.submissions.submitted_at(counted)
        return [
            GradebookLine(
                user=user,
                is_member=user in self._members,
                cells=tuple(
                    self._cell(one, user, grades, attempts, made) for one in self._challenges
                ),
            )
            for user in users
        ]

    def _cell(
        self,
        challenge: Challenge,
        user: str,
        grades: Mapping[LearnerAt, Grade],
        attempts: Mapping[LearnerAt, int],
        made: Mapping[str, datetime],
    ) -> GradebookCell:
        at = (challenge.id, user)
        grade = grades.get(at) or Grade(challenge_id=challenge.id, user=user, status="pending")
        return GradebookCell(
            challenge_id=challenge.id,
            status=grade.status,
            percent=grade.percent,
            points=points_of(grade, challenge.terms),
            from_tests=grade.from_tests,
            is_override=grade.is_override,
            is_before_change=_is_before_change(grade, challenge.terms),
            is_late=grade.late_by_seconds > 0,
            late_by_seconds=grade.late_by_seconds,
            penalty_percent=0.0 if grade.grader == "teacher" else grade.penalty_percent,
            attempts=attempts.get(at, 0),
            waiting=len(self._waiting.get(at, ())),
            comment=grade.comment,
            submission_id=grade.submission_id,
            submitted_at=made.get(grade.submission_id or ""),
            graded_at=grade.graded_at,
        )


def _is_before_change(grade: Grade, terms: ChallengeTerms) -> bool:
    """Return whether the evaluation was another when a grade was made; a decision stands by any."""
    return grade.grader != "teacher" and grade.evaluation not in (None, terms.evaluation)
