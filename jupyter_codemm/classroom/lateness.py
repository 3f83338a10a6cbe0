"""What a due date does to a submission."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from jupyter_codemm.contracts.classroom import ChallengeTerms

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late something is. `share` of its points stays, from 0 to 1; `is_taken`: it counts."""

    by: timedelta
    share: float = 1.0
    is_taken: bool = True

    @property
    def is_late(self) -> bool:
        """Whether it came after the due date and the grace."""
        return self.by > timedelta()


def lateness(terms: ChallengeTerms, at: datetime) -> Lateness:
    """Return how late a submission of that moment is, by the policy of a challenge.

    Nothing is late without a due date, and within the grace. A day that has begun counts whole.
    """
    policy = terms.late
    if terms.due_at is None:
        return Lateness(timedelta())
    over = at - terms.due_at
    if over <= timedelta(minutes=policy.grace_minutes):
        return Lateness(timedelta())
    closes = policy.closes_after_hours
    if policy.kind == "refuse" or (closes is not None and over > timedelta(hours=closes)):
        return Lateness(over, is_taken=False, share=0.0)
    if policy.kind == "accept":
        return Lateness(over)
    off = min(math.ceil(over / _DAY) * policy.percent_a_day, policy.at_most_percent)
    return Lateness(over, share=1 - off / 100)
