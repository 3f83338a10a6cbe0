"""The calls for one draft: counted, bounded, and remembered without their words."""

from __future__ import annotations

from jupyter_codemm.authoring.llm.settings import AuthorSettings
from jupyter_codemm.contracts.model_call import ModelCall, tokens_at_most
from jupyter_codemm.errors import InvalidInputError, UnansweredError, UnavailableError
from jupyter_codemm.ports import LLM, Completion, CompletionRequest, DraftRequest


class Calls:
    """Asks a model for one draft and tells `request.note` about every call."""

    def __init__(self, llm: LLM, request: DraftRequest, limits: AuthorSettings) -> None:
        self._llm = llm
        self._request = request
        self._left = limits.max_calls
        self._patience = 1

    async def ask(self, asked: CompletionRequest, *, shortened: bool) -> Completion:
        """Return the reply; a call that was not answered is made once more for each draft.

        Raises InvalidInputError when the draft has had all its calls, and UnavailableError.
        """
        while True:
            try:
                return await self._once(asked, shortened=shortened)
            except UnansweredError:
                self._patience -= 1
                if self._patience < 0:
                    raise

    async def _once(self, asked: CompletionRequest, *, shortened: bool) -> Completion:
        if self._left == 0:
            raise InvalidInputError("The model needed too many calls for one draft.", where="calls")
        self._left -= 1
        try:
            reply = await self._llm.complete(asked)
        except UnavailableError as error:
            self._request.note(_failed(asked, self._llm.name, error, shortened=shortened))
            raise
        self._request.note(reply.call(asked.schema_name, shortened=shortened))
        return reply


def _failed(
    asked: CompletionRequest, model: str, error: UnavailableError, *, shortened: bool
) -> ModelCall:
    taken = isinstance(error, UnansweredError)
    prompt = sum(tokens_at_most(message.text) for message in asked.messages)
    return ModelCall(
        purpose=asked.schema_name,
        model=model[:200],
        outcome="unanswered" if taken else "refused",
        tokens_in=prompt if taken else 0,
        tokens_out=asked.max_tokens if taken else 0,
        estimated=taken,
        shortened=shortened,
    )
