"""What the slots of one activity have used already, so that no two problems are alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.likeness import Known, repeats
from jupyter_codemm.ports import EarlierProblem, FinishedSlot


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What a slot's draft claims for itself, for as long as it is not refused."""

    known: Known
    settled: asyncio.Event = field(default_factory=asyncio.Event)


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
        self._claims: dict[int, Claim] = {}
        for finished in kept:
            problem = finished.problem
            family = finished.artefacts and finished.artefacts.family
            self._names[finished.slot] = [*([family] if family else []), problem.title]
            claim = Claim(Known(problem.title, problem.statement, problem.language))
            claim.settled.set()
            self._claims[finished.slot] = claim
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

    def note(self, index: int, draft: ProblemDraft, known: Known) -> tuple[Claim, ...]:
        """Remember what a slot's draft uses; return what other slots have claimed before it.

        Of two drafts that are alike only the later one is refused.
        """
        names = [draft.family, draft.problem.title]
        self._names.setdefault(index, []).extend(name for name in names if name)
        others = tuple(claim for i, claim in sorted(self._claims.items()) if i != index)
        self._claims[index] = Claim(known)
        self.passed(index)
        return others

    async def standing(self, known: Known, others: Sequence[Claim]) -> tuple[Known, ...]:
        """Return those of other slots' problems that count, once that is known.

        A draft that is like another one waits for what the checks say of that: were it measured
        against one that is refused afterwards, neither would be left. Each waits for earlier ones
        only, so that no two wait for each other.
        """
        for claim in others:
            is_open = not claim.settled.is_set()
            if is_open and await asyncio.to_thread(_collides, known, claim.known):
                await claim.settled.wait()
        held = self._claims.values()
        return tuple(claim.known for claim in others if claim in held)

    def settle(self, index: int, *, stands: bool) -> None:
        """Say that the checks are done with a slot's draft; one that was refused claims nothing."""
        claim = self._claims[index]
        if not stands:
            del self._claims[index]
        claim.settled.set()


def _collides(known: Known, other: Known) -> bool:
    reason, _likeness = repeats(known, other)
    return bool(reason) or known.title == other.title


def remembered(history: Sequence[EarlierProblem], language: Language) -> tuple[Known, ...]:
    """Return earlier problems of an owner as they are compared with drafts."""
    return tuple(Known(item.title, item.statement, language) for item in history)
