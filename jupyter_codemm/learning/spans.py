"""Time between two moments, in days."""

from __future__ import annotations

from datetime import datetime

DAY_SECONDS = 86_400


def days_between(before: datetime | None, after: datetime) -> float:
    """Return the days from one moment to a later one; 0 when there is no earlier one."""
    if before is None:
        return 0.0
    return max(0.0, (after - before).total_seconds() / DAY_SECONDS)
