"""What a `MemoryStore` holds of what a class did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import Alerts, WorkSummary
from jupyter_codemm.ports import TimeSpent, Whereabouts


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

    def solved(self, challenge_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for (challenge, user, problem), log in self.rows.items():
            if challenge in challenge_ids and log.accepted is not None:
                found.setdefault(user, set()).add(problem)
        return {user: tuple(sorted(problems)) for user, problems in found.items()}


@dataclass
class MemoryWorks:
    attempts: MemoryAttempts
    rows: dict[tuple[str, str], WorkSummary] = field(default_factory=dict)

    def save(self, works: Sequence[WorkSummary]) -> None:
        for work in works:
            self.rows[work.user, work.problem_id] = work

    def places(
        self, users: Collection[str], given: Mapping[str, Collection[str]]
    ) -> dict[str, Whereabouts]:
        found: dict[str, Whereabouts] = {}
        for (user, problem), work in sorted(self.rows.items()):
            known = found.get(user)
            if problem not in given or user not in users or (known and known.work.at > work.at):
                continue
            logs = [
                log
                for (challenge, name, at), log in self.attempts.rows.items()
                if challenge in given[problem] and (name, at) == (user, problem)
            ]
            logs.sort(key=lambda log: log.at[-1])
            bare = work.model_copy(update={"alerts": (), "handled": ()})
            found[user] = Whereabouts(work=bare) if not logs else _at(bare, logs[-1])
        return found

    def alerts(self, problem_ids: Collection[str]) -> dict[str, Alerts]:
        found: dict[str, Alerts] = {}
        for (user, problem), work in self.rows.items():
            if problem in problem_ids and (work.alerts or work.handled):
                so_far = found.get(user, Alerts())
                found[user] = Alerts.of(
                    (*so_far.alerts, *work.alerts), (*so_far.handled, *work.handled)
                )
        return found

    def times(self, problem_ids: Collection[str]) -> tuple[TimeSpent, ...]:
        return tuple(
            TimeSpent(user=user, problem_id=name, active_ms=work.active_ms, solved=work.solved)
            for (user, name), work in sorted(self.rows.items())
            if name in problem_ids
        )


@dataclass
class MemoryAccesses:
    rows: list[Access] = field(default_factory=list)

    def record(self, access: Access) -> None:
        self.rows.append(access)

    def to(self, subject: str, limit: int) -> tuple[Access, ...]:
        return tuple(one for one in reversed(self.rows) if one.subject == subject)[:limit]


def _at(work: WorkSummary, log: AttemptLog) -> Whereabouts:
    return Whereabouts(
        work=work,
        submission_ids=log.submission_ids,
        verdict=log.verdicts[-1],
        passed=log.passed[-1],
        total=log.totals[-1],
    )
