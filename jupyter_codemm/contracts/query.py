"""A learner's question: its life from the moment it is asked to the answer and its rating."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.inquiry import (
    AnswerFormat,
    Confidence,
    HintLevel,
    QueryType,
    Rating,
    RoutingMethod,
    Specialist,
    SubIntent,
)
from jupyter_codemm.contracts.journey_talk import AnswerSource
from jupyter_codemm.contracts.journey_views import QueryStatus
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.recorded_text import AnswerText, CommentText, LineText
from jupyter_codemm.contracts.recorded_text import QueryText as _QueryText
from jupyter_codemm.contracts.source import Source

NEXT_STATES: dict[QueryStatus, tuple[QueryStatus, ...]] = {
    "pending": ("routed", "failed"),
    "routed": ("processing", "failed"),
    "processing": ("completed", "failed"),
    "completed": (),
    "failed": (),
}
"""Which state a question may come to from each."""

LearnerLevel = Literal["beginner", "intermediate", "advanced"]


class QueryContext(Contract):
    """What stood around a question when it was asked: a snapshot, which later changes leave."""

    module: LineText = ""
    level: LearnerLevel | None = None
    learning_path: tuple[LineText, ...] = Field(default=(), max_length=20)


class QueryRequest(Contract):
    """Ask. `source` is the learner's program as it is; `retry_of` names a question that failed."""

    text: _QueryText = Field(min_length=1)
    problem_id: Identifier | None = None
    source: Source | None = None
    context: QueryContext = QueryContext()
    retry_of: Identifier | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text.strip():
            raise ValueError("text: a question needs a word")
        return self


class Routing(Contract):
    """To whom a question was sent and why; `method` says who decided."""

    target: Specialist
    query_type: QueryType
    sub_intent: SubIntent | None = None
    reason: LineText
    terms: tuple[LineText, ...] = Field(default=(), max_length=20)
    method: RoutingMethod
    confidence: Confidence | None = None


class Answer(Contract):
    """What was answered; `call` is there when a model wrote it."""

    service: Specialist
    format: AnswerFormat
    text: AnswerText
    level: HintLevel | None = None
    sources: tuple[AnswerSource, ...] = Field(default=(), max_length=20)
    confidence: Confidence | None = None
    guardrail_replaced: bool = False
    provider: LineText | None = None
    call: ModelCall | None = None


class Query(Contract):
    """A question. `failure` is what the learner was told when no answer could be found.

    `wording`, which is never stored, is what is to be followed while a model works on the answer.
    """

    id: Identifier
    user: str
    text: _QueryText = Field(min_length=1)
    activity_id: Identifier | None = None
    problem_id: Identifier | None = None
    context: QueryContext = QueryContext()
    status: QueryStatus = "pending"
    routings: tuple[Routing, ...] = Field(default=(), max_length=20)
    answer: Answer | None = None
    failure: LineText = ""
    retry_of: Identifier | None = None
    rating: Rating | None = None
    comment: CommentText = ""
    submitted_at: AwareDatetime
    processed_at: AwareDatetime | None = None
    wording: Identifier | None = None

    @property
    def routing(self) -> Routing | None:
        """Where it went last."""
        return self.routings[-1] if self.routings else None


class QueryList(Contract):
    """The caller's questions, oldest first."""

    queries: tuple[Query, ...]


class RerouteRequest(Contract):
    """Send a question to another specialist: it is answered anew."""

    query_type: QueryType


class RatingRequest(Contract):
    """Rate an answer; a later rating replaces the earlier one."""

    rating: Rating
    comment: CommentText = ""
