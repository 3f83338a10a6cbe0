"""Models whose calls are charged to a class, whoever asks them and for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.ports import (
    LLM,
    NOBODY,
    Account,
    Completion,
    CompletionRequest,
    Embedder,
    Embeddings,
)


@dataclass(frozen=True, slots=True)
class Payer:
    """A class, and whether a call is for one of its learners."""

    class_id: str
    as_learner: bool

    def of(self, account: Account) -> Account:
        """Return an account that is charged to the class, too."""
        return replace(account, class_id=self.class_id, as_learner=self.as_learner)


class ChargedLLM:
    """Passes requests on to a metered model in the name of a class."""

    def __init__(self, llm: LLM, payer: Payer) -> None:
        self._llm = llm
        self._payer = payer

    @property
    def name(self) -> str:
        """The model's name, for records."""
        return self._llm.name

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply; raises as the model does."""
        return await self._llm.complete(replace(request, account=self._payer.of(request.account)))


class ChargedEmbedder:
    """Passes texts on to a metered embedder in the name of a class."""

    def __init__(self, embedder: Embedder, payer: Payer) -> None:
        self._embedder = embedder
        self._payer = payer

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        """Return the vectors; raises as the embedder does."""
        return await self._embedder.embed(texts, self._payer.of(account))
