"""How much of the time between two records counts as work."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

IDLE = timedelta(minutes=5)
"""A longer pause between two records is no work at all."""
QUARTER_SECONDS = 900
_MS = timedelta(milliseconds=1)


def counted(clock: datetime | None, at: datetime) -> tuple[timedelta, datetime]:
    """Return the active time that a record at `at` adds, and the clock after it.

    Records of two devices may come a little out of order, and time is never counted twice. A clock
    that was set back by more than a pause begins anew.
    """
    if clock is None:
        return timedelta(), at
    gap = at - clock
    if gap < timedelta():
        return timedelta(), (at if -gap > IDLE else clock)
    return (gap if gap <= IDLE else timedelta()), at


def milliseconds(span: timedelta) -> int:
    """Return a span in whole milliseconds."""
    return span // _MS


def quarter(at: datetime) -> int:
    """Return the number of the quarter of an hour since 1970 in which a moment lies."""
    return int(at.timestamp() // QUARTER_SECONDS)


def quarters_between(end: datetime, span: timedelta) -> Iterator[tuple[int, int]]:
    """Yield the quarters that the span up to `end` lies in, with its milliseconds in each."""
    at = int(end.timestamp() * 1000)
    start = at - milliseconds(span)
    size = QUARTER_SECONDS * 1000
    while start < at:
        number = start // size
        edge = min(at, (number + 1) * size)
        yield number, edge - start
        start = edge


def with_quarter(quarters: tuple[int, ...], number: int) -> tuple[int, ...]:
    """Return the ordered quarters with one more, if it is not among them."""
    at = bisect_left(quarters, number)
    if at < len(quarters) and quarters[at] == number:
        return quarters
    return (*quarters[:at], number, *quarters[at:])
