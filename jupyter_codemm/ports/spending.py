"""What calls of a model took, counted where every server sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from jupyter_codemm.contracts.model_call import ModelCall, week_of
from jupyter_codemm.ports.model import Account

ERASED = "(erased)"
"""Whose the calls for a class are when whoever made them had everything erased."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of prompts and replies together, and money in millionths."""

    tokens: int = 0
    cost_micros: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """A call that is about to be made, and the most that it may take.

    `purpose` is that of the call; it is not `priced` when nobody knows what it costs.
    """

    id: str
    account: Account
    at: datetime
    most: Spent
    purpose: str = ""
    priced: bool = True

    @property
    def week(self) -> date:
        """The week in which the call is counted."""
        return week_of(self.at)


class ClassSpent(NamedTuple):
    """What the calls of a kind by one person in one week of a class took.

    `unpriced` is how many of them nobody knows the cost of.
    """

    week: date
    user: str
    purpose: str
    calls: int
    spent: Spent
    unpriced: int


@dataclass(frozen=True, slots=True)
class WeekOfClass:
    """What the calls for a class took in a week: those of one person, of any kind, and all."""

    own: ClassSpent
    whole: Spent


@dataclass(frozen=True, slots=True)
class MadeCall:
    """A call as it is counted; `call` is None as long as its end is not known."""

    charge: Charge
    call: ModelCall | None


class Spending(Protocol):
    """The calls of models. A call that never ends is counted as the most that it could take."""

    def lock(self, user: str) -> None:
        """Let no other transaction reserve anything for a user before this one ends."""
        ...

    def reserve(self, charge: Charge) -> None:
        """Count a call as the most that it may take."""
        ...

    def settle(self, charge_id: str, call: ModelCall) -> None:
        """Count a reserved call as what it took; raises NotFoundError for an unknown one."""
        ...

    def by_user(self, user: str, since: datetime) -> Spent:
        """Return what a user's calls from `since` on took, reserved ones among them."""
        ...

    def by_activity(self, activity: str) -> Spent:
        """Return what the calls for an activity took, reserved ones among them."""
        ...

    def by_class(self, class_id: str, week: date, user: str | None = None) -> Spent:
        """Return what the calls for a class in a week took, of everybody or of one user."""
        ...

    def of_class(self, class_id: str, since: date) -> tuple[ClassSpent, ...]:
        """Return what the calls for a class took from a week on.

        By week, user and purpose, in this order.
        """
        ...

    def in_week(
        self, class_ids: Collection[str], week: date, user: str
    ) -> Mapping[str, WeekOfClass]:
        """Return what the calls for some classes took in a week, where there are any."""
        ...

    def made_by(self, user: str) -> tuple[MadeCall, ...]:
        """Return all calls that a user is charged for, oldest first."""
        ...

    def calls(self, activity: str) -> tuple[ModelCall, ...]:
        """Return the calls for an activity that have ended, oldest first."""
        ...
