"""What a class did, kept so that views of the whole class are read at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import Alerts, WorkSummary
from jupyter_codemm.contracts.outcome import Verdict

LearnerAt = tuple[str, str]
"""A challenge and a learner, by their ids."""


class Whereabouts(NamedTuple):
    """What a learner did last for a class, without the alerts, and their attempts at that problem.

    `submission_ids` are the judged ones, oldest first; the rest is that of the last of them.
    """

    work: WorkSummary
    submission_ids: tuple[str, ...] = ()
    verdict: Verdict | None = None
    passed: int = 0
    total: int = 0


class TimeSpent(NamedTuple):
    """The active time of a learner with a problem, and whether they solved it."""

    user: str
    problem_id: str
    active_ms: int
    solved: bool


class Attempts(Protocol):
    """Logs of attempts: one for each challenge, learner and problem. Submissions can renew them."""

    def save(self, log: AttemptLog) -> None:
        """Store a log in place of the one before."""
        ...

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[AttemptLog, ...]:
        """Return the logs of a challenge, of one learner if named, by learner and problem."""
        ...

    def counts(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> Mapping[LearnerAt, int]:
        """Return how many attempts learners made at challenges, at all problems together."""
        ...

    def solved(self, challenge_ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the problems that learners were accepted at in some challenges, by learner."""
        ...


class Works(Protocol):
    """How learners stand with problems, by their journeys: one row for each of both."""

    def save(self, works: Sequence[WorkSummary]) -> None:
        """Store some in place of those before."""
        ...

    def places(
        self, users: Collection[str], given: Mapping[str, Collection[str]]
    ) -> Mapping[str, Whereabouts]:
        """Return what some learners did last at some problems.

        With it come their attempts at that problem in one of the challenges that `given` has it in.
        """
        ...

    def alerts(self, problem_ids: Collection[str]) -> Mapping[str, Alerts]:
        """Return the alerts about some problems by learner, open ones and those dealt with."""
        ...

    def times(self, problem_ids: Collection[str]) -> tuple[TimeSpent, ...]:
        """Return the active time of every learner with some problems, by learner."""
        ...
