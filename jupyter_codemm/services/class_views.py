"""Views of a whole class: who is where now, and what a challenge's submissions tell.

Each is made of a fixed number of queries, however many learners there are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jupyter_codemm.classroom import problem_statistics
from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_views import (
    ChallengeStatistics,
    LiveClass,
    LiveLine,
    LiveProblem,
)
from jupyter_codemm.contracts.class_work import Alerts, ProblemOutline
from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.contracts.struggle import Severity
from jupyter_codemm.contracts.submission import Submission, SubmissionSummary
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Held, TimeSpent, Transaction, Whereabouts
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for, class_for
from jupyter_codemm.services.newest import with_newest
from jupyter_codemm.services.submissions import summary_of

ACTIVE = timedelta(minutes=5)
"""Who did something so lately is at work."""
MOST_ROWS = 200
"""Submissions behind a number that are told at once."""
_NONE = Alerts()
_GRAVITY: Mapping[Severity, int] = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True, slots=True)
class _Now:
    """What is known of a class at a moment."""

    class_id: str
    at: datetime
    learners: tuple[str, ...]
    challenges: Mapping[str, str]
    problems: Mapping[str, ProblemOutline]
    places: Mapping[str, Whereabouts]
    alerts: Mapping[str, Alerts]
    waiting: Mapping[str, tuple[str, ...]]
    solved: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Tried:
    """What learners did at the problems of a challenge."""

    challenge: Challenge
    learners: tuple[str, ...]
    problems: tuple[ProblemOutline, ...]
    logs: list[AttemptLog]
    times: list[TimeSpent]


async def live(ctx: Context, caller: Caller, class_id: str) -> LiveClass:
    """Return who of a class is where, and who struggles; raises as `class_for` does."""
    now = ctx.clock.now()

    def work(tx: Transaction) -> _Now:
        found = class_for(tx, caller, class_id, "see_work")
        given = [one for one in tx.challenges.of_class(found.id) if one.state == "published"]
        ids = [one.id for one in given]
        challenges = tx.challenges.problems_of_class(found.id, ids)
        problems = list(challenges)
        learners = learners_of(tx.memberships.roles(found.id))
        waiting: dict[str, tuple[str, ...]] = {}
        for (_, user), names in tx.submissions.waiting(ids).items():
            waiting[user] = (*waiting.get(user, ()), *names)
        return _Now(
            class_id=found.id,
            at=now,
            learners=learners,
            challenges=challenges,
            problems=_outlines(tx, given),
            places=tx.works.places(learners, _given_in(challenges, given)),
            alerts=tx.works.alerts(problems),
            waiting=waiting,
            solved=tx.attempts.solved(ids),
        )

    return await asyncio.to_thread(_live, await ctx.store.transact(work))


async def submissions(
    ctx: Context, caller: Caller, challenge_id: str, ids: Sequence[str]
) -> tuple[SubmissionSummary, ...]:
    """Return submissions to a challenge by their ids, newest first: the rows behind a number.

    What is none of this challenge is left out. Raises as `challenge_for` does, and
    InvalidInputError for more ids than 200.
    """
    if len(ids) > MOST_ROWS:
        raise InvalidInputError(f"ids: {len(ids)}, at most {MOST_ROWS} at once", where="ids")

    def work(tx: Transaction) -> tuple[Submission, ...]:
        challenge = challenge_for(tx, caller, challenge_id, "see_work")
        found = tx.submissions.named(ids)
        return with_newest(tx, [one for one in found if one.challenge_id == challenge.id])

    found = sorted(await ctx.store.transact(work), key=lambda one: (one.submitted_at, one.id))
    return tuple(map(summary_of, reversed(found)))


async def statistics(ctx: Context, caller: Caller, challenge_id: str) -> ChallengeStatistics:
    """Return what a challenge's submissions tell; raises as `challenge_for` does."""

    def work(tx: Transaction) -> _Tried:
        challenge = challenge_for(tx, caller, challenge_id, "see_work")
        logs = tx.attempts.of_challenge(challenge.id)
        name = (challenge.activity_id, challenge.activity_version)
        problems = tx.versions.outlines([name]).get(name, ())
        times = tx.works.times([one.id for one in problems])
        if challenge.class_id is None:
            learners = {log.user for log in logs}
        else:
            learners = set(learners_of(tx.memberships.roles(challenge.class_id, ended=True)))
        return _Tried(
            challenge,
            tuple(sorted(learners)),
            problems,
            [log for log in logs if log.user in learners],
            [one for one in times if one.user in learners],
        )

    return await asyncio.to_thread(_told, await ctx.store.transact(work))


def _told(tried: _Tried) -> ChallengeStatistics:
    return ChallengeStatistics(
        challenge_id=tried.challenge.id,
        title=tried.challenge.title,
        learners=tried.learners,
        problems=tuple(problem_statistics(one, tried.logs, tried.times) for one in tried.problems),
    )


def learners_of(roles: Iterable[Held]) -> tuple[str, ...]:
    """Return who is or was a learner and is no staff, in order."""
    held = list(roles)
    staff = {one.user for one in held if one.is_active and one.role != "learner"}
    return tuple(
        dict.fromkeys(one.user for one in held if one.role == "learner" and one.user not in staff)
    )


def _given_in(challenges: Mapping[str, str], given: list[Challenge]) -> dict[str, list[str]]:
    """Return all the challenges that give each problem: those of the same activity."""
    activity = {one.id: one.activity_id for one in given}
    same: dict[str, list[str]] = {}
    for one in given:
        same.setdefault(one.activity_id, []).append(one.id)
    return {problem: same[activity[first]] for problem, first in challenges.items()}


def _outlines(tx: Transaction, given: list[Challenge]) -> dict[str, ProblemOutline]:
    names = [(one.activity_id, one.activity_version) for one in given]
    found = tx.versions.outlines(names)
    return {problem.id: problem for problems in found.values() for problem in problems}


def _live(now: _Now) -> LiveClass:
    lines = [_line(now, user) for user in now.learners]
    started = [line for line in lines if line.last_at is not None]
    lines.sort(key=_urgency, reverse=True)
    users: dict[str, list[str]] = {}
    for line in started:
        if line.problem_id is not None:
            users.setdefault(line.problem_id, []).append(line.user)
    return LiveClass(
        class_id=now.class_id,
        at=now.at,
        active_seconds=round(ACTIVE.total_seconds()),
        lines=tuple(lines),
        problems=tuple(
            LiveProblem(
                id=problem.id,
                challenge_id=now.challenges[problem.id],
                title=problem.title,
                users=tuple(users.get(problem.id, ())),
            )
            for problem in now.problems.values()
        ),
        active=tuple(line.user for line in started if line.is_active),
        struggling=tuple(line.user for line in lines if line.alerts),
        not_started=tuple(line.user for line in lines if line.last_at is None),
    )


def _line(now: _Now, user: str) -> LiveLine:
    place = now.places.get(user)
    waiting, solved = now.waiting.get(user, ()), now.solved.get(user, ())
    signs = now.alerts.get(user, _NONE)
    if place is None:
        return LiveLine(
            user=user,
            waiting_ids=waiting,
            solved_ids=solved,
            alerts=signs.alerts,
            handled=signs.handled,
        )
    work = place.work
    return LiveLine(
        user=user,
        waiting_ids=waiting,
        solved_ids=solved,
        alerts=signs.alerts,
        handled=signs.handled,
        is_active=now.at - work.at <= ACTIVE,
        challenge_id=now.challenges.get(work.problem_id),
        problem_id=work.problem_id,
        last_at=work.at,
        what=work.what,
        record_id=work.record_id,
        session_open=work.session_open,
        active_ms=work.active_ms,
        hints_used=work.hints_used,
        hint_level=work.hint_level,
        submission_ids=place.submission_ids,
        verdict=place.verdict,
        passed=place.passed,
        total=place.total,
    )


def _urgency(line: LiveLine) -> tuple[int, float]:
    gravity = max((_GRAVITY[alert.severity] for alert in line.alerts), default=0)
    return gravity, 0.0 if line.last_at is None else line.last_at.timestamp()
