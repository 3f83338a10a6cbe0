"""A whole run: every missing slot, a few at a time, each on its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from jupyter_codemm.contracts.events import GenerationStarted, SlotCompleted
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.generation.slots import Bench, Keep, fill
from jupyter_codemm.generation.variety import Variety
from jupyter_codemm.ports import Announce, Author, FinishedSlot, GenerationRequest, Sandbox

PARALLEL_SLOTS = 2


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """What a run came to, both in slot order; problems of earlier runs are among `finished`."""

    finished: tuple[FinishedSlot, ...]
    failures: tuple[SlotFailure, ...]


async def generate(
    request: GenerationRequest, author: Author, sandbox: Sandbox, announce: Announce, keep: Keep
) -> GenerationResult:
    """Fill the slots that are missing and return everything there is.

    A slot that fails is reported and the others go on. `keep` stores each proven problem before it
    is announced. Cancelling the task stops at once: what was kept stays kept. Raises
    MissingToolError when the language's toolchain is not there.
    """
    kept = {finished.slot: finished for finished in request.kept}
    missing = [slot for slot in request.slots if slot.index not in kept]
    await _announce_start(request, author, sandbox, announce)
    variety = Variety([slot.index for slot in missing], request.kept)
    bench = Bench(request, author, sandbox, announce, keep, variety)
    results = await _fill_all(bench, missing)
    finished = [*kept.values(), *(r for r in results if isinstance(r, FinishedSlot))]
    return GenerationResult(
        finished=tuple(sorted(finished, key=lambda item: item.slot)),
        failures=tuple(r for r in results if isinstance(r, SlotFailure)),
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


async def _fill_all(bench: Bench, slots: list[Slot]) -> list[FinishedSlot | SlotFailure]:
    free = asyncio.Semaphore(PARALLEL_SLOTS)

    async def one(slot: Slot) -> FinishedSlot | SlotFailure:
        async with free:
            return await fill(bench, slot)

    tasks = [asyncio.create_task(one(slot)) for slot in slots]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
