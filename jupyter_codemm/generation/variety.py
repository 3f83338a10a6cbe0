"""What the slots of one activity have used already, so that no two problems are alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import FinishedSlot


class Variety:
    """Families and titles by slot.

    Slots draft at the same time, but a slot's first draft waits for that of the slot before it.
    So it knows what to avoid, and the same seed gives the same activity however long gates take.
    """

    def __init__(self, open_slots: Iterable[int], kept: Iterable[FinishedSlot]) -> None:
        self._names: dict[int, list[str]] = {}
        self._titles: dict[int, str] = {}
        for finished in kept:
            family = finished.artefacts and finished.artefacts.family
            self._names[finished.slot] = [*([family] if family else []), finished.problem.title]
            self._titles[finished.slot] = finished.problem.title
        self._drafted = {index: asyncio.Event() for index in open_slots}

    async def turn(self, index: int) -> None:
        """Wait until every earlier slot has drafted once, or given up."""
        for earlier in sorted(i for i in self._drafted if i < index):
            await self._drafted[earlier].wait()

    def passed(self, index: int) -> None:
        """Let the later slots draft."""
        self._drafted[index].set()

    def used(self, index: int) -> tuple[str, ...]:
        """Return the names to avoid in a slot, its own last."""
        others = (name for i in sorted(self._names) if i != index for name in self._names[i])
        return (*others, *self._names.get(index, ()))

    def note(self, index: int, draft: ProblemDraft) -> None:
        """Remember what a slot's draft uses."""
        names = [draft.family, draft.problem.title]
        self._names.setdefault(index, []).extend(name for name in names if name)
        self._titles[index] = draft.problem.title
        self.passed(index)

    def repeats(self, index: int) -> bool:
        """Return whether another slot's problem has the title of this slot's draft."""
        title = self._titles[index]
        return any(other == title for i, other in self._titles.items() if i != index)
