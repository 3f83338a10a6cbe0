"""A whole run: every missing slot, a few at a time, each on its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from jupyter_codemm.contracts.events import GenerationStarted, SlotCompleted
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.generation.bench import Bench, Keep, Manner
from jupyter_codemm.generation.isolation import isolated
from jupyter_codemm.generation.slots import Unfilled
from jupyter_codemm.generation.variety import Variety, remembered
from jupyter_codemm.ports import Announce, Author, FinishedSlot, GenerationRequest, Sandbox


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """What a run came to, both in slot order; problems of earlier runs are among `finished`."""

    finished: tuple[FinishedSlot, ...]
    unfilled: tuple[Unfilled, ...] = ()

    @property
    def failures(self) -> tuple[SlotFailure, ...]:
        """What is told and stored of the slots that stayed empty."""
        return tuple(item.failure for item in self.unfilled)


async def generate(
    request: GenerationRequest,
    author: Author,
    sandbox: Sandbox,
    announce: Announce,
    keep: Keep,
    *,
    manner: Manner | None = None,
) -> GenerationResult:
    """Fill the slots that are missing and return everything there is.

    A slot that fails, in whatever way, is reported and the others go on. `keep` stores each proven
    problem before it is announced. Cancelling the task stops at once: what was kept stays kept.
    Raises StoreError, and WrongStateError when the run is not this process's any more.
    """
    kept = {finished.slot: finished for finished in request.kept}
    missing = [slot for slot in request.slots if slot.index not in kept]
    await _announce_start(request, author, sandbox, announce)
    history = remembered(request.history, request.slots[0].language)
    variety = Variety([slot.index for slot in missing], request.kept, history)
    bench = Bench(request, author, sandbox, announce, keep, variety, manner or Manner())
    results = await _fill_all(bench, missing)
    finished = [*kept.values(), *(r for r in results if isinstance(r, FinishedSlot))]
    return GenerationResult(
        finished=tuple(sorted(finished, key=lambda item: item.slot)),
        unfilled=tuple(r for r in results if isinstance(r, Unfilled)),
    )


async def _announce_start(
    request: GenerationRequest, author: Author, sandbox: Sandbox, announce: Announce
) -> None:
    await announce(
        GenerationStarted(
            total_slots=len(request.slots),
            kept=len(request.kept),
            author=author.name,
            tier=sandbox.tier,
        )
    )
    for finished in request.kept:
        problem = finished.problem
        await announce(
            SlotCompleted(slot=finished.slot, problem_id=problem.id, title=problem.title, kept=True)
        )


async def _fill_all(bench: Bench, slots: list[Slot]) -> list[FinishedSlot | Unfilled]:
    free = asyncio.Semaphore(bench.manner.slots_at_once)

    async def one(slot: Slot) -> FinishedSlot | Unfilled:
        async with free:
            return await isolated(bench, slot)

    tasks = [asyncio.create_task(one(slot)) for slot in slots]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
