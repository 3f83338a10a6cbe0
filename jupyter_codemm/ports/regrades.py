"""Runs that judge submissions again, and what came of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from jupyter_codemm.contracts.regrading import NewVerdict, Regrade, RegradeLine


class Regrades(Protocol):
    """Runs of challenges; new verdicts are added and never changed."""

    def add(self, regrade: Regrade) -> None:
        """Store a new run; raises WrongStateError when its id is taken."""
        ...

    def save(self, regrade: Regrade) -> None:
        """Replace a stored run; raises NotFoundError."""
        ...

    def get(self, regrade_id: str) -> Regrade:
        """Return a run; raises NotFoundError."""
        ...

    def of_challenge(self, challenge_id: str) -> tuple[Regrade, ...]:
        """Return the runs of a challenge, newest first."""
        ...

    def running(self) -> tuple[Regrade, ...]:
        """Return every run that has not ended, oldest first."""
        ...

    def keep(self, verdicts: Sequence[NewVerdict]) -> None:
        """Keep further verdicts on submissions."""
        ...

    def settle(self, regrade_id: str, line: RegradeLine) -> None:
        """Keep what a run came to for one learner."""
        ...

    def lines(self, regrade_id: str) -> tuple[RegradeLine, ...]:
        """Return what a run came to, by learner."""
        ...

    def settled(self, regrade_id: str) -> frozenset[str]:
        """Return the learners for whom a run has come to something."""
        ...

    def verdicts(self, challenge_id: str, user: str) -> tuple[NewVerdict, ...]:
        """Return the further verdicts on what a learner submitted, oldest first."""
        ...

    def newest(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> Mapping[str, NewVerdict]:
        """Return the newest further verdict on what some people submitted to some challenges.

        That is by the id of the submission.
        """
        ...
