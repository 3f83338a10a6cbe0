"""Active time by quarters of an hour."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

from jupyter_codemm.contracts.journey_time import milliseconds

QUARTER_SECONDS = 900


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
