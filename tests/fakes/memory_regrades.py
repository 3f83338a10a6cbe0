"""What a `MemoryStore` holds of runs that judge submissions again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.regrading import NewVerdict, Regrade, RegradeLine
from jupyter_codemm.errors import NotFoundError, WrongStateError


@dataclass
class MemoryRegrades:
    rows: dict[str, Regrade] = field(default_factory=dict)
    made: list[NewVerdict] = field(default_factory=list)
    told: dict[tuple[str, str], RegradeLine] = field(default_factory=dict)

    def add(self, regrade: Regrade) -> None:
        if regrade.id in self.rows:
            raise WrongStateError(f"The run {regrade.id} is stored already.")
        self.rows[regrade.id] = regrade

    def save(self, regrade: Regrade) -> None:
        self.get(regrade.id)
        self.rows[regrade.id] = regrade

    def get(self, regrade_id: str) -> Regrade:
        if regrade_id not in self.rows:
            raise NotFoundError(f"There is no regrading {regrade_id}.")
        return self.rows[regrade_id]

    def of_challenge(self, challenge_id: str) -> tuple[Regrade, ...]:
        found = [one for one in self.rows.values() if one.challenge_id == challenge_id]
        return tuple(reversed(found))

    def running(self) -> tuple[Regrade, ...]:
        return tuple(one for one in self.rows.values() if one.state == "running")

    def keep(self, verdicts: Sequence[NewVerdict]) -> None:
        self.made.extend(verdicts)

    def settle(self, regrade_id: str, line: RegradeLine) -> None:
        self.told[regrade_id, line.user] = line

    def lines(self, regrade_id: str) -> tuple[RegradeLine, ...]:
        return tuple(self.told[key] for key in sorted(self.told) if key[0] == regrade_id)

    def settled(self, regrade_id: str) -> frozenset[str]:
        return frozenset(user for run, user in self.told if run == regrade_id)

    def verdicts(self, challenge_id: str, user: str) -> tuple[NewVerdict, ...]:
        at = (challenge_id, user)
        return tuple(one for one in self.made if (one.challenge_id, one.user) == at)

    def newest(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> dict[str, NewVerdict]:
        return {
            one.submission_id: one
            for one in self.made
            if one.challenge_id in challenge_ids and one.user in users
        }
