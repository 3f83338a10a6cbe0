"""One slot on its own, beside an activity that is there already."""

from __future__ import annotations

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.generation.bench import Bench, Manner
from jupyter_codemm.generation.isolation import isolated
from jupyter_codemm.generation.slots import Unfilled
from jupyter_codemm.generation.variety import Variety, remembered
from jupyter_codemm.ports import Announce, Author, FinishedSlot, GenerationRequest, Sandbox


async def fill_alone(
    request: GenerationRequest,
    slot: Slot,
    author: Author,
    sandbox: Sandbox,
    *,
    announce: Announce,
    manner: Manner,
) -> FinishedSlot | Unfilled:
    """Return a proven problem unlike those of `request.kept`, or why there is none.

    Nothing is stored: the problem is the caller's to keep. Raises as `generate` does.
    """
    history = remembered(request.history, slot.language)
    variety = Variety([slot.index], request.kept, history)
    bench = Bench(request, author, sandbox, announce, _not_here, variety, manner)
    return await isolated(bench, slot)


async def _not_here(finished: FinishedSlot) -> None:
    del finished
