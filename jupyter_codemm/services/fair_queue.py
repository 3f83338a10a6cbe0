"""Whose turn it is: round robin over users, each user's own in the order they came."""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict
from collections.abc import Iterator
from operator import attrgetter

from jupyter_codemm.ports import Pending

_AGE = attrgetter("submitted_at")


class FairQueue:
    """What waits, by user. A user with many waiting never delays another's first.

    It holds ids and times only; what was submitted stays in the store.
    """

    def __init__(self) -> None:
        self._users: OrderedDict[str, list[Pending]] = OrderedDict()
        self._owners: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._owners)

    def __contains__(self, submission_id: str) -> bool:
        return submission_id in self._owners

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all that waits, in no promised order."""
        return iter(self._owners)

    def add(self, pending: Pending) -> None:
        """Put one behind everything older of the same user."""
        insort(self._users.setdefault(pending.user, []), pending, key=_AGE)
        self._owners[pending.id] = pending.user

    def take(self) -> Pending | None:
        """Take out the next one; its user goes behind all others that wait."""
        if not self._users:
            return None
        user, waiting = self._users.popitem(last=False)
        first = waiting.pop(0)
        if waiting:
            self._users[user] = waiting
        del self._owners[first.id]
        return first

    def remove(self, submission_id: str) -> Pending | None:
        """Take one out of its turn; None when it is not here."""
        user = self._owners.pop(submission_id, None)
        if user is None:
            return None
        waiting = self._users[user]
        index = [item.id for item in waiting].index(submission_id)
        removed = waiting.pop(index)
        if not waiting:
            del self._users[user]
        return removed

    def position(self, submission_id: str) -> int | None:
        """Return how many turns from now it is taken, 1 for the next; None when it is not here."""
        user = self._owners.get(submission_id)
        if user is None:
            return None
        own = [item.id for item in self._users[user]].index(submission_id)
        before, rounds = own, own + 1
        for other, waiting in self._users.items():
            if other == user:
                rounds = own  # those behind this user come after it in each round
                continue
            before += min(len(waiting), rounds)
        return before + 1
