"""Problems that are proven already, and the slots of a plan that they fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.gates import check_slot
from jupyter_codemm.ports import FinishedSlot


def fitting(finished: Sequence[FinishedSlot], slots: Sequence[Slot]) -> tuple[FinishedSlot, ...]:
    """Return the finished problems that a plan has room for, each with the slot that it fills.

    A problem stays in its slot when it fits there; otherwise it moves to the first free one that
    asks for what it is.
    """
    by_index = {item.slot: item for item in finished}
    kept = {s.index: by_index[s.index] for s in slots if _fits(by_index.get(s.index), s)}
    homeless = [item for item in finished if item.slot not in kept]
    for slot in slots:
        moved = next((item for item in homeless if _fits(item, slot)), None)
        if slot.index not in kept and moved is not None:
            homeless.remove(moved)
            kept[slot.index] = replace(moved, slot=slot.index)
    return tuple(kept[index] for index in sorted(kept))


def _fits(item: FinishedSlot | None, slot: Slot) -> bool:
    return item is not None and check_slot(item.problem, slot).ok
