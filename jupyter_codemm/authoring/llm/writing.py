"""One draft: a whole reply, the parts that are missing, or one part after another.

Replies are as long as a model makes them: reading one, building a draft of it and taking that apart
again are done in threads.
"""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_codemm.authoring.llm.asking import Calls
from jupyter_codemm.authoring.llm.drafting import drafted
from jupyter_codemm.authoring.llm.form import Piece
from jupyter_codemm.authoring.llm.parts import STAGES, Mistakes, Stage
from jupyter_codemm.authoring.llm.prompt import kind_of, question
from jupyter_codemm.authoring.llm.reading import (
    Parts,
    Reply,
    form_of,
    is_enough,
    read_reply,
    together,
)
from jupyter_codemm.authoring.llm.repairing import parts_at_fault
from jupyter_codemm.authoring.llm.returning import parts_of_draft
from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.authoring.llm.staging import Staging
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import InvalidInputError, PromptTooLongError
from jupyter_codemm.ports import LLM, DraftRequest

TRIES = 2
_SHOWN: dict[Stage, tuple[Stage, ...]] = {
    "statement": (),
    "reference": ("statement",),
    "candidates": ("statement",),  # not the reference: claims are a second opinion
    "hints": ("statement", "reference"),
    "mistakes": ("statement", "reference"),
}


class Writing:
    """Gathers the parts of one exercise from as few calls as the model needs."""

    def __init__(
        self, llm: LLM, request: DraftRequest, limits: AuthorSettings, staging: Staging
    ) -> None:
        self._request = request
        self._limits = limits
        self._staging = staging
        self._calls = Calls(llm, request, limits)
        self._kind = kind_of(request.slot)

    async def draft(self) -> ProblemDraft:
        """Return the draft; raises InvalidInputError when the model cannot write one.

        Candidates that do not fit the exercise are asked for once more.
        """
        parts = await self._parts()
        try:
            return await self._drafted(parts)
        except InvalidInputError as error:
            if self._only_whole or not error.where.startswith("candidates"):
                raise
            kept: Parts = {s: part for s, part in parts.items() if s != "candidates"}
            fresh = await self._part("candidates", kept, error.message)
            return await self._drafted({**kept, "candidates": fresh})

    async def _drafted(self, parts: Parts) -> ProblemDraft:
        form = form_of(self._kind, parts)
        return await asyncio.to_thread(drafted, self._request, self._kind, form)

    @property
    def _only_whole(self) -> bool:
        return self._limits.staging == "never"

    async def _parts(self) -> Parts:
        if self._only_whole:
            return await self._whole()
        parts, wanted = await self._kept()
        if not parts:
            parts = {} if self._staging.asks_for_parts() else await self._whole()
            wanted = tuple(stage for stage in STAGES if not is_enough(parts, stage))
        for stage in wanted:
            parts[stage] = await self._part(stage, parts, "")
        return parts

    async def _kept(self) -> tuple[Parts, tuple[Stage, ...]]:
        """Return what is kept of a refused draft, and what of it is asked for again.

        Nothing is kept of one that was refused again for what had been written anew.
        """
        request = self._request
        if request.rejected is None or not request.feedback:
            return {}, ()
        redo, more = parts_at_fault(request.feedback[-1])
        again = [item.gate for item in request.feedback[-2:]] == [request.feedback[-1].gate] * 2
        if (redo and again) or not (redo or more):
            return {}, ()
        parts = await asyncio.to_thread(parts_of_draft, request.rejected)
        kept: Parts = {stage: part for stage, part in parts.items() if stage not in redo}
        return kept, tuple(stage for stage in STAGES if stage in (*redo, *more))

    async def _whole(self) -> Parts:
        """Return what one reply holds; nothing when the model is better asked for parts."""
        try:
            reply = await self._ask(None, {}, "")
        except PromptTooLongError:
            if self._only_whole:
                raise
            return {}
        if "statement" in reply.parts and not (reply.fault and self._only_whole):
            self._staging.went_well()
            return reply.parts
        if reply.fault is not None and not self._staging.failed():
            raise reply.fault
        return {}

    async def _part(self, stage: Stage, parts: Parts, complaint: str) -> Piece:
        best = parts.get(stage)
        for _ in range(TRIES):
            reply = await self._ask(stage, parts, complaint)
            best = together(best, reply.parts.get(stage))
            if best is not None and reply.fault is None and is_enough({stage: best}, stage):
                return best
            complaint = reply.fault.message if reply.fault else f"More {stage} are needed."
        if best is None and stage != "mistakes":
            raise InvalidInputError(f"{complaint} That was the part {stage}.", where=stage)
        return best or Mistakes()

    async def _ask(self, stage: Stage | None, parts: Parts, complaint: str) -> Reply:
        known: dict[str, Any] = {}
        for shown in _SHOWN[stage] if stage else ():
            known |= parts[shown].model_dump(mode="json")
        asked, shortened = question(self._request, stage, known, complaint, self._limits)
        completion = await self._calls.ask(asked, shortened=shortened)
        stages = (stage,) if stage else STAGES
        return await asyncio.to_thread(read_reply, completion, self._kind, stages)
