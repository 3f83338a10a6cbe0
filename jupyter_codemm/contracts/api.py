"""Bodies of requests and replies that are no domain value of their own."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from jupyter_codemm.contracts.activity import ActivitySummary
from jupyter_codemm.contracts.base import Contract, Identifier, LearningMode
from jupyter_codemm.contracts.recorded_text import CLEANED
from jupyter_codemm.contracts.session import (
    MAX_MESSAGE,
    AuthoringSession,
    Guidance,
    PatchOperation,
    SessionSummary,
    Turn,
)
from jupyter_codemm.contracts.types import PortableValue


class CreateSession(Contract):
    """Open an authoring session, for a class of one's own with `class_id`."""

    learning_mode: LearningMode = "practice"
    guidance: Guidance = Guidance()
    class_id: Identifier | None = None


class PostMessage(Contract):
    """Say something in an authoring session."""

    text: str = Field(min_length=1, max_length=MAX_MESSAGE)


class PatchSession(Contract):
    """Change fields of a session's spec by hand, all of them or none, its learning mode or class.

    With a `class_id` it is written for that class from now on, with an empty one for none.
    """

    changes: tuple[PatchOperation, ...] = Field(default=(), max_length=10)
    learning_mode: LearningMode | None = None
    class_id: Identifier | Literal[""] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.changes and self.learning_mode is None and self.class_id is None:
            raise ValueError("give changes, learning_mode or class_id")
        return self


class TurnReply(Contract):
    """The turn, and the session after it."""

    turn: Turn
    session: AuthoringSession


class StartGeneration(Contract):
    """Start, or go on with, the generation of a session."""

    seed: int | None = Field(default=None, ge=0, lt=2**53)


class GenerationAccepted(Contract):
    """Generation runs; follow it from this event id."""

    session_id: Identifier
    last_event_id: int


class SessionList(Contract):
    """The caller's sessions, newest first."""

    sessions: tuple[SessionSummary, ...]


class ActivityList(Contract):
    """The caller's activities, newest first."""

    activities: tuple[ActivitySummary, ...]


class PatchActivity(Contract):
    """Change an activity's title or its list of problems.

    `problems` are the ids of its problems in their order: one that is left out is removed, and one
    that was removed earlier comes back. `version` is that of the activity that the caller has seen.
    """

    title: (
        Annotated[
            str,
            StringConstraints(
                strip_whitespace=True, min_length=1, max_length=160, pattern=r"^[^\x00-\x1f]*$"
            ),
        ]
        | None
    ) = None
    problems: tuple[Identifier, ...] | None = Field(default=None, min_length=1, max_length=50)
    version: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.title is None and self.problems is None:
            raise ValueError("give title or problems")
        if self.problems is not None and len(set(self.problems)) != len(self.problems):
            raise ValueError("problems repeat")
        return self


class EmitNotebook(Contract):
    """Write the activity's notebook. `directory` is relative to the server's root."""

    directory: str = Field(default="", max_length=1000)


class NotebookFile(Contract):
    """The activity's notebook itself, and the name that its file should have."""

    name: str = Field(max_length=200, pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")
    notebook: dict[str, PortableValue]


class NotebookWritten(Contract):
    """Where the notebook is, relative to the server's root."""

    path: Annotated[str, StringConstraints(min_length=1, max_length=2000), CLEANED]


class ErrorDetail(Contract):
    """One clear sentence, a stable code, and the path of the field."""

    code: str
    message: str
    where: str = ""


class ErrorReply(Contract):
    """The body of every error, on the wire and with --json."""

    error: ErrorDetail
