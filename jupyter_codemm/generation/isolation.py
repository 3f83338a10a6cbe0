"""What happens to one slot stays with it."""

from __future__ import annotations

import asyncio
import logging

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import SlotFailure
from jupyter_codemm.errors import StoreError, WrongStateError, place_of
from jupyter_codemm.generation.bench import Bench
from jupyter_codemm.generation.slots import Unfilled, announce_failure, fill
from jupyter_codemm.ports import FinishedSlot

_log = logging.getLogger(__name__)
SURPRISE = "an internal error; the log names it. The other problems are kept: start again for this."


async def isolated(bench: Bench, slot: Slot) -> FinishedSlot | Unfilled:
    """Fill a slot. Whatever breaks in it becomes its own failure and is named in the log.

    Raises StoreError, and WrongStateError when the run is another process's now: then no slot can
    be kept any more. Cancelling this cancels the work, and waits until it has stopped.
    """
    work = asyncio.create_task(fill(bench, slot), name=f"slot {slot.index}")
    try:
        await asyncio.wait({work})
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    error = asyncio.CancelledError() if work.cancelled() else work.exception()
    if error is None:
        return work.result()
    if isinstance(error, (StoreError, WrongStateError)):
        raise error
    _log.error("slot %d ended with %s at %s", slot.index, type(error).__name__, place_of(error))
    failure = SlotFailure(slot=slot.index, attempts=0, reason=SURPRISE)
    unfilled = Unfilled(slot, failure, "surprise")
    await announce_failure(bench, unfilled)
    return unfilled
