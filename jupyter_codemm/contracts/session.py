"""The authoring session: a chat whose result is a spec."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier, LearningMode
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.contracts.types import PortableValue

SessionState = Literal["DRAFT", "CLARIFYING", "READY", "GENERATING", "SAVED", "FAILED"]
SpecField = Literal["language", "problem_count", "difficulty_plan", "topic_tags", "problem_style"]
NextAction = Literal["ask", "confirm", "ready"]

SPEC_FIELDS: tuple[SpecField, ...] = (
    "language",
    "problem_count",
    "difficulty_plan",
    "topic_tags",
    "problem_style",
)
MAX_MESSAGE = 10_000


class PatchOperation(Contract):
    """One RFC 6902 operation on the draft spec."""

    op: Literal["add", "replace", "remove"]
    path: str = Field(max_length=80)
    value: PortableValue = None


class Commitment(Contract):
    """A field that the user decided. A locked one changes only on the user's own word."""

    field: SpecField
    source: Literal["explicit", "implicit"]
    confidence: float = Field(ge=0, le=1)
    locked: bool


class Message(Contract):
    """One chat message, as stored and shown."""

    role: Literal["user", "assistant"]
    text: str
    at: AwareDatetime


class Turn(Contract):
    """What one message led to.

    `question_key` is the field asked for, `confirm:<fields>` or `ready`. `quick_replies` are texts
    that answer the question when sent as they are.
    """

    reply: str
    state: SessionState
    spec: DraftSpec
    question_key: str
    question: str
    next_action: NextAction
    done: bool
    applied: tuple[PatchOperation, ...] = ()
    pending: tuple[PatchOperation, ...] = ()
    quick_replies: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class SlotFailure(Contract):
    """A slot that no attempt could fill, and why, in words for the author."""

    slot: int = Field(ge=0, le=6)
    attempts: int
    reason: str
    calls: tuple[ModelCall, ...] = ()


class Guidance(Contract):
    """What people wrote for whoever writes the problems. It steers the story, never the rules."""

    instructions: str = Field(default="", max_length=8000)
    course_context: str = Field(default="", max_length=16_000)


class AuthoringSession(Contract):
    """The whole authoring session as stored. `owner` is a user name from the identity provider.

    With a `class_id` it is written for that class: with the models of that class, which pays.
    """

    id: Identifier
    owner: str = Field(min_length=1, max_length=200)
    class_id: Identifier | None = None
    state: SessionState = "DRAFT"
    learning_mode: LearningMode = "practice"
    spec: DraftSpec = DraftSpec()
    guidance: Guidance = Guidance()
    messages: tuple[Message, ...] = ()
    question_key: str | None = None
    question: str = ""
    quick_replies: tuple[str, ...] = ()
    pending: tuple[PatchOperation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    activity_id: Identifier | None = None
    seed: int | None = None
    failures: tuple[SlotFailure, ...] = ()
    last_error: str = ""
    created_at: AwareDatetime
    updated_at: AwareDatetime


class SessionSummary(Contract):
    """One line of the list of sessions."""

    id: Identifier
    state: SessionState
    learning_mode: LearningMode
    preview: str
    message_count: int
    activity_id: Identifier | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
