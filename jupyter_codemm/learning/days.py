"""Days of the learner's own calendar: what was done on which, and how many in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from jupyter_codemm.contracts.learner import Quarter
from jupyter_codemm.contracts.learner_views import ActiveDay, Streak
from jupyter_codemm.learning.active_time import QUARTER_SECONDS

_DAY = timedelta(days=1)
_MINUTE_MS = 60_000


def day_of(number: int, zone: tzinfo) -> date:
    """Return the local day in which a quarter of an hour lies."""
    return datetime.fromtimestamp(number * QUARTER_SECONDS, tz=UTC).astimezone(zone).date()


def count_days(quarters: Iterable[int], zone: tzinfo) -> int:
    """Return in how many local days some quarters of an hour lie."""
    return len({day_of(number, zone) for number in quarters})


def days_in_row(days: Iterable[date], today: date) -> tuple[int, int]:
    """Return the days in a row up to today or yesterday, and the longest row ever."""
    ordered = sorted(set(days))
    longest, row, current = 0, 0, 0
    for before, day in pairwise((date.min, *ordered)):
        row = row + 1 if day - before == _DAY else 1
        longest = max(longest, row)
        if today - _DAY <= day <= today:
            current = row
    return current, longest


def streak(
    quarters: Mapping[int, Quarter], days: Mapping[int, date], now: datetime, zone: tzinfo
) -> Streak:
    """Return the streak and the calendar: a day counts on which something was practised.

    Two practices on a day are one day; a day without any ends the row. Nothing is forgiven.
    `days` has the local day of each quarter.
    """
    active: dict[date, int] = {}
    practised: set[date] = set()
    for number, quarter in quarters.items():
        day = days[number]
        active[day] = active.get(day, 0) + quarter.active_ms
        if quarter.practised:
            practised.add(day)
    today = now.astimezone(zone).date()
    current, longest = days_in_row(practised, today)
    return Streak(
        days=current,
        longest=longest,
        practised_today=today in practised,
        zone=str(zone),
        calendar=tuple(
            ActiveDay(day=day, minutes=active[day] // _MINUTE_MS, practised=day in practised)
            for day in sorted(active)
        ),
    )
