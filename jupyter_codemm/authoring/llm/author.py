"""The Author port over a language model: it asks for data, and proves nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.authoring.llm.drafting import drafted
from jupyter_codemm.authoring.llm.prompt import draft_request, kind_of
from jupyter_codemm.authoring.llm.reading import read_form
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import LLM, DraftRequest


class ModelAuthor:
    """Asks a model once per draft. What the model claims is left for the gates to check."""

    def __init__(self, llm: LLM) -> None:
        self._llm = llm

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
        UnavailableError when the model cannot be reached.
        """
        completion = await self._llm.complete(draft_request(request))
        kind = kind_of(request.slot)
        return drafted(request, kind, read_form(completion, kind))
