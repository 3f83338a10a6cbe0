"""What a class did, kept so that views of the whole class are read at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from jupyter_codemm.contracts.attempts import AttemptLog

LearnerAt = tuple[str, str]
"""A challenge and a learner, by their ids."""


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
