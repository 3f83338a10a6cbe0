"""Ready-made scripted models for tests of rooms above the LLM port."""

from __future__ import annotations

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.ports import Completion, CompletionRequest


def babbling_model() -> ScriptedLLM:
    """Return a model that never answers with what was asked for."""
    return ScriptedLLM(lambda _: "Certainly! I would love to help you with that.", name="babbler")


class UnreachableLLM:
    """A model that is never there."""

    name = "unreachable"

    async def complete(self, request: CompletionRequest) -> Completion:
        raise UnavailableError("The model endpoint at http://127.0.0.1:1 cannot be reached.")
