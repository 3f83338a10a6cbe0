"""What a `MemoryStore` holds of what a class did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.attempts import AttemptLog


@dataclass
class MemoryAttempts:
    rows: dict[tuple[str, str, str], AttemptLog] = field(default_factory=dict)

    def save(self, log: AttemptLog) -> None:
        self.rows[log.challenge_id, log.user, log.problem_id] = log

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[AttemptLog, ...]:
        return tuple(
            self.rows[key]
            for key in sorted(self.rows)
            if key[0] == challenge_id and user in (None, key[1])
        )

    def counts(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> dict[tuple[str, str], int]:
        found: Counter[tuple[str, str]] = Counter()
        for (challenge, user, _), log in self.rows.items():
            if challenge in challenge_ids and user in users:
                found[challenge, user] += log.attempts
        return found


@dataclass
class MemoryAccesses:
    rows: list[Access] = field(default_factory=list)

    def record(self, access: Access) -> None:
        self.rows.append(access)

    def to(self, subject: str, limit: int) -> tuple[Access, ...]:
        return tuple(one for one in reversed(self.rows) if one.subject == subject)[:limit]
