"""Models of an installation that answer without a network, each call counted as in the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from jupyter_codemm.app.model_shelf import ModelShelf
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import NOBODY, Account, Completion, CompletionRequest, Embeddings
from jupyter_codemm.services.budgets import Budgets
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.metering import Meter, MeteredEmbedder
from jupyter_codemm.store.sealing import FernetSeal

SITE = LLMSettings("https://models.example/v1", "m1", "sk-of-the-site")
WORDS = (
    "In Example 3 your program gives something else than the task wants. Read the last line of the "
    "task again, and say aloud what it wants to have in the end. Then put a finger on the first "
    "line of your own program and follow it down with the first sample. Where does your finger "
    "leave the way that the task describes, and what do you hold in your hand at that moment?"
)
OTHER = "https://other.example/v1"


class Answering:
    """Answers everything alike, and notes who was asked with which key for whom."""

    def __init__(self, settings: LLMSettings, asked: list[tuple[LLMSettings, Account]]) -> None:
        self._settings = settings
        self._asked = asked

    @property
    def name(self) -> str:
        return self._settings.model

    async def complete(self, request: CompletionRequest) -> Completion:
        self._asked.append((self._settings, request.account))
        text = WORDS
        if request.heard is not None:
            request.heard(text)
        return Completion(text, self.name, tokens_in=100, tokens_out=20)


class Embedding:
    """Gives everything the same vector, and notes for whom."""

    name = "e1"

    def __init__(self, asked: list[Account]) -> None:
        self._asked = asked

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        self._asked.append(account)
        return Embeddings(tuple((1.0,) for _ in texts), 7)


class Shelved:
    """A context with models: `asked` is who answered, `embedded` what was embedded for whom."""

    def __init__(self, ctx: Context, **budgets: object) -> None:
        self.asked: list[tuple[LLMSettings, Account]] = []
        self.embedded: list[Account] = []
        numbers, limits = count(), Budgets(**budgets)
        meter = Meter(ctx.store, ctx.clock, limits, lambda word: f"{word}-{next(numbers)}")
        shelf = ModelShelf(
            SITE,
            meter,
            lambda settings: Answering(settings, self.asked),
            names=("m2",),
            addresses=(OTHER,),
        )
        self.ctx = replace(
            ctx,
            llm=shelf.offered_one("m1"),
            embedder=MeteredEmbedder(Embedding(self.embedded), meter),
            models=shelf,
            budgets=limits,
            seal=FernetSeal(ctx.key or b""),
        )
