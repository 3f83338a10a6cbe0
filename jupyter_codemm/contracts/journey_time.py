"""How much of the time between two records counts as work, for every view of a journey."""

from __future__ import annotations

from datetime import datetime, timedelta

from jupyter_codemm.contracts.journey import JourneyEvent
from jupyter_codemm.contracts.journey_work import EpisodeClosed, WorkSessionClosed

IDLE = timedelta(minutes=5)
"""A longer pause between two records is no work at all."""
_MS = timedelta(milliseconds=1)
STAFF_EVENTS = frozenset({"struggle_resolved", "struggle_reopened", "teacher_viewed"})
"""The types that staff may write: they make no record of a learner younger."""
_NOT_THE_LEARNER = STAFF_EVENTS | {"struggle_detected", "consent_changed"}


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


def is_of_learner(event: JourneyEvent) -> bool:
    """Return whether somebody sat there: the rest is written by staff or by a timer."""
    match event:
        case WorkSessionClosed(reason="idle") | EpisodeClosed(by="idle"):
            return False
        case _:
            return event.type not in _NOT_THE_LEARNER
