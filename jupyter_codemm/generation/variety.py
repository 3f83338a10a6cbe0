"""What the slots of one activity have used already, so that no two problems are alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.likeness import Known
from jupyter_codemm.ports import EarlierProblem, FinishedSlot


class Variety:
    """Families, titles and statements by slot, and what the owner has had before.

    Slots draft at the same time, but a slot's first draft may wait for that of the slot before it.
    Then it knows what to avoid, and the same seed gives the same activity however long gates take.
    """

    def __init__(
        self,
        open_slots: Iterable[int],
        kept: Iterable[FinishedSlot],
        history: Iterable[Known] = (),
    ) -> None:
        self.history = tuple(history)
        self._names: dict[int, list[str]] = {}
        self._known: dict[int, Known] = {}
        for finished in kept:
            problem = finished.problem
            family = finished.artefacts and finished.artefacts.family
            self._names[finished.slot] = [*([family] if family else []), problem.title]
            self._known[finished.slot] = Known(problem.title, problem.statement, problem.language)
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

    def note(self, index: int, draft: ProblemDraft, known: Known) -> tuple[Known, ...]:
        """Remember what a slot's draft uses; return the problems of the activity before it.

        Of two drafts that are alike only the later one is refused.
        """
        names = [draft.family, draft.problem.title]
        self._names.setdefault(index, []).extend(name for name in names if name)
        others = tuple(other for i, other in sorted(self._known.items()) if i != index)
        self._known[index] = known
        self.passed(index)
        return others


def remembered(history: Sequence[EarlierProblem], language: Language) -> tuple[Known, ...]:
    """Return earlier problems of an owner as they are compared with drafts."""
    return tuple(Known(item.title, item.statement, language) for item in history)
