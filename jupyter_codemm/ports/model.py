"""Asking a language model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, Self

from jupyter_codemm.contracts.model_call import ModelCall


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message to a model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """Whose budget a call is charged to. `activity` is the session that asks.

    With a `class_id` it is also charged to that class and, `as_learner`, to what the class has for
    each of its students.
    """

    user: str = ""
    activity: str = ""
    class_id: str = ""
    as_learner: bool = field(default=True, compare=False)

    @classmethod
    def asking(cls, user: str, activity: str | None) -> Self:
        """Return the account of a learner's questions: without an activity they have their own."""
        return cls(user, activity or f"questions:{user}")


NOBODY = Account()
"""The account of calls that nobody in particular asked for."""


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """A question to a model. With `schema` the reply should be one JSON value of that schema.

    `heard` is told the reply in pieces as they come, or whole by an endpoint that cannot stream;
    together they are the reply's text. What was told is never taken back: then nothing is retried.
    """

    messages: tuple[ChatMessage, ...]
    account: Account = NOBODY
    schema_name: str = ""
    schema: Mapping[str, object] | None = None
    max_tokens: int = 1000
    temperature: float = 0.0
    timeout_s: float = 60.0
    heard: Callable[[str], None] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's reply. It is untrusted text, and empty when the model had nothing to say.

    Tokens are 0 when the endpoint does not count them. `retries` are the requests before the one
    that was answered; `cost_micros` is filled in by whoever knows the prices.
    """

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    latency_ms: int = 0
    truncated: bool = False
    retries: int = 0
    estimated: bool = False
    cost_micros: int | None = None

    def call(self, purpose: str, *, shortened: bool = False) -> ModelCall:
        """Return what is recorded of the call that gave this reply."""
        return ModelCall(
            purpose=purpose,
            model=self.model[:200],
            outcome="answered",
            tokens_in=self.tokens_in,
            tokens_out=self.tokens_out,
            estimated=self.estimated,
            cost_micros=self.cost_micros,
            latency_ms=self.latency_ms,
            truncated=self.truncated,
            retries=self.retries,
            shortened=shortened,
        )


class LLM(Protocol):
    """Any OpenAI-compatible endpoint."""

    @property
    def name(self) -> str:
        """The model's name, for records."""
        ...

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply. Cancelling the task closes the connection.

        Raises UnavailableError, in words for the user, after the adapter's own retries;
        UnansweredError when the request was taken and may have been charged, and PromptTooLongError
        when it does not fit into the model's context.
        """
        ...


class Models(Protocol):
    """The models that may be asked here, every call of which is counted."""

    @property
    def offered(self) -> tuple[str, ...]:
        """The models of this installation's own endpoint, the usual one first."""
        ...

    @property
    def addresses(self) -> tuple[str, ...]:
        """The endpoints for which a class may have a key of its own, the site's own one first."""
        ...

    def offered_one(self, name: str) -> LLM:
        """Return an offered model."""
        ...

    def elsewhere(self, base_url: str, name: str, key: str) -> LLM:
        """Return a model behind an address.

        Raises InvalidInputError, which tells nothing of the key, for what cannot be one.
        """
        ...


class Seal(Protocol):
    """Makes texts unreadable for everybody who has not the key of this installation."""

    def closed(self, text: str) -> str:
        """Return a text sealed, each time differently.

        Raises MissingToolError when the package that does it is not installed.
        """
        ...

    def opened(self, sealed: str) -> str:
        """Return what was sealed; raises UnreadableError for anything else."""
        ...
