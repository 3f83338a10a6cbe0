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


class ClassResearch(Contract):
    """Whether a learner allows research to use what they do in one class."""

    class_id: Identifier
    allows: bool


class RecordingSettings(Contract):
    """What a learner decided.

    While `recording` is off nothing of what they do is added to their journey; verdicts are stored
    as ever. `research` lets pseudonymous copies of the journey be used to study teaching; what
    `research_in` says of a class goes before it, for the work in that class. Days of the streak
    begin at midnight in `time_zone`.
    """

    recording: bool = True
    research: bool = False
    research_in: tuple[ClassResearch, ...] = ()
    time_zone: ZoneName = "UTC"

    def allows_research(self, class_id: str) -> bool:
        """Return whether research may use the work in a class."""
        said = {one.class_id: one.allows for one in self.research_in}
        return said.get(class_id, self.research)

    def with_research(self, change: ResearchChange) -> RecordingSettings:
        """Return the settings after a choice for one class."""
        left = tuple(one for one in self.research_in if one.class_id != change.class_id)
        if change.allows is not None:
            left = (*left, ClassResearch(class_id=change.class_id, allows=change.allows))
        return self.updated(research_in=left)


class ResearchChange(Contract):
    """What shall go for one class; with `allows` null what is said of all work."""

    class_id: Identifier
    allows: bool | None


class SettingsChange(Contract):
    """Some of the settings, to be changed."""

    recording: bool | None = None
    research: bool | None = None
    research_in: ResearchChange | None = None
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
