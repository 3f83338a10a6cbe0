"""What is remembered of a call of a language model: figures, never a word that was exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Self

from pydantic import Field

from jupyter_codemm.contracts.base import Contract

CallOutcome = Literal["answered", "refused", "unanswered"]
BYTES_PER_TOKEN = 3
MAX_TOKENS = 1_000_000_000


def tokens_at_most(text: str) -> int:
    """Return at least as many tokens as a text has in nearly every language and model."""
    return -(-len(text.encode("utf-8", "replace")) // BYTES_PER_TOKEN)


def week_of(moment: datetime) -> date:
    """Return the Monday of the week, in UTC, in which calls at a moment are counted."""
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


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


class ModelUse(Contract):
    """What several calls took together.

    `cost_micros` is null when one of them that was answered has no price, so that no cost is told
    that is only a part.
    """

    calls: int = Field(ge=0)
    tokens_in: int = Field(ge=0)
    tokens_out: int = Field(ge=0)
    cost_micros: int | None = Field(default=None, ge=0)

    @classmethod
    def of(cls, calls: Sequence[ModelCall]) -> Self | None:
        """Return the sum over calls; None when there were none."""
        if not calls:
            return None
        costs = [call.cost_micros for call in calls if call.outcome != "refused"]
        known = [cost for cost in costs if cost is not None]
        return cls(
            calls=len(calls),
            tokens_in=sum(call.tokens_in for call in calls),
            tokens_out=sum(call.tokens_out for call in calls),
            cost_micros=sum(known) if len(known) == len(costs) else None,
        )
