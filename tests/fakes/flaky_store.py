"""A store that is busy while a test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jupyter_codemm.errors import StoreError
from jupyter_codemm.ports import Store, Transaction

T = TypeVar("T")


class FlakyStore:
    """Passes on to another store, but raises StoreError while `busy`."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        self.busy = False
        self.refused = 0

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        if self.busy:
            self.refused += 1
            raise StoreError("the database is busy")
        return await self._inner.transact(work)

    async def close(self) -> None:
        await self._inner.close()
