"""Where a pool keeps boxes of one kind."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from jupyter_codemm.errors import CodemmError


class Poolable(Protocol):
    """A box as its pool sees it."""

    @property
    def ready(self) -> bool:
        """Whether it still stands; a guess that costs nothing."""
        ...

    async def warm(self) -> None:
        """Get ready for what usually comes; raises a CodemmError when the box is not usable."""
        ...

    async def end(self) -> None:
        """Leave nothing of it; never fails."""
        ...


K = TypeVar("K", bound=Hashable)
B = TypeVar("B", bound=Poolable)


@dataclass(slots=True, eq=False)
class Member(Generic[K, B]):
    """A box of a pool."""

    box: B
    kind: K
    born: float
    uses: int = 0
    warm: bool = False
    release: asyncio.TimerHandle | None = None


@dataclass(slots=True)
class Shelf(Generic[K, B]):
    """The boxes of one kind, and those who wait for them."""

    idle: list[Member[K, B]] = field(default_factory=list)
    waiting: deque[asyncio.Future[Member[K, B]]] = field(default_factory=deque)
    coming: int = 0
    warming: int = 0
    takes: int = 0

    @property
    def on_the_way(self) -> int:
        """How many boxes come to it without being asked for."""
        return self.coming + self.warming

    def refuse(self, error: CodemmError, *, leave: int = 0) -> None:
        """Tell those who wait why nothing comes, but for so many who waited longest."""
        while len(self.waiting) > leave:
            future = self.waiting.pop()
            if not future.done():
                future.set_exception(error)
