"""What is said in a journey: hints, questions, answers, ratings, quizzes, offers and consent."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.inquiry import (
    AnswerFormat,
    Confidence,
    HintLevel,
    HintSource,
    QueryType,
    Rating,
    RoutingMethod,
    Specialist,
    SubIntent,
)
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.recorded_text import AnswerText, CommentText, HintText, LineText
from jupyter_codemm.contracts.recorded_text import QueryText as _QueryText
from jupyter_codemm.contracts.spec import Topic
from jupyter_codemm.contracts.struggle import Severity, TriggerName

RecordIds = Annotated[tuple[int, ...], Field(max_length=50)]
"""Numbers of records of the same learner."""


class HintRequested(Contract):
    """The learner asked for a hint; `level` when a level was named."""

    type: Literal["hint_requested"] = "hint_requested"
    level: HintLevel | None = None


class HintShown(Contract):
    """A hint was shown.

    `counted` is false for what is no help towards the solution, such as the reflection after a
    pass. `reveal_ratio` is the share of the solution that it gives away, None when nobody could
    tell. `guardrail_replaced`: a model's words were withheld, and this was said in their place.
    `rewords` is the number of the record whose hint this one takes the place of.
    """

    type: Literal["hint_shown"] = "hint_shown"
    level: HintLevel
    source: HintSource
    text: HintText
    latency_ms: int = Field(default=0, ge=0)
    reveal_ratio: float | None = Field(default=None, ge=0, le=1)
    guardrail_replaced: bool = False
    counted: bool = True
    submission_id: Identifier | None = None
    query_id: Identifier | None = None
    call: ModelCall | None = None
    rewords: int | None = Field(default=None, ge=1)


class QueryAsked(Contract):
    """The learner asked a question. The code state of the record is the code at that moment."""

    type: Literal["query_asked"] = "query_asked"
    query_id: Identifier
    text: _QueryText = Field(min_length=1)
    query_type: QueryType | None = None
    sub_intent: SubIntent | None = None
    retry_of: Identifier | None = None


class QueryRouted(Contract):
    """A question went from one specialist to another, and why. `query_type` is what it is now."""

    type: Literal["query_routed"] = "query_routed"
    query_id: Identifier
    origin: Specialist
    target: Specialist
    query_type: QueryType
    sub_intent: SubIntent | None = None
    reason: LineText
    terms: tuple[LineText, ...] = Field(default=(), max_length=20)
    method: RoutingMethod
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _moved(self) -> Self:
        if self.origin == self.target:
            raise ValueError(f"a question is not routed from {self.origin} to itself")
        return self


class AnswerSource(Contract):
    """A text that an answer rests on: its title, and the ids of its pieces that were used.

    `place` says where the first of these pieces is in it.
    """

    title: LineText
    place: LineText = ""
    scope: Literal["challenge", "class", "organization", "own", "topics"]
    chunk_ids: tuple[LineText, ...] = Field(default=(), max_length=50)


class QueryAnswered(Contract):
    """A question was answered. `provider` and `call` are there when a model wrote it."""

    type: Literal["query_answered"] = "query_answered"
    query_id: Identifier
    service: Specialist
    format: AnswerFormat
    text: AnswerText
    sources: tuple[AnswerSource, ...] = Field(default=(), max_length=20)
    confidence: Confidence | None = None
    guardrail_replaced: bool = False
    latency_ms: int = Field(default=0, ge=0)
    provider: LineText | None = None
    call: ModelCall | None = None


class QueryFailed(Contract):
    """A question found no answer; `reason` is what the learner was told."""

    type: Literal["query_failed"] = "query_failed"
    query_id: Identifier
    reason: LineText


class AnswerRated(Contract):
    """The learner rated an answer; a later rating of the same one replaces it."""

    type: Literal["answer_rated"] = "answer_rated"
    query_id: Identifier
    rating: Rating
    comment: CommentText = ""


class QuizResult(Contract):
    """A quiz was answered: `correct` of `total` questions on a topic."""

    type: Literal["quiz_result"] = "quiz_result"
    quiz_id: Identifier
    language: Language
    topic: Topic
    correct: int = Field(ge=0)
    total: int = Field(ge=1, le=100)

    @property
    def score(self) -> float:
        """The percentage of right answers, to two decimals."""
        return round(100 * self.correct / self.total, 2)

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if self.correct > self.total:
            raise ValueError(f"{self.correct} of {self.total} correct")
        return self


class ConsentChanged(Contract):
    """What the learner allows: keeping the journey, and its use in research under a pseudonym.

    With a `class_id` that use is of the work in this class alone.
    """

    type: Literal["consent_changed"] = "consent_changed"
    recording: bool
    research: bool = False
    class_id: Identifier | None = None


class RecordingPaused(Contract):
    """The learner paused the record."""

    type: Literal["recording_paused"] = "recording_paused"


class RecordingResumed(Contract):
    """The learner let the record go on."""

    type: Literal["recording_resumed"] = "recording_resumed"


class StruggleDetected(Contract):
    """A trigger fired; help was offered when `offered`. The learner model found it by itself."""

    type: Literal["struggle_detected"] = "struggle_detected"
    trigger: TriggerName
    topic: LineText
    severity: Severity
    evidence: RecordIds
    offered: bool


class StruggleResolved(Contract):
    """An open alert was closed by the learner, by staff, or by solving the problem.

    `actor` is who of staff dealt with it.
    """

    type: Literal["struggle_resolved"] = "struggle_resolved"
    trigger: TriggerName
    topic: LineText
    by: Literal["learner", "staff", "solved"]
    dismissed: bool = False
    actor: LineText | None = None


class StruggleReopened(Contract):
    """Staff took back that an alert was dealt with: it is open again as it was."""

    type: Literal["struggle_reopened"] = "struggle_reopened"
    trigger: TriggerName
    topic: LineText
    actor: LineText


class TeacherViewed(Contract):
    """Someone of the staff read this journey; the learner can see it."""

    type: Literal["teacher_viewed"] = "teacher_viewed"
    viewer: LineText
