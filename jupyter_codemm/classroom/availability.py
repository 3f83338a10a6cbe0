"""Whether a challenge may be seen and worked on at a moment, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.classroom.lateness import lateness
from jupyter_codemm.contracts.classroom import Challenge, ClosedBy

NOT_RELEASED = "This challenge is released at {at}."
CLOSED = "This challenge was due at {at}, and nothing is taken any more."
NO_ATTEMPTS = "All {attempts} attempts at this challenge are used."


@dataclass(frozen=True, slots=True)
class Availability:
    """What a learner may do with a challenge; `reason` says why not, empty when all is allowed.

    `closed_by` names what has closed one that is visible.
    """

    is_visible: bool
    is_open: bool
    reason: str = ""
    closed_by: ClosedBy | None = None


def availability(challenge: Challenge, now: datetime, attempts: int = 0) -> Availability:
    """Return what a learner who has submitted `attempts` times may do with a challenge now.

    A draft and a deleted one are not there. One that is not released yet is not there either: its
    title may tell what is on the exam.
    """
    terms = challenge.terms
    if challenge.state == "draft" or challenge.deleted_at is not None:
        return Availability(is_visible=False, is_open=False)
    if terms.release_at is not None and now < terms.release_at:
        reason = NOT_RELEASED.format(at=terms.release_at.isoformat())
        return Availability(is_visible=False, is_open=False, reason=reason)
    if not lateness(terms, now).is_taken and terms.due_at is not None:
        reason = CLOSED.format(at=terms.due_at.isoformat())
        return Availability(is_visible=True, is_open=False, reason=reason, closed_by="due")
    if terms.attempts is not None and attempts >= terms.attempts:
        reason = NO_ATTEMPTS.format(attempts=terms.attempts)
        return Availability(is_visible=True, is_open=False, reason=reason, closed_by="attempts")
    return Availability(is_visible=True, is_open=True)
