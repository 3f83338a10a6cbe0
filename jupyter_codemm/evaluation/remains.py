"""Where the generations of an evaluation leave what generations leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from jupyter_codemm.contracts.events import GenerationEvent
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.generation.generate import GenerationResult
from jupyter_codemm.ports import FinishedSlot

Text = tuple[str, str]
"""Where something stands, and what stands there."""


class Remains(Protocol):
    """What one generation leaves behind: a database and a folder with its notebook."""

    @property
    def key(self) -> bytes | None:
        """The secret under which something is kept of references."""
        ...

    async def announce(self, event: GenerationEvent) -> None:
        """Store an event."""
        ...

    async def keep(self, finished: FinishedSlot) -> None:
        """Store a proven problem, and apart from it what stays of its reference."""
        ...

    async def end(self, result: GenerationResult) -> list[Text]:
        """Store the end, write the notebook, and return every text that is there now."""
        ...


Places = Callable[[Slot], AbstractAsyncContextManager[Remains]]
"""Opens a place for one generation, and removes it again."""


def texts_within(value: object) -> Iterator[str]:
    """Yield every text in decoded JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from texts_within(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_within(item)
