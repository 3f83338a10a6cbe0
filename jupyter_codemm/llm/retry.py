"""When to ask an endpoint again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TRIES = 3
_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 8.0


def backoff(tries: int, jitter: float) -> float:
    """Return the seconds to wait after `tries` failures; `jitter` 0..1 takes off up to half."""
    return min(_FIRST_WAIT_S * 2.0 ** (tries - 1), _LONGEST_WAIT_S) * (1 - jitter / 2)


def asked_wait(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds that the endpoint asks us to wait, or None when it does not say."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        wait = _number(headers.get(name, ""))
        if wait is not None:
            return wait * scale
    return _until(headers.get("retry-after", ""), now or datetime.now(UTC))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return max(value, 0.0) if math.isfinite(value) else None


def _until(text: str, now: datetime) -> float | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)
