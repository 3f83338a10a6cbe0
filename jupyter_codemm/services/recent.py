"""The last run on the samples of each problem, for hints: outcomes of runs are stored nowhere."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.source import Source

MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Tried:
    """A program, what it came to, and when."""

    source: Source
    outcome: Outcome
    at: datetime


@dataclass(slots=True)
class RecentRuns:
    """Keeps the newest of them in memory; a restart forgets them."""

    _kept: OrderedDict[tuple[str, str], Tried] = field(default_factory=OrderedDict)

    def put(self, user: str, problem_id: str, tried: Tried) -> None:
        """Remember a run in place of the one before it."""
        self._kept[user, problem_id] = tried
        self._kept.move_to_end((user, problem_id))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def get(self, user: str, problem_id: str) -> Tried | None:
        """Return the last run of a user on a problem, if it is still remembered."""
        return self._kept.get((user, problem_id))

    def forget(self, user: str) -> None:
        """Forget all runs of a user."""
        for key in [key for key in self._kept if key[0] == user]:
            del self._kept[key]
