"""The Author port over a language model: it asks for data, and proves nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.authoring.llm.staging import Staging
from jupyter_codemm.authoring.llm.writing import Writing
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import LLM, DraftRequest


class ModelAuthor:
    """Asks a model for drafts. What the model claims is left for the gates to check.

    A draft takes one call when the model can write a whole exercise at once. Parts that a reply
    lacks, or that a gate refused, are asked for alone; a weak model writes part after part.
    """

    def __init__(self, llm: LLM, limits: AuthorSettings | None = None) -> None:
        self._llm = llm
        self._limits = limits or AuthorSettings()
        self._staging = Staging(self._limits)

    @property
    def name(self) -> str:
        """The author's name, with the model's, for events and records."""
        return f"model {self._llm.name}"

    def fits(self, slot: Slot) -> bool:
        """Accept every slot."""
        del slot
        return True

    def check(self, slots: Sequence[Slot]) -> None:
        """Accept every topic: whether one was used is judged on the draft."""

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Return a draft for a slot; its expected results are the model's claims.

        Raises InvalidInputError, without a word of the reply, when it is no draft, and
        UnavailableError when the model cannot be reached or may not be asked.
        """
        return await Writing(self._llm, request, self._limits, self._staging).draft()
