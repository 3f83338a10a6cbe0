"""What calls of a model took, counted where every server sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.ports.model import Account


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of prompts and replies together, and money in millionths."""

    tokens: int = 0
    cost_micros: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """A call that is about to be made, and the most that it may take."""

    id: str
    account: Account
    at: datetime
    most: Spent


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

    def made_by(self, user: str) -> tuple[MadeCall, ...]:
        """Return all calls that a user is charged for, oldest first."""
        ...

    def calls(self, activity: str) -> tuple[ModelCall, ...]:
        """Return the calls for an activity that have ended, oldest first."""
        ...
