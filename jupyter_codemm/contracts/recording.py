"""What a learner decides about their record, and the work that is open."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier

MAX_ZONE = 64


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a directory
        raise ValueError("must be a time zone, like Europe/Madrid") from None
    return name


ZoneName = Annotated[str, Field(max_length=MAX_ZONE), AfterValidator(_known_zone)]
"""A name of the time zone database."""


class RecordingSettings(Contract):
    """What a learner decided.

    While `recording` is off nothing of what they do is added to their journey; verdicts are stored
    as ever. `research` lets pseudonymous copies of the journey be used to study teaching. Days of
    the streak begin at midnight in `time_zone`.
    """

    recording: bool = True
    research: bool = False
    time_zone: ZoneName = "UTC"


class SettingsChange(Contract):
    """Some of the settings, to be changed."""

    recording: bool | None = None
    research: bool | None = None
    time_zone: ZoneName | None = None


class OpenWork(Contract):
    """A work session that has not ended: when it began, and when something last happened in it."""

    session_id: Identifier
    activity_id: Identifier
    problem_id: Identifier
    started_at: AwareDatetime
    last_at: AwareDatetime


class OpenWorkList(Contract):
    """The work sessions of a learner that are open; at most one of a problem."""

    sessions: tuple[OpenWork, ...] = ()
