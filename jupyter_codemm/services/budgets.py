"""What may be spent on a model, and what its calls cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from jupyter_codemm.ports import Spent

MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a million tokens, in the currency of whoever configured it."""

    tokens_in: float
    tokens_out: float

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """Return the price of a call in millionths, rounded up."""
        exact = tokens_in * self.tokens_in + tokens_out * self.tokens_out
        return int(exact) + (exact > int(exact))


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that may be spent; None is no limit."""

    tokens: int | None = None
    cost_micros: int | None = None

    def refusal(self, spent: Spent, most: Spent) -> str:
        """Return how a call that may take `most` breaks the limit; nothing when it does not."""
        if self.tokens is not None and spent.tokens + most.tokens > self.tokens:
            return (
                f"{spent.tokens:,} of {self.tokens:,} tokens are used, "
                f"and the next call may take {most.tokens:,}"
            )
        if self.cost_micros is not None and spent.cost_micros + most.cost_micros > self.cost_micros:
            return (
                f"{_money(spent.cost_micros)} of {_money(self.cost_micros)} is spent, "
                f"and the next call may cost {_money(most.cost_micros)}"
            )
        return ""


@dataclass(frozen=True, slots=True)
class Budgets:
    """The limits of each user, in a window of days, and of each activity. `prices` is by model."""

    user: Limit = Limit()
    activity: Limit = Limit()
    days: int = 30
    prices: Mapping[str, Price] = field(default_factory=dict)

    @property
    def window(self) -> timedelta:
        """How far back a user's calls count."""
        return timedelta(days=self.days)

    @property
    def limits_cost(self) -> bool:
        """Whether any limit is one of money."""
        return not (self.user.cost_micros is None and self.activity.cost_micros is None)

    def cost(self, names: tuple[str, ...], tokens_in: int, tokens_out: int) -> int | None:
        """Return what a call of a model by one of these names costs; None without a price."""
        price = next((self.prices[name] for name in names if name in self.prices), None)
        return None if price is None else price.of(tokens_in, tokens_out)


def _money(micros: int) -> str:
    return f"{micros / MICROS:.4f}"
