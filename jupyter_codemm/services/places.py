"""How much may be open: of everybody, and of one user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_codemm.errors import UnavailableError, WrongStateError


class Places:
    """Counts what is open and refuses more; `things` and `state` say what it is, in the plural."""

    def __init__(self, most: int, most_per_user: int, things: str, state: str) -> None:
        self._most = most
        self._most_per_user = most_per_user
        self._things = things
        self._state = state
        self._open_of: Counter[str] = Counter()

    @contextmanager
    def kept(self, user: str) -> Iterator[None]:
        """Keep a place for the length of a block.

        Raises WrongStateError when too many of the user are taken, UnavailableError when too many
        of everybody are.
        """
        if self._open_of[user] >= self._most_per_user:
            raise WrongStateError(
                f"{self._open_of[user]} of your {self._things} {self._state}, and more may not; "
                "wait for one, or cancel one"
            )
        if self._open_of.total() >= self._most:
            raise UnavailableError(
                f"{self._most} {self._things} {self._state}, and more are not taken; "
                "try again in a minute"
            )
        self.take(user)
        try:
            yield
        finally:
            self.leave(user)

    def take(self, user: str) -> None:
        """Take a place, whether or not there is one."""
        self._open_of[user] += 1

    def leave(self, user: str) -> None:
        """Give a place back."""
        self._open_of[user] -= 1
        if not self._open_of[user]:
            del self._open_of[user]
