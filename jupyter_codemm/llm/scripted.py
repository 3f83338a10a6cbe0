"""A provider that answers from a script: for demos, tests and evaluations without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import Completion, CompletionRequest

Script = Sequence[str | UnavailableError] | Callable[[CompletionRequest], str]


class ScriptedLLM:
    """Answers from a list, in order, or by a function of the request.

    A list item that is an UnavailableError is raised; a list that has run out raises one too. What
    was asked is kept in `requests`.
    """

    def __init__(self, script: Script, *, name: str = "scripted") -> None:
        self._answer = script if callable(script) else _in_order(script)
        self._name = name
        self.requests: list[CompletionRequest] = []

    @property
    def name(self) -> str:
        """The model's name, for records."""
        return self._name

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the script's next reply, cut at the request's `max_tokens` of four characters."""
        self.requests.append(request)
        text = self._answer(request)
        cut = text[: request.max_tokens * 4]
        if request.heard is not None and cut:
            request.heard(cut)
        asked = sum(len(message.text) for message in request.messages)
        return Completion(
            text=cut,
            model=self._name,
            tokens_in=asked // 4,
            tokens_out=len(cut) // 4,
            truncated=len(cut) < len(text),
        )


def _in_order(replies: Sequence[str | UnavailableError]) -> Callable[[CompletionRequest], str]:
    remaining = iter(tuple(replies))

    def answer(_: CompletionRequest) -> str:
        reply = next(remaining, UnavailableError("The script of the model has run out."))
        if isinstance(reply, UnavailableError):
            raise reply
        return reply

    return answer
