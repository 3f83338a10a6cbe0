"""What a run that judges submissions again has to do next, and what ends it before its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.regrading import Regrade
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import NotFoundError, UnreadableError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.attempting import is_attempt

DELETED = "The challenge was deleted meanwhile. Grades that were settled before stay."
NO_ACTIVITY = "The activity of this challenge is not there any more."
DAMAGED = "The activity of this challenge cannot be read: its record is damaged."
RENEWED = "The challenge gives another version of its activity since. Judge again by that one."


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run judges by: the challenge, and its problems as they are given."""

    challenge: Challenge
    problems: Mapping[str, Problem]


@dataclass(frozen=True, slots=True)
class LearnerTurn:
    """What one learner submitted that has to be judged again, with the problems as they are given.

    `looked_at` counts also what is judged by these tests already.
    """

    user: str
    problems: Mapping[str, Problem]
    submissions: tuple[Submission, ...]
    looked_at: int


def ground_of(tx: Transaction, run: Regrade) -> Ground | str:
    """Return what a run judges by, or one sentence why it cannot go on any more."""
    try:
        challenge = tx.challenges.get(run.challenge_id)
    except NotFoundError:
        return DELETED
    if challenge.activity_version != run.activity_version:
        return RENEWED
    try:
        activity = tx.versions.get(challenge.activity_id, run.activity_version, challenge.owner)
    except NotFoundError:
        return NO_ACTIVITY
    except UnreadableError:
        return DAMAGED
    return Ground(challenge, {problem.id: problem for problem in activity.problems})


def next_turn(
    tx: Transaction, run: Regrade, ground: Ground
) -> LearnerTurn | Literal["later"] | None:
    """Return the next learner of a run, None when nobody is left.

    Who has submitted to earlier tests and has no verdict yet comes when they have it: "later" says
    that only such learners are left.
    """
    name = ground.challenge.id
    judged = tx.submissions.judged(name)
    waiting = {user: ids for (_, user), ids in tx.submissions.waiting([name]).items()}
    found: Literal["later"] | None = None
    for user in sorted((judged.keys() | waiting.keys()) - tx.regrades.settled(run.id)):
        open_ones = tx.submissions.named(waiting.get(user, ()))
        if any(_is_of_earlier_tests(one, ground) for one in open_ones):
            found = "later"
        elif user in judged:
            return _turn(tx, ground, user)
    return found


def _is_of_earlier_tests(submission: Submission, ground: Ground) -> bool:
    problem = ground.problems.get(submission.problem_id)
    return problem is not None and submission.problem_version != problem.version


def _turn(tx: Transaction, ground: Ground, user: str) -> LearnerTurn:
    challenge, problems = ground.challenge, ground.problems
    made = tx.submissions.of_challenge(challenge.id, user)
    again = tx.regrades.newest([challenge.id], [user])

    def is_judged_by_these(one: Submission) -> bool:
        known = again.get(one.id)
        if known is not None:
            return known.problem_version == problems[one.problem_id].version
        return is_attempt(one) and not _is_of_earlier_tests(one, ground)

    wanted = [
        one
        for one in made
        if one.status == "done" and one.problem_id in problems and not is_judged_by_these(one)
    ]
    looked_at = sum(one.status == "done" for one in made)
    return LearnerTurn(user, problems, tuple(wanted), looked_at)
