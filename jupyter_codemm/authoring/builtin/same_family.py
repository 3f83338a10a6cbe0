"""The built-in author, kept to the family of a problem that is to be told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import DraftRequest


@dataclass(frozen=True, slots=True)
class SameFamilyAuthor:
    """Writes drafts of one family where it fits the slot, by another seed and so another story.

    Where it does not fit, or its draft was refused, the other families take over.
    """

    family: str
    builtin: BuiltinAuthor

    @property
    def name(self) -> str:
        """The author's name, for events and records."""
        return self.builtin.name

    def fits(self, slot: Slot) -> bool:
        """Return whether some family exercises all topics of the slot at its difficulty."""
        return self.builtin.fits(slot)

    def check(self, slots: Sequence[Slot]) -> None:
        """Raise UnsupportedTopicError, naming what works, if some slot cannot be written."""
        self.builtin.check(slots)

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Return a draft of the family if there can be one; raises as the built-in author does."""
        others = (item.name for item in ALL_FAMILIES if item.name != self.family)
        named = (name for name in request.avoid if name != self.family)
        # The built-in author takes a family that is not named before all that are.
        return await self.builtin.draft(replace(request, avoid=(*others, *named)))
