"""What the slots of one run share, and how a run goes about its work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from jupyter_codemm.generation.variety import Variety
from jupyter_codemm.ports import Announce, Author, FinishedSlot, GenerationRequest, Sandbox

SLOTS_AT_ONCE = 2
PROOFS_AT_ONCE = 2

Keep = Callable[[FinishedSlot], Awaitable[None]]


def _a_few_proofs() -> asyncio.Semaphore:
    return asyncio.Semaphore(PROOFS_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How runs go about their work; all that share one `proving` share the machine.

    `fallback` takes over a slot that the author could not fill. `slots_at_once` bounds a run, and
    `proving` what the gates run at once. With `drafts_together` first drafts are asked for at the
    same time, for an author that takes long and is no oracle of its seed anyway; otherwise each
    waits for the one before it, so that the same seed gives the same activity.
    """

    fallback: Author | None = None
    slots_at_once: int = SLOTS_AT_ONCE
    drafts_together: bool = False
    proving: asyncio.Semaphore = field(default_factory=_a_few_proofs, compare=False)


@dataclass(frozen=True, slots=True)
class Bench:
    """What every slot of one run works with."""

    request: GenerationRequest
    author: Author
    sandbox: Sandbox
    announce: Announce
    keep: Keep
    variety: Variety
    manner: Manner = field(default_factory=Manner)

    @property
    def fallback(self) -> Author | None:
        """Who takes over what the author could not fill, if anybody does."""
        return self.manner.fallback
