"""Requests for drafts, and a model that answers each part as a test says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from jupyter_codemm.authoring.llm import AuthorSettings, ModelAuthor
from jupyter_codemm.contracts.base import Language, ProblemStyle
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.ports import Completion, CompletionRequest, DraftRequest
from tests.fakes.model_replies import good_reply, order_of

Answer = str | dict[str, Any] | UnavailableError | None
"""What a model says; None stands for a good answer."""


def wanted(
    language: Language = "python",
    style: ProblemStyle = "return",
    topics: tuple[str, ...] = ("loops",),
    **changes: Any,
) -> DraftRequest:
    """Return a request for a draft."""
    slot = Slot(index=0, language=language, difficulty="easy", topics=topics, style=style)
    return DraftRequest(slot=slot, problem_id="p1", seed=7, **changes)


class Model(ScriptedLLM):
    """Answers well, except where `odd` says otherwise for an order and the number of its kind."""

    def __init__(self, odd: Callable[[dict[str, Any], int], Answer] = lambda _o, _n: None) -> None:
        super().__init__(self._reply, name="m1")
        self._odd = odd

    @property
    def orders(self) -> list[dict[str, Any]]:
        return [order_of(request) for request in self.requests]

    @property
    def answered(self) -> list[str]:
        """The parts that were asked for, in order."""
        return [order["answer"] for order in self.orders]

    def _reply(self, request: CompletionRequest) -> str:
        order = order_of(request)
        number = self.answered.count(order["answer"])
        answer = self._odd(order, number)
        if isinstance(answer, UnavailableError):
            raise answer
        chosen = good_reply(order) if answer is None else answer
        return chosen if isinstance(chosen, str) else json.dumps(chosen)


class Truncating(Model):
    """Stops whole replies after a number of characters, as at a token limit."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at

    async def complete(self, request: CompletionRequest) -> Completion:
        reply = await super().complete(request)
        if order_of(request)["answer"] != "whole":
            return reply
        return Completion(text=reply.text[: self._at], model=reply.model, truncated=True)


def draft(
    model: ScriptedLLM,
    request: DraftRequest | None = None,
    *,
    limits: AuthorSettings | None = None,
) -> tuple[ProblemDraft, list[ModelCall]]:
    """Return a draft and the calls that were noted."""
    calls: list[ModelCall] = []
    noted = request or wanted()
    asked = DraftRequest(
        **{name: getattr(noted, name) for name in noted.__slots__ if name != "note"},
        note=calls.append,
    )
    return asyncio.run(ModelAuthor(model, limits).draft(asked)), calls
