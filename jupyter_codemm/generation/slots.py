"""One slot: who writes it, how often, who takes over, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.events import (
    SlotAttemptStarted,
    SlotCompleted,
    SlotFailed,
    SlotFallback,
    SlotStarted,
)
from jupyter_codemm.contracts.model_call import ModelUse
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.generation.attempts import Cause, GivenUp, Tale, attempt
from jupyter_codemm.generation.bench import Bench
from jupyter_codemm.generation.telling import refused
from jupyter_codemm.ports import Author, Feedback, FinishedSlot

MAX_ATTEMPTS = 3
# An author that computes finds another problem for nothing when there is one like it already.
MAX_REPEATS = 20


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A slot that stayed empty, why, and by which checks its drafts were refused."""

    slot: Slot
    failure: SlotFailure
    cause: Cause
    gates: tuple[str, ...] = ()


async def fill(bench: Bench, slot: Slot) -> FinishedSlot | Unfilled:
    """Return the proven problem of a slot, stored and announced, or why there is none.

    When the author cannot fill it and the fallback may, that is announced before it tries.
    """
    await bench.announce(
        SlotStarted(
            slot=slot.index,
            language=slot.language,
            difficulty=slot.difficulty,
            topics=slot.topics,
        )
    )
    try:
        if not bench.manner.drafts_together:
            await bench.variety.turn(slot.index)
        result = await _written(bench, slot)
    finally:
        bench.variety.passed(slot.index)
    if isinstance(result, Unfilled):
        await announce_failure(bench, result)
    return result


async def announce_failure(bench: Bench, unfilled: Unfilled) -> None:
    """Say that a slot stays empty."""
    failure = unfilled.failure
    await bench.announce(
        SlotFailed(
            slot=failure.slot,
            attempts=failure.attempts,
            reason=failure.reason,
            spent=ModelUse.of(failure.calls),
        )
    )


async def _written(bench: Bench, slot: Slot) -> FinishedSlot | Unfilled:
    """Let the author try, then who takes over; a failure tells of both."""
    tale = Tale()
    result = await _attempts(bench, slot, bench.author, tale)
    if isinstance(result, FinishedSlot):
        return result
    stand_in = bench.fallback
    if stand_in is None or result.cause == "machine" or not stand_in.fits(slot):
        return _unfilled(slot, result, tale, tale.refusals)
    await bench.announce(
        SlotFallback(
            slot=slot.index,
            author=stand_in.name,
            instead_of=bench.author.name,
            reason=result.reason,
        )
    )
    later = Tale(attempts=tale.attempts, calls=tale.calls)
    again = await _attempts(bench, slot, stand_in, later)
    if isinstance(again, FinishedSlot):
        return again
    reason = f"{result.reason} Then the {stand_in.name} author: {again.reason}"
    both = GivenUp(again.cause, reason)
    return _unfilled(slot, both, later, [*tale.refusals, *later.refusals])


async def _attempts(bench: Bench, slot: Slot, author: Author, tale: Tale) -> FinishedSlot | GivenUp:
    repeats = 0
    while len(tale.refusals) - repeats < MAX_ATTEMPTS:
        calls = len(tale.calls)
        tale.attempts += 1
        await bench.announce(
            SlotAttemptStarted(slot=slot.index, attempt=tale.attempts, author=author.name)
        )
        result = await attempt(bench, slot, author, tale)
        match result:
            case FinishedSlot():
                await _finish(bench, result)
                return result
            case GivenUp():
                return result
            case Feedback():
                tale.refusals.append(result)
                is_free = result.gate == "duplicate" and len(tale.calls) == calls
                repeats += is_free and repeats < MAX_REPEATS
    return GivenUp("refused", refused(tale.refusals))


def _unfilled(slot: Slot, why: GivenUp, tale: Tale, refusals: list[Feedback]) -> Unfilled:
    failure = SlotFailure(
        slot=slot.index, attempts=tale.attempts, reason=why.reason, calls=tuple(tale.calls)
    )
    return Unfilled(slot, failure, why.cause, tuple(refusal.gate for refusal in refusals))


async def _finish(bench: Bench, finished: FinishedSlot) -> None:
    await bench.keep(finished)
    await bench.announce(
        SlotCompleted(
            slot=finished.slot,
            problem_id=finished.problem.id,
            title=finished.problem.title,
            spent=ModelUse.of(finished.verification.calls),
        )
    )
