"""Problems that somebody may work on: their own, and those that a class was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.classroom import allowed, availability, role_in
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.classroom import Challenge, Membership, Role
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.attempting import attempts_made


@dataclass(frozen=True, slots=True)
class Given:
    """A problem with its activity, in the version that a challenge gives where one does.

    `role` is that of whoever asks in the challenge's class; None with one's own problem.
    """

    activity: Activity
    problem: Problem
    challenge: Challenge | None = None
    role: Role | None = None


def problem_for(tx: Transaction, user: str, problem_id: str, now: datetime) -> Given:
    """Return a problem that a user may work on; raises NotFoundError for any other.

    Learners have those of challenges that are published and released, staff of the class has all;
    nobody has those of a class that is hidden. Of several challenges that give it one that takes a
    submission of this user now goes first. What a challenge gives is the version that it names,
    whatever its author does meanwhile.
    """
    try:
        activity, problem = tx.activities.problem(problem_id, user)
    except NotFoundError:
        mine = tx.memberships.of_user(user)
        given = [
            (one, role)
            for one in tx.challenges.with_problem(problem_id)
            if (role := seen_by(mine, one, now)) is not None and is_there(tx, one)
        ]
        if len(given) > 1:
            given.sort(key=lambda each: not _takes(tx, each[0], problem_id, user, now))
        for challenge, role in given:
            found = _in_challenge(tx, challenge, problem_id)
            if found is not None:
                return Given(*found, challenge, role)
        raise
    return Given(activity, problem)


def _takes(
    tx: Transaction, challenge: Challenge, problem_id: str, user: str, now: datetime
) -> bool:
    """Return whether a user may submit to a problem of a challenge now, as its terms have it."""
    limited = challenge.terms.attempts is not None
    attempts = attempts_made(tx, challenge.id, problem_id, user) if limited else 0
    return availability(challenge, now, attempts).is_open


def is_there(tx: Transaction, challenge: Challenge) -> bool:
    """Return whether the class of a challenge, if it has one, is not hidden."""
    if challenge.class_id is None:
        return True
    try:
        tx.classes.get(challenge.class_id)
    except NotFoundError:
        return False
    return True


def seen_as(tx: Transaction, user: str, challenge: Challenge, now: datetime) -> Role | None:
    """Return the role in which a user sees a challenge; None when they do not see it."""
    return seen_by(tx.memberships.of_user(user), challenge, now)


def seen_by(mine: Iterable[Membership], challenge: Challenge, now: datetime) -> Role | None:
    """Return the role in which somebody with some memberships sees a challenge, None if none."""
    role = role_in(mine, challenge.organization_id, challenge.class_id)
    if role is None or allowed(role, "see_work"):
        return role
    return role if availability(challenge, now).is_visible else None


def under(challenge: Challenge, problem: Problem) -> Problem:
    """Return a problem as it is within a challenge, whose policy of hints goes first."""
    policy = challenge.terms.hint_policy
    return problem if policy is None else problem.model_copy(update={"hint_policy": policy})


def given_activity(tx: Transaction, challenge: Challenge) -> Activity:
    """Return the activity of a challenge in its version; raises NotFoundError when it is gone."""
    return tx.versions.get(challenge.activity_id, challenge.activity_version, challenge.owner)


def check_not_given(tx: Transaction, activity_id: str) -> None:
    """Raise WrongStateError for an activity that a class was given: its learners would lose it."""
    given = tx.challenges.of_activity(activity_id)
    if given:
        raise WrongStateError(
            f"This activity is given to a class as “{given[0].title}”: delete that first.",
            where="activity_id",
        )


def _in_challenge(
    tx: Transaction, challenge: Challenge, problem_id: str
) -> tuple[Activity, Problem] | None:
    try:
        activity = given_activity(tx, challenge)
    except NotFoundError:
        return None
    problem = next((one for one in activity.problems if one.id == problem_id), None)
    return None if problem is None else (activity, under(challenge, problem))
