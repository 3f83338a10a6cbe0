"""What is remembered of a call of a language model: figures, never a word that was exchanged."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from jupyter_codemm.contracts.base import Contract

CallOutcome = Literal["answered", "refused", "unanswered"]
BYTES_PER_TOKEN = 3
MAX_TOKENS = 1_000_000_000


def tokens_at_most(text: str) -> int:
    """Return at least as many tokens as a text has in nearly every language and model."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_PER_TOKEN)


class ModelCall(Contract):
    """One call. `purpose` is the name of the form that was asked for, such as `function_draft`.

    `refused`: the endpoint did not take the request, and nothing was spent. `unanswered`: it took
    the request and no whole reply came, so it counts as much as it could have cost. `estimated`:
    the endpoint did not count the tokens. `cost_micros` is in millionths of the currency of the
    configured prices, null when there is no price for the model.
    """

    purpose: str = Field(max_length=60)
    model: str = Field(max_length=200)
    outcome: CallOutcome
    tokens_in: int = Field(default=0, ge=0, le=MAX_TOKENS)
    tokens_out: int = Field(default=0, ge=0, le=MAX_TOKENS)
    estimated: bool = False
    cost_micros: int | None = Field(default=None, ge=0)
    latency_ms: int = Field(default=0, ge=0)
    truncated: bool = False
    retries: int = Field(default=0, ge=0)
    shortened: bool = Field(
        default=False, description="whether the prompt was cut to fit the model's context"
    )
