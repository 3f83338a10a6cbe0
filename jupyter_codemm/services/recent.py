"""What hints need and is stored nowhere: last runs on samples, and hints while the record rests."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.source import Source

MOST_KEPT = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tried:
    """A program, what it came to, and when."""

    source: Source
    outcome: Outcome
    at: datetime


@dataclass(slots=True)
class Recent(Generic[T]):
    """Keeps the newest of something for users and problems, in memory; a restart forgets all."""

    _kept: OrderedDict[tuple[str, str], T] = field(default_factory=OrderedDict)

    def put(self, user: str, problem_id: str, value: T) -> None:
        """Remember something in place of what was there before."""
        self._kept[user, problem_id] = value
        self._kept.move_to_end((user, problem_id))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def get(self, user: str, problem_id: str) -> T | None:
        """Return what is remembered of a user and a problem, if anything still is."""
        return self._kept.get((user, problem_id))

    def forget(self, user: str, problem_ids: Collection[str] | None = None) -> None:
        """Forget everything of a user, or what is about some problems."""
        for name, problem in tuple(self._kept):
            if name == user and (problem_ids is None or problem in problem_ids):
                del self._kept[name, problem]
